"""Who may keep which views, and decide about many finds."""

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.inbox.models import Batch, View


def can_keep_own(actor: Actor) -> bool:
    """Everybody who reads finds may like them in their own way."""
    return actor.is_person and actor.may(Permission.FINDS_READ)


def can_share(actor: Actor, *, is_teams: bool) -> bool:
    """A team's view is its members' to make; the council's, of those who write its searches."""
    wanted = Permission.FINDS_JOIN if is_teams else Permission.SEARCHES_WRITE
    return actor.is_person and actor.may(wanted)


def can_change_view(actor: Actor, view: View) -> bool:
    if not actor.works_for(view.organisation_id):
        return False
    if view.owner_id is not None:
        return can_keep_own(actor) and view.owner_id == actor.membership_id
    return can_share(actor, is_teams=view.team_id is not None)


def can_decide_many(actor: Actor) -> bool:
    return actor.is_person and actor.may(Permission.FINDS_JOIN)


def can_undo_batch(actor: Actor, batch: Batch) -> bool:
    return actor.works_for(batch.organisation_id) and can_decide_many(actor)
