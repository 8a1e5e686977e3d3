"""Limits that hold when sixty calls arrive at once: one atomic statement counts and decides."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

TAKE = """
INSERT INTO work_allowance AS a (key, window_ends_at, used)
VALUES (%(key)s, %(at)s + make_interval(secs => %(seconds)s), %(cost)s)
ON CONFLICT (key) DO UPDATE SET
    used = CASE WHEN a.window_ends_at <= %(at)s THEN %(cost)s ELSE least(a.used + %(cost)s, 1000000) END,
    window_ends_at = CASE WHEN a.window_ends_at <= %(at)s
        THEN %(at)s + make_interval(secs => %(seconds)s) ELSE a.window_ends_at END
RETURNING used, window_ends_at
"""


@dataclass(frozen=True, kw_only=True)
class Left:
    """What is left of an allowance: ``remaining`` calls, ``resets_in`` seconds until it is whole again."""

    limit: int
    seconds: int
    remaining: int
    resets_in: int
    granted: bool


def take(key: str, *, limit: int, seconds: int, at: datetime, cost: int = 1) -> Left:
    """Use some of an allowance. Call it outside any transaction, or a rollback gives it back."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"key": key, "at": at, "seconds": seconds, "cost": cost})
        used, ends_at = cursor.fetchone()
    return Left(
        limit=limit,
        seconds=seconds,
        remaining=max(0, limit - used),
        resets_in=max(1, round((ends_at - at).total_seconds())),
        granted=used <= limit,
    )


GIVE_BACK = """
UPDATE work_allowance SET used = greatest(used - %(cost)s, 0) WHERE key = %(key)s AND window_ends_at > %(at)s
"""


def give_back(key: str, *, at: datetime, cost: int = 1) -> None:
    """For a call that turned out to cost nothing, such as an answer of “not modified”."""
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, {"key": key, "cost": cost, "at": at})
