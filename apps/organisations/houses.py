"""Which councils of the UK's list somebody has shown that they work for: by an address that they verified."""

from apps.accounts.models import User
from apps.organisations.uk_councils import UkCouncil, councils_writing_from


def verified_addresses(user: User) -> list[str]:
    rows = user.emailaddress_set.filter(verified=True).order_by("-primary", "email")
    return list(rows.values_list("email", flat=True))


def houses_of(user: User) -> list[UkCouncil]:
    """Usually one; two where councils share a house; none for most addresses."""
    found = {
        council.gss: council for email in verified_addresses(user) for council in councils_writing_from(email)
    }
    return list(found.values())


def works_there(user: User, gss: str) -> bool:
    return gss in {council.gss for council in houses_of(user)}
