"""What a rule about joy is about, and what it moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Invalid
from apps.discoveries.models import Find, FindMatch, Follow, JoyRule
from apps.discoveries.naming import folded, tidy
from apps.discoveries.querysets import FindQuerySet
from apps.discoveries.seeking import sought
from apps.searches.language.ast import Kind, terms
from apps.searches.models import Search

LONGEST = 80
OF_SUBJECTS = frozenset({Kind.WORD, Kind.PHRASE, Kind.TAG, Kind.SITE, Kind.LANG})


@dataclass(frozen=True, kw_only=True)
class Taste:
    """Words, a place or a search: one of them."""

    phrase: str = ""
    follow: Follow | None = None
    search: Search | None = None

    @property
    def kind(self) -> str:
        """Raises Invalid unless it is one thing."""
        chosen = [bool(tidy(self.phrase)), self.follow is not None, self.search is not None]
        if sum(chosen) != 1:
            raise Invalid(_("Say words, or choose a place or a search: one of them."), field="phrase")
        return (JoyRule.Kind.PHRASE, JoyRule.Kind.PLACE, JoyRule.Kind.SEARCH)[chosen.index(True)]

    def as_fields(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "phrase": tidy(self.phrase),
            "follow": self.follow,
            "search": self.search,
        }

    def is_of(self, rule: JoyRule) -> bool:
        """Whether that rule is about the same."""
        same = (folded(rule.phrase), rule.follow_id, rule.search_id)
        return same == (
            folded(self.phrase),
            self.follow.pk if self.follow else None,
            self.search.pk if self.search else None,
        )

    def moves(self) -> FindQuerySet:
        """The open finds that a rule like this moves. Raises Invalid."""
        finds: FindQuerySet = Find.objects.leading().filter(state__in=["new", "later"])
        if self.kind == JoyRule.Kind.PHRASE:
            return sought(readable_phrase(self.phrase)).among(finds)
        if self.follow is not None:
            return finds.filter(source=self.follow.source_id)
        met: Any = FindMatch.objects.filter(search=self.search).values("find")
        return finds.filter(pk__in=met)


def taste_of(rule: JoyRule) -> Taste:
    return Taste(phrase=rule.phrase, follow=rule.follow, search=rule.search)


def readable_phrase(phrase: str) -> str:
    """Words that say what is talked about, as in a search. Raises Invalid, OfAPerson."""
    phrase = tidy(phrase)
    if len(phrase) > LONGEST:
        raise Invalid(_("At most eighty characters."), field="phrase")
    tree = sought(phrase).tree
    if tree is None or not {term.kind for term in terms(tree)} <= OF_SUBJECTS:
        raise Invalid(_("Say a word or a few that stand in such finds."), field="phrase")
    return phrase


def examples_of(taste: Taste, *, most: int) -> tuple[Sequence[Find], int]:
    """Some finds that it moves, newest first, and how many there are up to a hundred."""
    moved = taste.moves()
    return list(moved.newest_first()[:most]), int(moved[:100].count())
