"""What a search would have found in the last thirty days, before it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.permission import Permission
from apps.common.refusals import require
from apps.discoveries.counting import EXACT, Tally, tally
from apps.discoveries.excerpts import Segments, marked
from apps.discoveries.haste import Budget, in_haste
from apps.discoveries.models import Item
from apps.discoveries.passing import Brief
from apps.discoveries.texts import text_of
from apps.discoveries.warnings import Warned, warnings_on
from apps.discoveries.wordings import WordCount, word_counts
from apps.searches.actions import NamesSomebody
from apps.searches.explaining import because, left_out_by
from apps.searches.language.ast import Node, canonical
from apps.searches.language.explain import kept_out_by
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Document, tokenise
from apps.searches.models import ListedAccount
from apps.searches.policies import names_nobody_private
from apps.searches.reading import notes_on
from apps.searches.resolving import resolve

SHOWN, KEPT_OUT_SHOWN, PLACES_SHOWN = 10, 5, 20
# Shares of the time that a preview has.
FOR_COUNT, FOR_LEFT_OUT, FOR_WORDS = 0.6, 0.2, 0.2


@dataclass(frozen=True, kw_only=True)
class PreviewMatch:
    """One of the newest, its words marked. ``because``: the parts of the search that it met, or that left it out."""

    title: Segments
    excerpt: Segments
    place: str
    url: str
    at: datetime
    because: list[str]


@dataclass(frozen=True, kw_only=True)
class KeptOut:
    """What would have come in but for what the search leaves out; the newest of it."""

    count: int = 0
    is_exact: bool = True
    matches: list[PreviewMatch] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Preview:
    """``count`` is exact unless ``estimated``; then ``days_counted`` of the days were counted (none: a part of each).

    ``by_day`` covers every day, oldest first. ``unlisted``: whom it names who is not on the council's list. Of what a
    person says nothing is shown.
    """

    understood: str
    notes: list[dict[str, Any]]
    unlisted: list[str]
    count: int
    more: bool
    estimated: bool
    days_counted: int
    a_day: float
    by_day: list[tuple[date, int]]
    by_place: list[tuple[str, int]]
    matches: list[PreviewMatch]
    kept_out: KeptOut
    words: list[WordCount]
    warnings: list[Warned]


NOTHING = Tally(count=0, is_exact=True, days_counted=settings.GC_ITEM_DAYS, by_day={}, by_place=[], newest=[])


@dataclass(frozen=True)
class _Seen:
    """All that is asked of the database."""

    found: Tally = NOTHING
    left_out: Tally = NOTHING
    words: list[WordCount] = field(default_factory=list)


def preview(*, actor: Actor, query: str, at: datetime) -> Preview:
    """Raises NotAllowed, StillCounting. A query that cannot be read has notes that say so, and no matches."""
    require(actor.may(Permission.SEARCHES_READ))
    parsed = parse(query)
    tree = resolve(parsed.ast).tree if parsed.ast is not None else None
    unlisted = unlisted_in(tree, at)
    asked = tree if not unlisted else None
    seen = _look(actor, parsed.ast, asked, at) if parsed.ast and asked else _Seen()
    return Preview(
        understood=canonical(parsed.ast) if parsed.ast is not None else "",
        notes=[*notes_on(query, parsed), *said_of(unlisted)],
        unlisted=unlisted,
        **_numbers(seen.found, at),
        matches=_matches(seen.found, asked, lambda words: because(parsed.ast, words) if parsed.ast else []),
        kept_out=_kept_out(seen.left_out, parsed.ast, asked),
        words=seen.words,
        warnings=warnings_on(asked, seen.found, seen.words) if asked else [],
    )


def _look(actor: Actor, written: Node, tree: Node, at: datetime) -> _Seen:
    time = settings.GC_PREVIEW_SECONDS
    with in_haste(_who(actor)):
        found = tally(tree, at=at, shown=SHOWN, seconds=time * FOR_COUNT)
        kept_out = kept_out_by(tree)
        left_out = (
            tally(kept_out, at=at, shown=KEPT_OUT_SHOWN, seconds=time * FOR_LEFT_OUT) if kept_out else NOTHING
        )
        return _Seen(found, left_out, word_counts(written, found, at=at, budget=Budget(time * FOR_WORDS)))


def _who(actor: Actor) -> str:
    return f"preview:{actor.token_id or actor.membership_id}"


def _numbers(found: Tally, at: datetime) -> dict[str, Any]:
    today = day_of(at)
    days = [today - timedelta(days=back) for back in reversed(range(settings.GC_ITEM_DAYS))]
    return {
        "count": found.count,
        "more": found.count > EXACT,
        "estimated": not found.is_exact,
        "days_counted": found.days_counted,
        "a_day": round(found.count / settings.GC_ITEM_DAYS, 1),
        "by_day": [(day, found.by_day.get(day, 0)) for day in days],
        "by_place": found.by_place[:PLACES_SHOWN],
    }


def unlisted_in(tree: Node | None, at: datetime) -> list[str]:
    """A preview that were shown, though not saved, would be the history of a person, made anew each day."""
    if tree is None:
        return []
    listed = ListedAccount.objects.in_force(day_of(at)).values_list("handle", flat=True)
    return [named.words for named in names_nobody_private(tree, listed)]


def said_of(unlisted: list[str]) -> list[dict[str, Any]]:
    if not unlisted:
        return []
    said = str(NamesSomebody.message) % {"names": ", ".join(unlisted)}
    about = {"level": "error", "code": NamesSomebody.code, "message": said}
    return [about | {"start": 0, "end": 0, "fix": None, "caret": ""}]


def _kept_out(left_out: Tally, written: Node | None, tree: Node | None) -> KeptOut:
    return KeptOut(
        count=left_out.count,
        is_exact=left_out.is_exact,
        matches=_matches(left_out, tree, lambda words: left_out_by(written, words) if written else []),
    )


def _matches(found: Tally, tree: Node | None, why: Callable[[Document], list[str]]) -> list[PreviewMatch]:
    if tree is None:
        return []
    items: dict[UUID, Item] = {
        item.id: item for item in Item.objects.filter(pk__in=[brief.id for brief in found.newest])
    }
    return [_match(items[brief.id], brief, tree, why) for brief in found.newest if brief.id in items]


def _match(item: Item, brief: Brief, tree: Node, why: Callable[[Document], list[str]]) -> PreviewMatch:
    title, excerpt = marked(item, tree)
    return PreviewMatch(
        title=title,
        excerpt=excerpt,
        place=brief.place,
        url=item.url,
        at=brief.first_seen,
        because=why(tokenise(text_of(item))),
    )
