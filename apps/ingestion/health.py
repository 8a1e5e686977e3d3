"""How well ingestion keeps up, in numbers that name no council."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Min

from apps.discoveries.models import Item
from apps.ingestion.models import NightlyAudit
from apps.work.models import Heartbeat, Job

NEVER = 10**9
DAYS_AHEAD = """
SELECT count(*) FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
WHERE inhparent = 'discoveries_item'::regclass AND c.relname > 'discoveries_item_' || to_char(%s, 'YYYYMMDD')
  AND c.relname <> 'discoveries_item_stragglers'
"""


def work_health(*, at: datetime) -> dict[str, Any]:
    """Ages in seconds: of the last tick, of the oldest due row of each lane, of the oldest unmatched item."""
    tick = Heartbeat.objects.filter(name="tick").values_list("at", flat=True).first()
    oldest = Job.objects.due(at).values("lane").annotate(since=Min("due_at"))
    unmatched = Item.objects.filter(matched_at=None).aggregate(since=Min("first_seen"))["since"]
    return {
        "tick_age_seconds": _age(tick, at) if tick else NEVER,
        "due_age_seconds": {row["lane"]: _age(row["since"], at) for row in oldest},
        "unmatched_age_seconds": _age(unmatched, at) if unmatched else 0,
        "quarantined": Job.objects.quarantined().count(),
        "item_days_ahead": _days_ahead(at),
        **_audited(at),
    }


def _audited(at: datetime) -> dict[str, int]:
    """How long ago matching was last compared with PostgreSQL's answers, over how many items, and what differed."""
    last = NightlyAudit.objects.order_by("-at").first()
    if last is None:
        return {"audit_age_seconds": NEVER, "audit_items": 0, "audit_disagreements": 0}
    return {
        "audit_age_seconds": _age(last.at, at),
        "audit_items": last.items,
        "audit_disagreements": last.disagreements,
    }


def _age(then: datetime, at: datetime) -> int:
    return max(0, int((at - then).total_seconds()))


def _days_ahead(at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(DAYS_AHEAD, [at])
        return int(cursor.fetchone()[0])
