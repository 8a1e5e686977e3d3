"""What we know for certain about a person."""

from apps.accounts.models import User


def owns_address(user: User, email: str) -> bool:
    """Whether this person has shown that letters to the address reach them."""
    return user.emailaddress_set.filter(verified=True, email__iexact=email).exists()
