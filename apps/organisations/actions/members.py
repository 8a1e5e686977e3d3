"""What a member may do, and leaving."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Invalid, NotThere, require
from apps.organisations.models import ApiToken, Membership, Organisation, TeamMember
from apps.organisations.policies import can_change_member, can_end, is_last_owner
from apps.organisations.refusals import LastOwner
from apps.organisations.roles import Role
from apps.work.actions import ask_for
from apps.work.lanes import Lane


@transaction.atomic
def change_role(*, actor: Actor, member: Membership, role: str, at: datetime) -> Membership:
    """Raises NotAllowed, NotThere, LastOwner, Invalid."""
    if role not in Role.values:
        raise Invalid(_("There is no such role."), field="role")
    require(can_change_member(actor, member, role))
    member = _current(member)
    require(can_change_member(actor, member, role))
    if role == member.role:
        return member
    _spare_the_last_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    audit.record(actor, "member.role_changed", member, at=at, change=audit.Change.CHANGED, fields=["role"])
    return member


@transaction.atomic
def end_membership(*, actor: Actor, member: Membership, at: datetime) -> Membership:
    """Leave, or show someone the door: from the next request on they are strangers here, and so are their tokens.

    What they held comes back by the work row ``assignments.return_open`` with the membership's id.
    Raises NotAllowed, NotThere, LastOwner.
    """
    require(can_end(actor, member))
    member = _current(member)
    require(can_end(actor, member))
    _spare_the_last_owner(member)
    member.ended_at = at
    member.save(update_fields=["ended_at"])
    ApiToken.objects.of_member(member.id).filter(revoked_at=None).update(revoked_at=at)
    TeamMember.objects.filter(membership=member).delete()
    ask_for(
        kind="assignments.return_open",
        subject_id=member.id,
        organisation_id=member.organisation_id,
        lane=Lane.HOME,
        due_at=at,
    )
    verb = "member.left" if actor.membership_id == member.id else "member.ended"
    audit.record(actor, verb, member, at=at, change=audit.Change.WITHDRAWN)
    return member


@transaction.atomic
def close_welcome(*, actor: Actor, at: datetime) -> None:
    """The first steps go away for this person; they stay where they are for everybody else. Raises NotAllowed."""
    Membership.objects.filter(pk=actor.person, welcomed_at=None).update(welcomed_at=at)


def _current(member: Membership) -> Membership:
    """The member as they are now, with their council locked. Raises NotThere for those who left."""
    Organisation.objects.lock(member.organisation_id)
    fresh: Membership | None = (
        Membership.objects.current().select_related("user", "organisation").filter(pk=member.pk).first()
    )
    if fresh is None:
        raise NotThere
    return fresh


def _spare_the_last_owner(member: Membership) -> None:
    owners = Membership.objects.current().owners_of(member.organisation_id).count()
    if is_last_owner(member, owners):
        raise LastOwner(field="role")
