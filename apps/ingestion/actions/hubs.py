"""News by WebSub: asking a hub for it. Polling goes on beneath, more seldom while a lease runs."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from apps.connectors.contract import Look
from apps.discoveries.actions.subscriptions import want_news
from apps.discoveries.models import Source, Subscription
from apps.discoveries.subscribing import LEASE, MOST_FAILURES
from apps.net.client import WayOutRefused, post_form
from apps.net.loopback import admitted_pairs
from apps.work import actions as work

NET_EVERY = timedelta(hours=6)


def see_to_news(*, source: Source, look: Look, at: datetime) -> datetime:
    """A look may have found a hub. When to look next: while a hub tells us, polling is only the net beneath."""
    if look.hub and _can_be_called_back(look.hub):
        want_news(source=source, hub=look.hub, topic=look.topic, at=at)
    subscription = Subscription.objects.filter(source=source).first()
    is_told = subscription is not None and subscription.is_live(at)
    return max(look.next_at, at + NET_EVERY) if is_told else look.next_at


def speak_to_hub(*, claim: work.Claim, at: datetime) -> None:
    """Ask for news, or take our leave, outside any transaction; the hub comes back to ask. Raises LeaseLost."""
    subscription = Subscription.objects.filter(source=claim.subject_id).first()
    if subscription is None or subscription.state == Subscription.State.REFUSED:
        work.finish(claim)
        return
    is_heard = _say(subscription)
    with transaction.atomic():
        work.hold(claim)
        if is_heard or claim.attempts >= MOST_FAILURES:
            work.finish(claim)
        else:
            work.fail(claim, error="The hub did not take it.", at=at)


def _can_be_called_back(hub: str) -> bool:
    """No hub reaches a copy on somebody's own machine, unless it runs there too."""
    is_public = urlsplit(settings.GC_BASE_URL).scheme == "https"
    return bool(settings.GC_WEBSUB) and (is_public or urlsplit(hub).netloc in admitted_pairs())


def _say(subscription: Subscription) -> bool:
    """Whether the hub took our wish."""
    mode = "unsubscribe" if subscription.state == Subscription.State.ENDED else "subscribe"
    fields = {
        "hub.callback": f"{settings.GC_BASE_URL}/api/websub/{subscription.token}",
        "hub.mode": mode,
        "hub.topic": subscription.topic,
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
        "hub.secret": subscription.secret,
    }
    try:
        return 200 <= post_form(subscription.hub, fields).status < 300
    except WayOutRefused:
        return False
