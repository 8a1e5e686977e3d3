"""The link in a letter that ends them: it names one member, and only we can make it."""

from uuid import UUID

from django.core import signing

from apps.organisations.models import Membership

SALT = "apps.notices.stop"


def token_for(member: Membership) -> str:
    return signing.dumps(member.id.hex, salt=SALT)


def member_of_token(token: str) -> Membership | None:
    """Whose letters it ends, while they are here; nobody for what we did not sign."""
    try:
        member_id = UUID(hex=signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
    found: Membership | None = (
        Membership.objects.current().select_related("organisation", "user").filter(pk=member_id).first()
    )
    return found
