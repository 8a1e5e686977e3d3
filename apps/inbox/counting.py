"""How many finds lie in saved views, as far as anybody wants to know."""

from collections.abc import Sequence
from datetime import datetime

from apps.common.actor import Actor
from apps.common.counting import CountOf
from apps.discoveries.models import Find
from apps.discoveries.seeking import OfAPerson
from apps.inbox.wanted import Wanted, finds_wanted
from apps.organisations.models import Organisation

SHOWN_AT_MOST = 99


def sizes_of(asked: Sequence[Wanted], *, actor: Actor, at: datetime) -> list[int]:
    """For each, up to a hundred; in one query, however many they are."""
    counted = {f"view_{number}": _count(wanted, actor, at) for number, wanted in enumerate(asked)}
    if not counted:
        return []
    row = Organisation.objects.filter(pk=actor.organisation_id).values(**counted).get()
    return [row[name] for name in counted]


def _count(wanted: Wanted, actor: Actor, at: datetime) -> CountOf:
    try:
        finds = finds_wanted(wanted, actor=actor, at=at)
    except OfAPerson:
        finds = Find.objects.filter(pk=None)
    return CountOf(finds[: SHOWN_AT_MOST + 1])
