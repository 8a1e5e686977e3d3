"""News by WebSub: taking in what a hub sent."""

from datetime import datetime

from django.db import transaction

from apps.connectors.feeds.listing import Unreadable
from apps.discoveries.models import Delivery
from apps.ingestion.actions.tellings import take_in_news
from apps.ingestion.everybody import followers_of
from apps.work import actions as work


def take_delivery(*, claim: work.Claim, at: datetime) -> None:
    """Take in what was sent; what cannot be read is let go, for the next poll to see. Raises LeaseLost."""
    with transaction.atomic():
        work.hold(claim)
        delivery = Delivery.objects.filter(pk=claim.subject_id).select_related("subscription__source").first()
        if delivery is not None:
            _take_in(delivery, at)
            delivery.delete()
        work.finish(claim)


def _take_in(delivery: Delivery, at: datetime) -> None:
    source = delivery.subscription.source
    if not followers_of(source.id):
        return
    try:
        take_in_news(source=source, body=bytes(delivery.body), content_type=delivery.content_type, at=at)
    except Unreadable:
        return
