"""Who may change a council, its people and its keys."""

from uuid import UUID

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.organisations.models import ApiToken, Invitation, JoinRequest, Membership, Organisation
from apps.organisations.roles import INTEGRATION, Role, powers_of


def can_change_settings(actor: Actor, organisation: Organisation) -> bool:
    return actor.works_for(organisation.id) and actor.may(Permission.SETTINGS_WRITE)


def can_manage_people(actor: Actor) -> bool:
    return actor.is_person and actor.may(Permission.PEOPLE_WRITE)


def can_grant(actor: Actor, role: str) -> bool:
    """Nobody gives away more than they hold."""
    return can_manage_people(actor) and powers_of(role) <= actor.permissions


def can_change_member(actor: Actor, member: Membership, role: str) -> bool:
    return (
        actor.works_for(member.organisation_id) and can_grant(actor, role) and can_grant(actor, member.role)
    )


def can_end(actor: Actor, member: Membership) -> bool:
    """A person may always leave, though a token may not for them; an owner may show others the door."""
    if not actor.works_for(member.organisation_id):
        return False
    return is_themselves(actor, member.id) or can_grant(actor, member.role)


def is_themselves(actor: Actor, membership_id: UUID) -> bool:
    return actor.membership_id == membership_id and actor.token_id is None


def can_manage_teams(actor: Actor, organisation_id: UUID) -> bool:
    return actor.works_for(organisation_id) and can_manage_people(actor)


def can_change_places(actor: Actor, organisation_id: UUID) -> bool:
    """The names of places are part of what searches say, so whoever writes searches keeps them."""
    return actor.works_for(organisation_id) and actor.is_person and actor.may(Permission.SEARCHES_WRITE)


def still_stands(invitation: Invitation) -> bool:
    """Whether the one who invited is still here and could still give that role."""
    by = invitation.invited_by
    is_here = by.ended_at is None and by.user.is_active
    return (
        is_here and Permission.PEOPLE_WRITE in by.permissions and powers_of(invitation.role) <= by.permissions
    )


def can_answer_request(actor: Actor, request: JoinRequest) -> bool:
    return request.organisation_id == actor.organisation_id and can_manage_people(actor)


def can_make_token(actor: Actor, kind: str) -> bool:
    wanted = Permission.INTEGRATIONS_WRITE if kind == ApiToken.Kind.INTEGRATION else Permission.TOKENS_WRITE
    return actor.is_person and actor.token_id is None and actor.may(wanted)


def grantable_scopes(actor: Actor, kind: str) -> frozenset[Permission]:
    """What a token of this actor's may do at most."""
    return actor.permissions & INTEGRATION if kind == ApiToken.Kind.INTEGRATION else actor.permissions


def can_revoke_token(actor: Actor, token: ApiToken) -> bool:
    """One's own, always; an owner, anyone's."""
    if not actor.works_for(token.organisation_id):
        return False
    is_own = actor.membership_id == token.created_by_id
    is_trusted = actor.token_id is None or actor.may(Permission.TOKENS_WRITE)
    return (is_own and is_trusted) or actor.may(Permission.INTEGRATIONS_WRITE)


def is_last_owner(member: Membership, owners: int) -> bool:
    return member.role == Role.OWNER and owners <= 1
