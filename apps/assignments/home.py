"""A colleague's home: at most three finds for their service or place; otherwise those with the most joy in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import or_
from re import escape

from django.db.models import Q

from apps.assignments.models import Assignment, HomePlace
from apps.common.actor import Actor
from apps.discoveries.models import Find
from apps.discoveries.querysets import FindQuerySet
from apps.organisations.models import Place, PlacePart, TeamMember

HOW_MANY = 3


class Because(StrEnum):
    WAITS = "waits_for_your_team"
    TEAM = "your_team_listens"
    PLACE = "your_place"
    JOY = "joy"


@dataclass(frozen=True, kw_only=True)
class Pick:
    """A find, and why it is on somebody's home."""

    find: Find
    because: Because


def picks_for(actor: Actor, *, at: datetime) -> list[Pick]:
    """The first three of: what waits for their team, what their team's searches found, what speaks of their place,
    what has the most joy in it. Newest first within each."""
    picked: dict[object, Pick] = {}
    for because, finds in _kinds(actor, at):
        if len(picked) >= HOW_MANY:
            break
        for find in finds.exclude(pk__in=list(picked))[: HOW_MANY - len(picked)]:
            picked[find.pk] = Pick(find=find, because=because)
    return list(picked.values())


def _kinds(actor: Actor, at: datetime) -> Iterator[tuple[Because, FindQuerySet]]:
    teams = list(
        TeamMember.objects.filter(membership_id=actor.membership_id).values_list("team_id", flat=True)
    )
    inbox: FindQuerySet = Find.objects.inbox(at)
    if teams:
        waiting = Assignment.objects.open().filter(team__in=teams).values("find_id")
        yield Because.WAITS, Find.objects.taken().filter(pk__in=waiting).newest_first()
        ours = inbox.filter(matches__search__team__in=teams).distinct()
        yield Because.TEAM, ours.newest_first()
    place = home_place(actor)
    if place is not None:
        yield Because.PLACE, inbox.filter(_speaks_of(place)).newest_first()
    yield Because.JOY, inbox.order_by("-joy_rank", "-found_at", "-id")


def home_place(actor: Actor) -> Place | None:
    """The part of here that this person chose, while it is one."""
    chosen = HomePlace.objects.filter(member_id=actor.membership_id, place__ended_at=None)
    row = chosen.select_related("place").first()
    return row.place if row else None


def _speaks_of(place: Place) -> Q:
    """One of its names stands in what was said, as a whole word; a set is spoken of by its parts."""
    parts = Place.objects.filter(
        pk__in=PlacePart.objects.filter(whole=place).values("part_id"), ended_at=None
    )
    names = [name for one in [place, *parts] for name in one.names]
    words = [rf"\y{escape(name)}\y" for name in names]
    return reduce(or_, (Q(title__iregex=word) | Q(excerpt__iregex=word) for word in words))
