"""What people do to their own account besides signing in, which is allauth's."""

from django.db import transaction

from apps.accounts.models import User


@transaction.atomic
def register_person(*, email: str, name: str, password: str | None = None, is_verified: bool = False) -> User:
    """The person with this address, made if there is none yet.

    Without a password they sign in by code; ``is_verified`` only where somebody vouches for the address.
    """
    known: User | None = User.objects.filter(email__iexact=email).first()
    if known is not None:
        return known
    user: User = User.objects.create_user(email, name, password)
    user.emailaddress_set.create(email=user.email, verified=is_verified, primary=True)
    return user


@transaction.atomic
def change_profile(*, user: User, name: str, language: str, single_keys: bool) -> User:
    """How we address a person, in which language, and whether single keys do things."""
    user.name, user.language, user.single_keys = name, language, single_keys
    user.save(update_fields=["name", "language", "single_keys"])
    return user
