"""ETags: the digest of an answer's bytes, so that an unchanged answer is not sent twice and a stale change not made."""

import hashlib
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Refusal

ANY = "*"


class Changed(Refusal):
    status = 412
    code = "changed"
    message = _("This was changed since you read it. Read it again and then decide.")


def etag_of(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def names(header: str, etag: str) -> bool:
    """Whether a list of entity tags (If-Match, If-None-Match) holds this one; weak ones count as strong."""
    return any(tag in {ANY, etag} for tag in _tags(header))


def _tags(header: str) -> Iterable[str]:
    return (part.strip().removeprefix("W/") for part in header.split(","))
