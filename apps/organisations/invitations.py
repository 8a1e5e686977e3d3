"""The token of an invitation: made from a nonce and the secret key, so that only its digest need be kept."""

import base64
import hashlib
import secrets
from hmac import compare_digest

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "organisations.invitation"


def make_nonce() -> bytes:
    return secrets.token_bytes(32)


def token_from(nonce: bytes, key: str) -> str:
    """256 bits, fit for an address."""
    made = salted_hmac(SALT, bytes(nonce), secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def new_token(nonce: bytes) -> str:
    return token_from(nonce, settings.SECRET_KEY)


def token_again(nonce: bytes, digest: str) -> str | None:
    """The token that was made from the nonce, also after the secret key was rotated; None once its key is gone."""
    for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        token = token_from(nonce, key)
        if compare_digest(digest_of(token), digest):
            return token
    return None


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
