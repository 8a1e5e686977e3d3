"""Every new item meets the searches of the councils that follow its source."""

from datetime import datetime

from django.db import transaction

from apps.common.actor import system
from apps.common.scope import org_scope
from apps.discoveries.actions.finds import make_finds
from apps.discoveries.models import Item
from apps.ingestion.matcher import Matcher, by_council

BATCH = 200


def match_batch(*, matcher: Matcher, at: datetime) -> int:
    """Match the oldest unmatched items; finds and the items' mark are one transaction. How many items that were.

    The items are held first and the searches read after, so a search that was saved before an item came in is
    always met; one saved later finds the item by looking back.
    """
    with transaction.atomic():
        items = list(Item.objects.unmatched()[:BATCH])
        if not items:
            return 0
        matcher.catch_up()
        for organisation_id, hits in by_council(matcher, items).items():
            with org_scope(organisation_id):
                make_finds(actor=system("ingestion", organisation_id), hits=hits, at=at)
        Item.objects.filter(pk__in=[item.pk for item in items]).update(matched_at=at)
        matcher.remember(items)
    return len(items)
