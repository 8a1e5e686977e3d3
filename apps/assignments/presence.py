"""Who else is looking at a find."""

from collections.abc import Sequence
from datetime import datetime

from apps.assignments.models import Presence
from apps.common.actor import Actor
from apps.discoveries.models import Find


def others_at(find: Find, *, actor: Actor, at: datetime) -> Sequence[Presence]:
    """Colleagues who are here now, the actor left out."""
    return list(Presence.objects.now_at(find.id, at).exclude(member_id=actor.membership_id))
