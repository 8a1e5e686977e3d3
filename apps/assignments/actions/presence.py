"""A colleague is looking: for a minute at a time, and kept no longer."""

from datetime import datetime, timedelta

from django.db import transaction

from apps.assignments.models import Presence
from apps.assignments.policies import can_look_in
from apps.common.actor import Actor
from apps.common.refusals import require
from apps.discoveries.models import Find
from apps.work import actions as work
from apps.work.lanes import Lane

LEASE = timedelta(seconds=60)
FORGET = "assignments.forget_presence"


@transaction.atomic
def look_in(*, actor: Actor, find: Find, at: datetime) -> None:
    """Colleagues see for the next minute that the actor is looking. No trace is left. Raises NotAllowed."""
    require(can_look_in(actor, find))
    ours = Presence.objects.filter(find=find, member_id=actor.person)
    if ours.update(until=at + LEASE):
        return
    Presence.objects.bulk_create(
        [
            Presence(
                organisation_id=actor.organisation_id, find=find, member_id=actor.person, until=at + LEASE
            )
        ],
        ignore_conflicts=True,
    )
    work.ask_for(
        kind=FORGET,
        subject_id=actor.organisation_id,
        organisation_id=actor.organisation_id,
        lane=Lane.HOME,
        due_at=at + LEASE,
    )


@transaction.atomic
def look_out(*, actor: Actor, find: Find) -> None:
    """The actor has gone. Raises NotAllowed."""
    require(can_look_in(actor, find))
    Presence.objects.filter(find=find, member_id=actor.person).delete()


@transaction.atomic
def forget_presence(*, at: datetime) -> datetime | None:
    """Delete what is over in the council in scope; when there is something to forget again, or None."""
    Presence.objects.over(at).delete()
    left: datetime | None = Presence.objects.order_by("until").values_list("until", flat=True).first()
    return left
