"""Several searches at once, to begin with."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.common.actor import Actor
from apps.common.refusals import Invalid, NotThere, require
from apps.discoveries.actions.searches import write_search
from apps.searches.models import Search
from apps.searches.policies import can_write
from apps.searches.starters import STARTERS, Starter, check_near


@transaction.atomic
def start_searches(
    *,
    actor: Actor,
    starters: Sequence[str],
    near: Sequence[str] = (),
    team_id: UUID | None = None,
    at: datetime,
) -> list[Search]:
    """Those that are named by their slugs, near one of these places. What runs here already is passed over.

    Raises NotAllowed, Invalid, NotThere, and what ``write_search`` raises; then none is started.
    """
    require(can_write(actor))
    check_near(near)
    if not starters:
        raise Invalid(_("Tick at least one."), field="starters")
    had = {name.lower() for name in Search.objects.current().values_list("name", flat=True)}
    chosen = [_starter(slug) for slug in dict.fromkeys(starters)]
    return [
        write_search(
            actor=actor,
            name=str(starter.name),
            query=starter.query(near),
            purpose=starter.purpose,
            team_id=team_id,
            at=at,
        )
        for starter in chosen
        if str(starter.name).lower() not in had
    ]


def _starter(slug: str) -> Starter:
    for starter in STARTERS:
        if starter.slug == slug:
            return starter
    raise NotThere(_("There is no such starter search."), field="starters")
