"""The shape of an API token: ``gck_<8 prefix>_<43 of base 62><crc32>``, so that secret scanners know it."""

import hashlib
import re
import secrets
import string
import zlib
from dataclasses import dataclass

LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
PREFIX_LENGTH = 8
SECRET_LENGTH = 43
CHECK_LENGTH = 6
SHAPE = re.compile(r"gck_([0-9A-Za-z]{8})_[0-9A-Za-z]{43}([0-9A-Za-z]{6})", re.ASCII)


@dataclass(frozen=True)
class Key:
    """A new token: ``raw`` is shown once, ``prefix`` and ``digest`` are kept."""

    raw: str
    prefix: str
    digest: str


def make_key() -> Key:
    """A key with 256 random bits."""
    prefix = _random(PREFIX_LENGTH)
    body = f"gck_{prefix}_{_random(SECRET_LENGTH)}"
    raw = body + _check(body)
    return Key(raw=raw, prefix=prefix, digest=digest_of(raw))


def prefix_of(raw: str) -> str | None:
    """The public part of something that can be a token of ours; None for anything else."""
    shape = SHAPE.fullmatch(raw)
    if shape is None or _check(raw[:-CHECK_LENGTH]) != shape[2]:
        return None
    return shape[1]


def digest_of(raw: str) -> str:
    return hashlib.sha256(raw.encode()).hexdigest()


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def _check(body: str) -> str:
    number = zlib.crc32(body.encode())
    found = ""
    for _ in range(CHECK_LENGTH):
        number, digit = divmod(number, len(LETTERS))
        found = LETTERS[digit] + found
    return found
