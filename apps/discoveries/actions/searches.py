"""Saving a search, once it is seen how much it would bring."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.common.actor import Actor
from apps.common.refusals import Refusal, require
from apps.discoveries.counting import EXACT, tally
from apps.discoveries.haste import in_haste
from apps.searches import actions as searches
from apps.searches.models import Search, SearchVersion
from apps.searches.policies import can_change, can_write
from apps.searches.reading import read_to_save

# Saving may take longer than looking.
PATIENCE = 4


class TooBroad(Refusal):
    code = "too_broad"
    message = _(
        "This met more than %(count)s items in the last %(days)s days: nobody could read them all. "
        "Add a place, or a second word."
    )


@transaction.atomic
def write_search(
    *,
    actor: Actor,
    name: str,
    query: str,
    team_id: UUID | None = None,
    purpose: str = Search.Purpose.CELEBRATE,
    at: datetime,
) -> Search:
    """A new running search. Raises TooBroad, and what ``searches.write_search`` raises."""
    require(can_write(actor))
    _refuse_too_broad(actor, query, at)
    return searches.write_search(actor=actor, name=name, query=query, team_id=team_id, purpose=purpose, at=at)


@transaction.atomic
def change_search(
    *,
    actor: Actor,
    search: Search,
    name: str,
    query: str,
    team_id: UUID | None = None,
    purpose: str = "",
    based_on: int | None = None,
    at: datetime,
) -> Search:
    """Another version of a search. Raises TooBroad, and what ``searches.change_search`` raises."""
    require(can_change(actor, search))
    _refuse_too_broad(actor, query, at)
    return searches.change_search(
        actor=actor,
        search=search,
        name=name,
        query=query,
        team_id=team_id,
        purpose=purpose,
        based_on=based_on,
        at=at,
    )


@transaction.atomic
def restore_search(
    *, actor: Actor, version: SearchVersion, based_on: int | None = None, at: datetime
) -> Search:
    """An earlier version as a new one. Raises TooBroad, and what ``searches.restore_search`` raises."""
    require(can_change(actor, version.search))
    _refuse_too_broad(actor, version.query, at)
    return searches.restore_search(actor=actor, version=version, based_on=based_on, at=at)


def _refuse_too_broad(actor: Actor, query: str, at: datetime) -> None:
    tree = read_to_save(query).resolved
    with in_haste(f"saving:{actor.token_id or actor.membership_id}"):
        found = tally(tree, at=at, shown=0, seconds=PATIENCE * settings.GC_PREVIEW_SECONDS)
    if found.count > EXACT:
        facts = {"count": f"{EXACT:,}", "days": settings.GC_ITEM_DAYS}
        raise TooBroad(TooBroad.message % facts, field="query")
