"""What a search would have found in the last thirty days, before it is saved."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.permission import Permission
from apps.common.refusals import require
from apps.discoveries.excerpts import Segments, excerpt_of, segments_of
from apps.discoveries.models import Item
from apps.discoveries.passing import Brief, briefs_of
from apps.searches.actions import NamesSomebody
from apps.searches.language.ast import Node, canonical
from apps.searches.language.parser import parse
from apps.searches.models import ListedAccount
from apps.searches.policies import names_nobody_private
from apps.searches.reading import notes_on
from apps.searches.resolving import resolve

COUNTED = 1000
SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class PreviewMatch:
    """One of the newest matches, its words marked."""

    title: Segments
    excerpt: Segments
    place: str
    url: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Preview:
    """``count`` is exact up to 1,000 (``more`` says that there are more); ``by_day`` covers every day, oldest first.

    ``unlisted``: whom it names that is not on the council's list. Of what a person says nothing is shown.
    """

    understood: str
    notes: list[dict[str, Any]]
    unlisted: list[str]
    count: int
    more: bool
    by_day: list[tuple[date, int]]
    by_place: list[tuple[str, int]]
    matches: list[PreviewMatch]


def preview(*, actor: Actor, query: str, at: datetime) -> Preview:
    """Raises NotAllowed. A query that cannot be read has notes that say so, and no matches."""
    require(actor.may(Permission.SEARCHES_READ))
    parsed = parse(query)
    tree = resolve(parsed.ast).tree if parsed.ast is not None else None
    unlisted = _unlisted(tree, at)
    briefs = _briefs(tree, at) if tree is not None and not unlisted else []
    return Preview(
        understood=canonical(parsed.ast) if parsed.ast is not None else "",
        notes=[*notes_on(query, parsed), *_said_of(unlisted)],
        unlisted=unlisted,
        count=min(len(briefs), COUNTED),
        more=len(briefs) > COUNTED,
        by_day=_by_day(briefs, at),
        by_place=Counter(brief.place for brief in briefs).most_common(),
        matches=_matches(briefs[:SHOWN], tree) if tree is not None else [],
    )


def _unlisted(tree: Node | None, at: datetime) -> list[str]:
    """A preview that were shown, though not saved, would be the history of a person, made anew each day."""
    if tree is None:
        return []
    listed = ListedAccount.objects.in_force(day_of(at)).values_list("handle", flat=True)
    return [named.words for named in names_nobody_private(tree, listed)]


def _said_of(unlisted: list[str]) -> list[dict[str, Any]]:
    if not unlisted:
        return []
    said = str(NamesSomebody.message) % {"names": ", ".join(unlisted)}
    about = {"level": "error", "code": NamesSomebody.code, "message": said}
    return [about | {"start": 0, "end": 0, "fix": None, "caret": ""}]


def _briefs(tree: Node, at: datetime) -> list[Brief]:
    return briefs_of(tree, since=at - timedelta(days=settings.GC_ITEM_DAYS), at=at, limit=COUNTED + 1)


def _by_day(briefs: list[Brief], at: datetime) -> list[tuple[date, int]]:
    counted = Counter(day_of(brief.first_seen) for brief in briefs)
    today = day_of(at)
    days = [today - timedelta(days=back) for back in reversed(range(settings.GC_ITEM_DAYS))]
    return [(day, counted[day]) for day in days]


def _matches(briefs: list[Brief], tree: Node) -> list[PreviewMatch]:
    items = {item.id: item for item in Item.objects.filter(pk__in=[brief.id for brief in briefs])}
    return [_match(items[brief.id], brief, tree) for brief in briefs if brief.id in items]


def _match(item: Item, brief: Brief, tree: Node) -> PreviewMatch:
    title, excerpt = segments_of(item.title[:200], excerpt_of(item, [tree]), [tree])
    return PreviewMatch(title=title, excerpt=excerpt, place=brief.place, url=item.url, at=brief.first_seen)
