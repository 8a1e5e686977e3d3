"""The search doctor: what became of what a search found, and what would make it better. It changes nothing."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.common.refusals import require
from apps.discoveries.counting import tally
from apps.discoveries.haste import Budget, in_haste
from apps.discoveries.models import Decision, Find, FindMatch
from apps.discoveries.wordings import word_counts
from apps.searches.language.ast import Kind, Node, Not, Term, canonical, every, from_json, terms
from apps.searches.language.saving import is_everywhere
from apps.searches.language.shapes import stem
from apps.searches.models import Search
from apps.searches.policies import names_nobody_private

LATELY = timedelta(days=90)
# Below this many decisions a share says nothing.
ENOUGH = 10
SEEN_OFTEN, SHORTEST_WORD, SUGGESTED, OVERLAPS = 3, 4, 5, 5
JOINED = frozenset({Decision.Verb.JOINED, Decision.Verb.PASSED, Decision.Verb.SAID})
# Shares of the time that a preview has.
FOR_WORDS, FOR_EACH = 0.5, 0.2
# Words that join others and say nothing of the matter.
_JOINING = """
    about after again also anybody around because been before being both come coming could does doing down each even ever
    every everybody first from give going good have having here into just last like look made make many more most much
    must need next only other over please really same should some such take than thank thanks that their them then there
    these they thing think this those today until very want week well were what when where which while whole will with
    would year your yours
"""
_joining = frozenset(_JOINING.split())
_WORD = re.compile(r"(?<![@#\w])[^\W\d_]+(?![\w@])")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A word to leave out. ``hidden``: how much it would have hidden in thirty days; of our decided finds, ``left``
    that we left be and ``joined`` that we joined. ``draft``: the search with it, for the editor; nothing is saved.
    """

    word: str
    hidden: int
    is_exact: bool
    left: int
    joined: int
    draft: str


@dataclass(frozen=True, kw_only=True)
class Overlap:
    search_id: UUID
    name: str
    both: int


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """Of ninety days: ``found`` finds, ``joined`` (or passed on, or answered), ``left`` be, by reason.

    ``percent``: joined of what was decided, once that was ten times.
    """

    found: int
    joined: int
    left: int
    percent: int | None
    reasons: list[tuple[str, int]]
    dead: list[str]
    suggestions: list[Suggestion]
    overlaps: list[Overlap]


def examine(*, actor: Actor, search: Search, at: datetime) -> Diagnosis:
    """Raises NotAllowed, StillCounting."""
    require(actor.works_for(search.organisation_id) and actor.may(Permission.SEARCHES_READ))
    finds = list(Find.objects.found_by(search.id).leading().filter(found_at__gte=at - LATELY))
    verbs = _latest_verbs(finds)
    joined = [find for find in finds if verbs.get(find.id) in JOINED]
    left = [find for find in finds if verbs.get(find.id) == Decision.Verb.LEFT]
    decided = len(joined) + len(left)
    with in_haste(f"preview:{actor.token_id or actor.membership_id}"):
        return Diagnosis(
            found=len(finds),
            joined=len(joined),
            left=len(left),
            percent=round(100 * len(joined) / decided) if decided >= ENOUGH else None,
            reasons=Counter(find.leave_reason for find in left).most_common(),
            dead=_dead(search, at),
            suggestions=_suggestions(search, left, joined, at),
            overlaps=_overlaps(search, finds),
        )


def _time(share: float) -> float:
    return share * float(settings.GC_PREVIEW_SECONDS)


def _latest_verbs(finds: Iterable[Find]) -> dict[UUID, str]:
    standing = Decision.objects.filter(find__in=[find.id for find in finds], undone_at=None)
    return dict(standing.order_by("at", "id").values_list("find_id", "verb"))


def _dead(search: Search, at: datetime) -> list[str]:
    whole = tally(search.tree, at=at, shown=0, seconds=_time(FOR_EACH))
    counted = word_counts(from_json(search.ast), whole, at=at, budget=Budget(_time(FOR_WORDS)))
    return [word.words for word in counted if word.is_exact and not word.count]


def _suggestions(search: Search, left: list[Find], joined: list[Find], at: datetime) -> list[Suggestion]:
    in_left, in_joined = _said_in(left), _said_in(joined)
    telling = [
        word
        for word, count in in_left.most_common()
        if count >= SEEN_OFTEN and 5 * count >= len(left) and _is_rare(in_joined[word], len(joined))
    ]
    tree = search.tree
    asked = {stem(term.value.lower()) for term in terms(tree) if term.kind in {Kind.WORD, Kind.PHRASE}}
    fit = [word for word in telling if stem(word) not in asked and _is_no_person(word)]
    return [_suggestion(search, tree, word, in_left[word], in_joined[word], at) for word in fit[:SUGGESTED]]


def _is_rare(count: int, of: int) -> bool:
    return 20 * count <= of


def _is_no_person(word: str) -> bool:
    return not names_nobody_private(Term(Kind.WORD, word), ())


def _suggestion(search: Search, tree: Node, word: str, left: int, joined: int, at: datetime) -> Suggestion:
    term = Term(Kind.WORD, word)
    hides = every([tree, term]) or term
    hidden = tally(hides, at=at, shown=0, seconds=_time(FOR_EACH))
    draft = every([from_json(search.ast), Not(term)]) or Not(term)
    return Suggestion(
        word=word,
        hidden=hidden.count,
        is_exact=hidden.is_exact,
        left=left,
        joined=joined,
        draft=canonical(draft),
    )


def _said_in(finds: Iterable[Find]) -> Counter[str]:
    """In how many of them each word stands. Words that are mostly written with a capital name somebody or some place."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for find in finds:
        written = set(_WORD.findall(f"{find.title} {find.excerpt}"))
        small.update(word for word in written if word.islower())
        large.update({word.lower() for word in written if not word.islower()})
    return Counter(
        {
            word: count
            for word, count in small.items()
            if len(word) >= SHORTEST_WORD
            and count > large[word]
            and not (is_everywhere(word) or word in _joining)
        }
    )


def _overlaps(search: Search, finds: Iterable[Find]) -> list[Overlap]:
    """Which others of ours found the same."""
    also = FindMatch.objects.filter(find__in=[find.id for find in finds]).exclude(search=search)
    rows = also.order_by().values("search_id", "search__name").annotate(both=Count("id")).order_by("-both")
    return [
        Overlap(search_id=row["search_id"], name=row["search__name"], both=row["both"])
        for row in rows[:OVERLAPS]
    ]
