"""Inviting someone, and coming in with an invitation."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.policies import owns_address
from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Invalid, NotThere, require
from apps.common.scope import org_scope
from apps.organisations import invitations
from apps.organisations.actors import actor_of_member
from apps.organisations.models import Invitation, Membership, Organisation
from apps.organisations.policies import can_grant, can_manage_people, still_stands
from apps.organisations.refusals import AlreadyInvited, AlreadyMember, InvitationClosed, TooManyLetters
from apps.organisations.roles import Role
from apps.work.actions import Claim, ask_for, finish, hold
from apps.work.lanes import Lane

OPEN_FOR = timedelta(days=7)
LETTERS_AT_MOST = 5
SEND = "organisations.send_invitation"


@transaction.atomic
def invite(*, actor: Actor, email: str, role: str, at: datetime) -> Invitation:
    """A letter to one address, good for one person and seven days.

    Raises NotAllowed (also for a role above one's own), Invalid, AlreadyMember, AlreadyInvited.
    """
    if role not in Role.values:
        raise Invalid(_("There is no such role."), field="role")
    require(can_grant(actor, role))
    email = _read_address(email)
    Organisation.objects.lock(actor.organisation_id)
    if Membership.objects.current().of_organisation(actor.organisation_id).with_address(email).exists():
        raise AlreadyMember(field="email")
    _clear_the_way(actor, email, at)
    nonce = invitations.make_nonce()
    invitation: Invitation = Invitation.objects.create(
        organisation_id=actor.organisation_id,
        email=email,
        role=role,
        invited_by_id=actor.person,
        nonce=nonce,
        digest=invitations.digest_of(invitations.new_token(nonce)),
        created_at=at,
        expires_at=at + OPEN_FOR,
    )
    _post(invitation, at)
    audit.record(actor, "invitation.sent", invitation, at=at, change=audit.Change.CREATED)
    return invitation


def _read_address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(error.messages[0], field="email") from error
    return email


def _clear_the_way(actor: Actor, email: str, at: datetime) -> None:
    """An invitation that ran out makes room for a new one; an open one does not."""
    earlier = (
        Invitation.objects.of_organisation(actor.organisation_id).unanswered().filter(email__iexact=email)
    )
    if earlier.open(at).exists():
        raise AlreadyInvited(field="email")
    earlier.update(revoked_at=at)


def _post(invitation: Invitation, at: datetime) -> None:
    ask_for(
        kind=SEND,
        subject_id=invitation.id,
        organisation_id=invitation.organisation_id,
        lane=Lane.MAIL,
        due_at=at,
    )


@transaction.atomic
def resend_invitation(*, actor: Actor, invitation: Invitation, at: datetime) -> Invitation:
    """A new letter with a new token and seven new days; the old token is void.

    Raises NotAllowed, NotThere (answered or taken back), TooManyLetters.
    """
    invitation = _unanswered(actor, invitation)
    if invitation.letters >= LETTERS_AT_MOST:
        raise TooManyLetters
    invitation.nonce = invitations.make_nonce()
    invitation.digest = invitations.digest_of(invitations.new_token(invitation.nonce))
    invitation.letters += 1
    invitation.expires_at = at + OPEN_FOR
    invitation.sent_at = None
    invitation.invited_by_id = actor.person
    invitation.save()
    _post(invitation, at)
    audit.record(actor, "invitation.sent_again", invitation, at=at, change=audit.Change.CHANGED)
    return invitation


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation: Invitation, at: datetime) -> Invitation:
    """Take it back. Raises NotAllowed, NotThere."""
    invitation = _unanswered(actor, invitation)
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    audit.record(actor, "invitation.taken_back", invitation, at=at, change=audit.Change.WITHDRAWN)
    return invitation


def _unanswered(actor: Actor, invitation: Invitation) -> Invitation:
    """The invitation as it is now, locked, if the actor may decide about it."""
    require(can_manage_people(actor) and actor.works_for(invitation.organisation_id))
    require(can_grant(actor, invitation.role))
    Organisation.objects.lock(invitation.organisation_id)
    fresh: Invitation | None = (
        Invitation.objects.unanswered().select_for_update().filter(pk=invitation.pk).first()
    )
    if fresh is None:
        raise NotThere
    return fresh


def accept_invitation(*, user: User, token: str, at: datetime) -> Membership:
    """Come in. The address of the letter must be one that this person has verified.

    Raises InvitationClosed for whatever is wrong with the letter or the address, AlreadyMember.
    """
    digest = invitations.digest_of(token)
    found: Invitation | None = Invitation.objects.open(at).filter(digest=digest).first()
    if found is None:
        raise InvitationClosed
    with org_scope(found.organisation_id), transaction.atomic():
        organisation = Organisation.objects.lock(found.organisation_id)
        invitation = _still_open(found.id, digest, at)
        if not (user.is_active and owns_address(user, invitation.email)) or organisation.suspended_at:
            raise InvitationClosed
        if Membership.objects.current().filter(organisation=organisation, user=user).exists():
            raise AlreadyMember
        return _come_in(invitation, user, at)


def _still_open(invitation_id: UUID, digest: str, at: datetime) -> Invitation:
    """Read anew under lock: of fifty who come at once, one finds it open."""
    invitation: Invitation | None = (
        Invitation.objects.open(at)
        .select_for_update(of=("self",))
        .select_related("invited_by__user")
        .filter(pk=invitation_id, digest=digest)
        .first()
    )
    if invitation is None or not still_stands(invitation):
        raise InvitationClosed
    return invitation


def _come_in(invitation: Invitation, user: User, at: datetime) -> Membership:
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    member: Membership = Membership.objects.create(
        organisation_id=invitation.organisation_id, user=user, role=invitation.role, joined_at=at
    )
    actor = actor_of_member(member)
    audit.record(actor, "invitation.accepted", invitation, at=at, change=audit.Change.CHANGED)
    audit.record(actor, "member.joined", member, at=at, change=audit.Change.CREATED)
    return member


def letter_due(*, invitation_id: UUID, at: datetime) -> tuple[Invitation, str] | None:
    """The invitation and its token, if its letter is still to be sent."""
    waiting = Invitation.objects.open(at).filter(pk=invitation_id, sent_at=None)
    invitation: Invitation | None = waiting.select_related("organisation", "invited_by__user").first()
    if invitation is None:
        return None
    token = invitations.token_again(bytes(invitation.nonce), invitation.digest)
    return (invitation, token) if token else None


@transaction.atomic
def letter_sent(*, claim: Claim, invitation: Invitation | None, at: datetime) -> None:
    """It left, or there was none to send. Raises LeaseLost."""
    hold(claim)
    if invitation is not None:
        Invitation.objects.filter(pk=invitation.pk, digest=invitation.digest).update(sent_at=at)
    finish(claim)
