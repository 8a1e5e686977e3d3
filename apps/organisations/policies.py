"""Who may change a council, its people and its keys."""

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.organisations.models import ApiToken, Membership, Organisation
from apps.organisations.roles import Role, powers_of


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
    """A person may always leave; an owner may show others the door."""
    if not actor.works_for(member.organisation_id):
        return False
    return actor.membership_id == member.id or can_grant(actor, member.role)


def can_make_token(actor: Actor, kind: str) -> bool:
    wanted = Permission.INTEGRATIONS_WRITE if kind == ApiToken.Kind.INTEGRATION else Permission.TOKENS_WRITE
    return actor.is_person and actor.token_id is None and actor.may(wanted)


def can_revoke_token(actor: Actor, token: ApiToken) -> bool:
    if not actor.works_for(token.organisation_id):
        return False
    return actor.membership_id == token.created_by_id or actor.may(Permission.INTEGRATIONS_WRITE)


def is_last_owner(member: Membership, owners: int) -> bool:
    return member.role == Role.OWNER and owners <= 1
