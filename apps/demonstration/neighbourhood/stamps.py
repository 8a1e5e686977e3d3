"""Addresses that carry their moment: ``forty-marrows-10k3f2a`` is found again without remembering it."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_TENTH = timedelta(milliseconds=100)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_STAMPED = re.compile(r"-([0-9a-z]{4,7})$")


def stamped(at: datetime) -> datetime:
    """Cut to the tenth of a second that a stamp can hold."""
    return _EPOCH + (at - _EPOCH) // _TENTH * _TENTH


def stamp(at: datetime) -> str:
    left, digits = (at - _EPOCH) // _TENTH, ""
    while left > 0:
        left, digit = divmod(left, 36)
        digits = _DIGITS[digit] + digits
    return digits


def instant(path: str) -> datetime | None:
    """The moment at the end of an address, if it ends with one."""
    found = _STAMPED.search(path.strip("/"))
    return found and _EPOCH + int(found[1], 36) * _TENTH


def slugified(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:60].strip("-") or "post"
