"""Words that the database alone must not be able to tell: sealed with keys that live outside it (GC_FIELD_KEYS)."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBroken(Exception):
    """None of our keys opens this any more."""


def seal(words: str) -> str:
    """The words as only our keys open them; nothing stays nothing."""
    return _keys().encrypt(words.encode()).decode() if words else ""


def unseal(sealed: str) -> str:
    """Raises SealBroken."""
    try:
        return _keys().decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        raise SealBroken from None


def sealed_anew(sealed: str) -> str:
    """The same words under the newest key. Raises SealBroken."""
    return seal(unseal(sealed))


def _keys() -> MultiFernet:
    """The first seals; all of them open."""
    return MultiFernet([Fernet(key) for key in settings.GC_FIELD_KEYS])
