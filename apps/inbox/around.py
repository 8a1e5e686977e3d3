"""What stands around a list of finds: what it may be narrowed by, saved views, a person's habit, the piles' sizes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, IntegerField, JSONField, QuerySet, Value
from django.db.models.functions import JSONObject

from apps.assignments.hands import counted_piles
from apps.common.actor import Actor
from apps.discoveries.models import Follow, Tag
from apps.inbox.models import Habit, Order, View
from apps.inbox.wanted import Wanted, wanted_from
from apps.organisations.models import Organisation, Place
from apps.searches.models import Search

Named = Sequence[tuple[UUID, str]]


@dataclass(frozen=True, kw_only=True)
class KnownView:
    """A saved view, as it is offered to one person. ``whose``: nothing for one's own, else a team's or ``council``."""

    id: UUID
    name: str
    wanted: Wanted
    whose: str
    place: int


@dataclass(frozen=True, kw_only=True)
class Around:
    """``names``: by what a filter calls them (search, source, near, tag), id and name by letters."""

    names: Mapping[str, Named]
    views: Sequence[KnownView]
    order: str
    opens_with: UUID | None
    sizes: Mapping[str, int]

    def name_of(self, kind: str, row_id: UUID | None) -> str:
        return next((name for known, name in self.names.get(kind, ()) if known == row_id), "")

    def view(self, view_id: UUID | None) -> KnownView | None:
        return next((view for view in self.views if view.id == view_id), None)


def around(*, actor: Actor, at: datetime) -> Around:
    """In one query, however much there is."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    first, *others = _parts(actor, at)
    for kind, row_id, name, number, more in first.union(*others, all=True):
        by_kind[kind].append((row_id, name, number, more))
    names = {kind: sorted(((row[0], row[1]) for row in by_kind[kind]), key=_letters) for kind in NAMED}
    (habit,) = by_kind["habit"] or [(None, Order.NEWEST, 0, None)]
    return Around(
        names=names,
        views=sorted((_view(row) for row in by_kind["view"]), key=_place),
        order=habit[1],
        opens_with=habit[0],
        sizes=by_kind["sizes"][0][3],
    )


NAMED = ("search", "source", "near", "tag")
PLAIN = Value(0, output_field=IntegerField())
BARE = Value(None, output_field=JSONField())


def _parts(actor: Actor, at: datetime) -> list[QuerySet[Any, Any]]:
    sizes = JSONObject(**counted_piles(actor=actor, at=at))
    here = Organisation.objects.filter(pk=actor.organisation_id)
    return [
        _part("search", Search.objects.current(), F("name")),
        _part("source", Follow.objects.current(), F("name")),
        _part("near", Place.objects.current(), F("name")),
        _part("tag", Tag.objects.current(), F("name")),
        _part("view", View.objects.for_member(actor.membership_id), F("name"), F("place"), OF_A_VIEW),
        _part("habit", Habit.objects.filter(member=actor.membership_id), F("order"), row_id=F("view_id")),
        _part("sizes", here, Value(""), more=sizes),
    ]


OF_A_VIEW = JSONObject(wanted="wanted", team="team__name", owner="owner_id")


def _part(
    kind: str, rows: Any, name: Any, number: Any = PLAIN, more: Any = BARE, row_id: Any = None
) -> QuerySet[Any, Any]:
    part: QuerySet[Any, Any] = rows.order_by().values_list(
        Value(kind, output_field=CharField()), row_id or F("id"), name, number, more
    )
    return part


def _view(row: tuple[UUID, str, int, Any]) -> KnownView:
    view_id, name, place, kept = row
    is_councils = kept["team"] is None and kept["owner"] is None
    return KnownView(
        id=view_id,
        name=name,
        wanted=wanted_from(kept["wanted"] if isinstance(kept["wanted"], dict) else {}),
        whose="council" if is_councils else kept["team"] or "",
        place=place,
    )


def _place(view: KnownView) -> tuple[bool, bool, str, int, str]:
    """One's own first, then the teams', then the council's."""
    return (bool(view.whose), view.whose == "council", view.whose, view.place, view.name.casefold())


def _letters(named: tuple[UUID, str]) -> str:
    return named[1].casefold()
