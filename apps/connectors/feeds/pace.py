"""When to look next: what the publisher wishes, how often it writes, and how it has been failing."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from apps.connectors.contract import Memory, Passing
from apps.connectors.feeds.listing import Listing

ORDINARY_FLOOR = 15 * 60
HOUR = 3_600
DAY = 24 * HOUR
_PERIODS = {"hourly": HOUR, "daily": DAY, "weekly": 7 * DAY, "monthly": 30 * DAY, "yearly": 365 * DAY}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.I)
_NUMBER = re.compile(r"\d{1,9}")
_RECENT = 10
_LOOKS_PER_POST = 4
_JITTER = 0.1


def asked_seconds(listing: Listing, headers: Mapping[str, str]) -> int:
    """The longest interval that the publisher wishes (ttl, update period, max-age), in seconds, at most a day."""
    period = _PERIODS.get(listing.update_period.strip().lower(), 0)
    often = max(1, _number(listing.update_frequency) or 1)
    age = _MAX_AGE.search(headers.get("cache-control", ""))
    return min(DAY, max(_number(listing.ttl_minutes) * 60, period // often, int(age[1]) if age else 0))


def gap_seconds(items: Iterable[Passing], *, at: datetime) -> int:
    """How far apart the newest ten posts lie, silence since the last one included; 0 when none is dated."""
    dates = sorted((item.published_at for item in items if item.published_at), reverse=True)[:_RECENT]
    return max(0, int((at - dates[-1]).total_seconds() / len(dates))) if dates else 0


def quiet_hours(listing: Listing) -> tuple[int, ...]:
    """skipHours, 0 to 23 GMT."""
    return tuple(
        sorted({_number(hour) % 24 for hour in listing.quiet_hours if _NUMBER.fullmatch(hour.strip())})
    )


def quiet_days(listing: Listing) -> tuple[int, ...]:
    """skipDays, 0 = Monday."""
    names = {day.strip().lower() for day in listing.quiet_days}
    return tuple(number for number, name in enumerate(_DAYS) if name in names)


def after_success(memory: Memory, *, at: datetime, floor_seconds: int) -> datetime:
    """The next look at a place that is well: four looks a post, between the floor and a day, outside quiet hours.

    A floor below 15 minutes is only ever given for places of our own: they are looked at just that often.
    """
    if floor_seconds < ORDINARY_FLOOR:
        return at + timedelta(seconds=max(1, floor_seconds))
    seconds = max(floor_seconds, memory.asked_seconds, min(DAY, memory.gap_seconds // _LOOKS_PER_POST))
    return _outside_quiet(_jittered(memory.url, seconds, at), memory)


def after_failure(memory: Memory, *, at: datetime, floor_seconds: int) -> datetime:
    """The next look at a place that failed ``memory.failures`` times in a row: 1 h, doubling to a day."""
    seconds = min(DAY, HOUR * 2 ** min(5, max(0, memory.failures - 1)))
    return _jittered(memory.url, _scaled(seconds, floor_seconds), at)


def after_a_day(memory: Memory, *, at: datetime, floor_seconds: int) -> datetime:
    """The next look at a place where only people can change something."""
    return _jittered(memory.url, _scaled(DAY, floor_seconds), at)


def asked_to_wait_until(retry_after: str, *, at: datetime) -> datetime | None:
    """The instant in a Retry-After header (seconds or an HTTP date), at most a day ahead; None when it names none."""
    written = retry_after.strip()
    if _NUMBER.fullmatch(written):
        until = at + timedelta(seconds=min(DAY, int(written)))
    else:
        until = _http_date(written) or at
    return min(until, at + timedelta(seconds=DAY)) if until > at else None


def _http_date(written: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(written[:60])
    except (ValueError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _jittered(url: str, seconds: float, at: datetime) -> datetime:
    # From the address, so that a thousand places followed in one minute spread out and stay spread out.
    share = int.from_bytes(hashlib.sha256(url.encode()).digest()[:4], "big") / 2**32
    return at + timedelta(seconds=seconds * (1 + _JITTER * share))


def _scaled(seconds: float, floor_seconds: int) -> float:
    return max(1, seconds * min(1, floor_seconds / ORDINARY_FLOOR))


def _outside_quiet(next_at: datetime, memory: Memory) -> datetime:
    moved = next_at
    for _hour in range(8 * 24):
        if moved.hour not in memory.quiet_hours and moved.weekday() not in memory.quiet_days:
            return moved
        moved += timedelta(hours=1)
    return next_at


def _number(written: str) -> int:
    found = _NUMBER.fullmatch(written.strip())
    return int(found[0]) if found else 0
