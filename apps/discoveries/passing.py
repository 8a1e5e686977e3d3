"""Which items a council may see: those of places it follows, from the moment it followed them.

What a place still listed after that moment counts too: a new follower sees what the source lists today. For them it
was first seen when they followed: an earlier moment would say that another council did.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from apps.common.clock import start_of
from apps.common.scope import organisation_in_scope
from apps.discoveries.actions.finds import left_alone_here
from apps.discoveries.models import Follow, Item
from apps.searches.language.ast import Node
from apps.searches.language.compile_sql import to_tsquery
from apps.searches.language.dates import date_range

VISIBLE = """
FROM discoveries_item AS item
JOIN discoveries_follow AS follow ON follow.source_id = item.source_id
WHERE follow.organisation_id = %(organisation)s AND follow.ended_at IS NULL AND item.withdrawn_at IS NULL
  AND greatest(item.first_seen, follow.since) >= %(since)s AND greatest(item.first_seen, follow.since) < %(until)s
  AND (
      item.first_seen >= follow.since
      OR EXISTS (
          SELECT 1 FROM discoveries_seen AS seen
          WHERE seen.source_id = item.source_id AND seen.identity = item.identity
            AND seen.last_listed >= follow.since
      )
  )
  AND NOT EXISTS (
      SELECT 1 FROM discoveries_tombstone AS buried
      WHERE buried.organisation_id = %(organisation)s
        AND buried.identity = encode(sha256(convert_to(item.url, 'UTF8')), 'hex')
  )
"""
WITH_WORDS = "AND (%(tsquery)s::text IS NULL OR item.vector @@ %(tsquery)s::tsquery)"
AT_ADDRESS = "AND item.url = ANY(%(addresses)s)"
NEWEST = "ORDER BY 2 DESC, item.id DESC LIMIT %(limit)s"
BRIEF = "item.id, greatest(item.first_seen, follow.since), follow.name, item.author_digest"


@dataclass(frozen=True, slots=True)
class Brief:
    """Just enough of an item to count it: when we could first see it, where, and whose it is."""

    id: Any
    first_seen: datetime
    place: str
    author_digest: str


def met_by(tree: Node, *, since: datetime, at: datetime, limit: int) -> list[Item]:
    """The newest items that this search meets, at most ``limit``."""
    ids = [brief.id for brief in briefs_of(tree, since=since, at=at, limit=limit)]
    return list(Item.objects.filter(pk__in=ids).newest_first())


def briefs_of(tree: Node, *, since: datetime, at: datetime, limit: int) -> list[Brief]:
    """The same in brief, newest first."""
    dates = date_range(tree)
    return _seen(
        WITH_WORDS,
        since=max(since, start_of(dates.since)) if dates.since else since,
        until=start_of(dates.until) if dates.until else at + timedelta(days=1),
        limit=limit,
        tsquery=to_tsquery(tree),
    )


def passed_by_at(address: str, *, since: datetime, at: datetime) -> tuple[Item, datetime] | None:
    """The newest item of this address that we may see, and when we could first see it."""
    bare = address.rstrip("/")
    until = at + timedelta(days=1)
    seen = _seen(AT_ADDRESS, since=since, until=until, limit=9, addresses=[address, bare, f"{bare}/"])
    return (Item.objects.get(pk=seen[0].id), seen[0].first_seen) if seen else None


def _seen(condition: str, **terms: Any) -> list[Brief]:
    """Newest first, without whom this council leaves alone."""
    organisation = organisation_in_scope()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {BRIEF} {VISIBLE} {condition} {NEWEST}",
            terms | {"organisation": organisation},
        )
        briefs = [Brief(*row) for row in cursor.fetchall()]
    alone = left_alone_here(organisation)
    return [brief for brief in briefs if not alone.covers(brief.author_digest)]


def listed_by(follow: Follow, *, limit: int) -> list[Item]:
    """The newest items that a followed place lists today."""
    items = Item.objects.passing().filter(source_id=follow.source_id)
    still = items.extra(
        where=[
            (
                "EXISTS (SELECT 1 FROM discoveries_seen AS seen WHERE seen.source_id = discoveries_item.source_id "
                "AND seen.identity = discoveries_item.identity AND seen.last_listed >= %s)"
            )
        ],
        params=[follow.since],
    )
    return list(still.order_by("-published_at", "-first_seen")[:limit])
