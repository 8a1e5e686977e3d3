"""The dates that feeds write. What cannot be read with certainty is no date."""

import re
from datetime import UTC, datetime, timedelta, timezone

EARLIEST_YEAR = 1990
CLOCK_SKEW = timedelta(days=1)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONE_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_ZONE_HOURS |= {"BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
_ZONE = r"\s*(?P<zone>Z|[A-Za-z]{1,5}|(?:UTC|GMT)?[+-]\d{2}:?\d{2})?"
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:[T ]{_TIME}{_ZONE})?", re.ASCII)
_MAIL = re.compile(
    rf"(?:[A-Za-z]{{3,9}}\.?,?\s+)?(?P<day>\d{{1,2}})[\s-](?P<name>[A-Za-z]{{3,9}})\.?,?[\s-](?P<year>\d{{2}}(?:\d{{2}})?)"
    rf"(?:,?\s+{_TIME}{_ZONE})?(?:\s+\([A-Za-z ]{{1,30}}\))?",
    re.ASCII,
)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})$")


def moment(written: str, *, at: datetime) -> datetime | None:
    """The instant in UTC that a feed wrote, as RFC 822 or ISO 8601; a missing zone is UTC.

    None when it cannot be read, lies before 1990 (an unset clock), or more than a day after ``at``.
    """
    text = " ".join(written[:80].split())
    found = _ISO.fullmatch(text) or _MAIL.fullmatch(text)
    if found is None:
        return None
    try:
        read = _built(found.groupdict())
    except (ValueError, OverflowError):
        return None
    return read if read.year >= EARLIEST_YEAR and read <= at + CLOCK_SKEW else None


def _built(part: dict[str, str | None]) -> datetime:
    month = int(part.get("month") or 0) or _MONTHS.index((part.get("name") or "")[:3].lower()) + 1
    written = part["year"] or ""
    year = int(written) if len(written) == 4 else int(written) + (2000 if int(written) < 69 else 1900)
    clock = [int(part[name] or 0) for name in ("hour", "minute", "second")]
    # A leap second, or midnight written as 24:00, is not a reason to lose a date.
    whole = timedelta(hours=clock[0], minutes=clock[1], seconds=clock[2])
    if whole > timedelta(days=1, seconds=1) or clock[1] > 59:
        raise ValueError(part)
    return (
        datetime(year, month, int(part["day"] or 0), tzinfo=_zone(part["zone"] or "")) + whole
    ).astimezone(UTC)


def _zone(name: str) -> timezone:
    offset = _OFFSET.search(name)
    if offset is None:
        return timezone(timedelta(hours=_ZONE_HOURS.get(name.upper(), 0)))
    minutes = int(offset[2]) * 60 + int(offset[3])
    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
