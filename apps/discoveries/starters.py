"""What each starter search would have found here: counted one after the other, as long as there is time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from django.conf import settings

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.common.refusals import require
from apps.discoveries.passing import briefs_of
from apps.discoveries.previews import COUNTED
from apps.organisations.models import Organisation
from apps.searches.models import Search
from apps.searches.reading import read_to_save
from apps.searches.starters import Starter, check_near, offered_in

SECONDS = 1.5


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A starter as this council would have it. ``count``: of the last thirty days, None while it is not counted.

    ``search_id``: the search of this name that they have already.
    """

    starter: Starter
    query: str
    count: int | None
    more: bool
    search_id: UUID | None


def offers(
    *,
    actor: Actor,
    near: Sequence[str] = (),
    slugs: Collection[str] = (),
    seconds: float = SECONDS,
    at: datetime,
) -> list[Offer]:
    """All of them, or those that are named. Raises NotAllowed, Invalid."""
    require(actor.may(Permission.SEARCHES_READ))
    check_near(near)
    nation = Organisation.objects.values_list("nation", flat=True).get(pk=actor.organisation_id)
    had = {name.lower(): found for name, found in Search.objects.current().values_list("name", "id")}
    until = monotonic() + seconds
    return [
        _offer(starter, near, had.get(str(starter.name).lower()), at, is_in_time=monotonic() < until)
        for starter in offered_in(nation)
        if not slugs or starter.slug in slugs
    ]


def _offer(
    starter: Starter, near: Sequence[str], search_id: UUID | None, at: datetime, *, is_in_time: bool
) -> Offer:
    query = starter.query(near)
    met = _met(query, at) if is_in_time else None
    count = None if met is None else min(met, COUNTED)
    return Offer(starter=starter, query=query, count=count, more=(met or 0) > COUNTED, search_id=search_id)


def _met(query: str, at: datetime) -> int:
    since = at - timedelta(days=settings.GC_ITEM_DAYS)
    return len(briefs_of(read_to_save(query).resolved, since=since, at=at, limit=COUNTED + 1))
