"""What each starter search would have found here: counted one after the other, as long as there is time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.common.refusals import require
from apps.discoveries.counting import Tally, tally
from apps.discoveries.haste import Budget, StillCounting, in_haste
from apps.organisations.models import Organisation
from apps.searches.models import Search
from apps.searches.reading import read_to_save
from apps.searches.starters import Starter, check_near, offered_in

SECONDS = 1.5


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A starter as this council would have it. ``count``: of the last thirty days, None while it is not counted; ``about``: estimated.

    ``search_id``: the search of this name that they have already.
    """

    starter: Starter
    query: str
    count: int | None
    about: bool
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
    chosen = [starter for starter in offered_in(nation) if not slugs or starter.slug in slugs]
    queries = {starter.slug: starter.query(near) for starter in chosen}
    counts = _counts(actor, queries, at=at, budget=Budget(seconds))
    return [
        Offer(
            starter=starter,
            query=queries[starter.slug],
            count=counts[starter.slug].count if starter.slug in counts else None,
            about=starter.slug in counts and not counts[starter.slug].is_exact,
            search_id=had.get(str(starter.name).lower()),
        )
        for starter in chosen
    ]


def _counts(actor: Actor, queries: Mapping[str, str], *, at: datetime, budget: Budget) -> dict[str, Tally]:
    """Of as many as there is time for; of none while this person has others counted."""
    counts = {}
    try:
        with in_haste(f"starters:{actor.token_id or actor.membership_id}"):
            for slug, query in queries.items():
                seconds = min(budget.left, settings.GC_PREVIEW_SECONDS)
                if seconds > 0:
                    counts[slug] = tally(read_to_save(query).resolved, at=at, shown=0, seconds=seconds)
    except StillCounting:
        return {}
    return {slug: found for slug, found in counts.items() if found.is_exact or found.days_counted}
