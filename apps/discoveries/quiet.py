"""Has a place gone quiet? Its last four weeks, as far as this council could see them, say what is usual there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from apps.common.clock import day_of
from apps.discoveries.models import Follow

BASELINE = timedelta(days=28)
# How many times its usual gap a place is silent before we wonder; by chance that happens to one in four hundred.
WONDER_AFTER = 6
SHORTEST_SILENCE = timedelta(days=3)
FEWEST_POSTS = 3
# Only from the moment of following: what was seen before says that somebody else followed.
POSTS_A_DAY = """
SELECT item.source_id, (item.first_seen AT TIME ZONE 'Europe/London')::date, count(*), max(item.first_seen)
FROM discoveries_follow AS follow
JOIN discoveries_item AS item ON item.source_id = follow.source_id
    AND item.first_seen >= greatest(follow.since, %(since)s) AND NOT item.is_history
WHERE follow.id = ANY(%(follows)s)
GROUP BY 1, 2
"""


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """New posts of a place by day, the last 28, oldest first; ``last_at``: of the newest that we saw.

    ``gap``: how far apart posts usually lie, None when there were too few to say.
    """

    by_day: tuple[tuple[date, int], ...]
    last_at: datetime | None
    silent_for: timedelta
    gap: timedelta | None

    @property
    def posts(self) -> int:
        return sum(count for _day, count in self.by_day)

    @property
    def is_quiet(self) -> bool:
        """Silent for much longer than is usual there."""
        return self.gap is not None and self.silent_for >= max(SHORTEST_SILENCE, self.gap * WONDER_AFTER)


def rhythms_of(follows: Iterable[Follow], at: datetime) -> dict[UUID, Rhythm]:
    """By follow; one query, however many."""
    follows = list(follows)
    counted: dict[UUID, dict[date, int]] = defaultdict(dict)
    newest: dict[UUID, datetime] = {}
    with connection.cursor() as cursor:
        cursor.execute(POSTS_A_DAY, {"follows": [follow.id for follow in follows], "since": at - BASELINE})
        for source, day, posts, last_at in cursor.fetchall():
            counted[source][day] = posts
            newest[source] = max(last_at, newest.get(source, last_at))
    return {
        follow.id: _rhythm(follow, counted[follow.source_id], newest.get(follow.source_id), at)
        for follow in follows
    }


def _rhythm(follow: Follow, counted: Mapping[date, int], last_at: datetime | None, at: datetime) -> Rhythm:
    today = day_of(at)
    days = [today - timedelta(days=back) for back in reversed(range(BASELINE.days))]
    return Rhythm(
        by_day=tuple((day, counted.get(day, 0)) for day in days),
        last_at=last_at,
        silent_for=at - (last_at or follow.since),
        gap=_gap(follow, sum(counted.values()), last_at, at),
    )


def _gap(follow: Follow, posts: int, last_at: datetime | None, at: datetime) -> timedelta | None:
    """From what we saw until it fell silent; with too little of that, from the dates that the feed itself gives."""
    watched_until = last_at or at
    watched = watched_until - max(follow.since, at - BASELINE)
    if posts >= FEWEST_POSTS and watched > timedelta(days=1):
        return watched / posts
    announced = follow.source.memory.get("gap_seconds") or 0
    return timedelta(seconds=announced) if announced else None
