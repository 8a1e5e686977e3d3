"""From a row to an actor: the only places where power is handed out."""

from datetime import datetime
from uuid import UUID

from apps.common.actor import Actor
from apps.organisations.models import ApiToken, Membership


def member_of(*, user_id: UUID, slug: str) -> Membership | None:
    """This person's current place in that council, if they have one."""
    members = Membership.objects.current().filter(user_id=user_id, organisation__slug=slug)
    found: Membership | None = members.select_related("organisation", "user").first()
    return found


def actor_of_member(member: Membership) -> Actor:
    return Actor(
        organisation_id=member.organisation_id,
        permissions=member.permissions,
        membership_id=member.id,
        user_id=member.user_id,
        name=str(member.user),
    )


def actor_of_token(token: ApiToken) -> Actor:
    """A personal token acts for its person; an integration's has nobody behind it."""
    is_personal = token.kind == ApiToken.Kind.PERSONAL
    return Actor(
        organisation_id=token.organisation_id,
        permissions=token.power(),
        membership_id=token.created_by_id if is_personal else None,
        user_id=token.created_by.user_id if is_personal else None,
        token_id=token.id,
        name=token.name,
    )


def token_by_prefix(prefix: str, *, at: datetime) -> ApiToken | None:
    """A usable token, with its council and maker; the digest is for the caller to compare."""
    tokens = ApiToken.objects.usable(at).filter(prefix=prefix)
    found: ApiToken | None = tokens.select_related("organisation", "created_by__user").first()
    return found
