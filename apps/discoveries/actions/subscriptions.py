"""A hub's questions and its news."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from apps.discoveries.identity import host_of_url
from apps.discoveries.models import Delivery, Source, Subscription
from apps.discoveries.subscribing import is_overdue, is_signed, lease_of, renewal_of
from apps.work import actions as work
from apps.work.lanes import Lane

SUBSCRIBE = "ingestion.subscribe"
TAKE = "ingestion.take_delivery"
MOST_WAITING = 100

State = Subscription.State


@transaction.atomic
def want_news(*, source: Source, hub: str, topic: str, at: datetime) -> None:
    """Subscribe at a hub, once; again when it, or what it calls the feed, has changed, or nothing came of it."""
    standing = Subscription.objects.filter(source=source).first()
    is_same = standing is not None and (standing.hub, standing.topic) == (hub, topic)
    if standing is not None and is_same and not is_overdue(standing, at):
        return
    failures = (
        standing.failures + 1 if standing is not None and standing.state == State.ASKED and is_same else 0
    )
    new = {
        "hub": hub,
        "topic": topic,
        "token": secrets.token_urlsafe(32),
        "secret": secrets.token_hex(32),
        "state": State.ASKED,
        "asked_at": at,
        "lease_until": None,
        "failures": failures,
    }
    Subscription.objects.update_or_create(source=source, defaults=new)
    _ask_for(source, hub, at)


@transaction.atomic
def leave_news(*, source: Source, at: datetime) -> None:
    """Nobody follows the source any more: the hub is told, and what it still sends is refused."""
    subscription = Subscription.objects.filter(source=source).exclude(state=State.ENDED).first()
    if subscription is not None:
        subscription.state = State.ENDED
        subscription.save(update_fields=["state"])
        _ask_for(source, subscription.hub, at)


@transaction.atomic
def confirm(*, token: str, asked: Mapping[str, str], at: datetime) -> str | None:
    """The hub asks whether it was us: its challenge to be sent back, or None when it was not us."""
    subscription = Subscription.objects.select_for_update().filter(token=token).first()
    if subscription is None or asked.get("hub.topic") != subscription.topic:
        return None
    mode, challenge = asked.get("hub.mode"), asked.get("hub.challenge", "")
    if mode == "denied":
        return _refused(subscription)
    wanted = "unsubscribe" if subscription.state == State.ENDED else "subscribe"
    if mode != wanted or not challenge:
        return None
    if mode == "subscribe":
        _begin_lease(subscription, asked.get("hub.lease_seconds", ""), at)
    return challenge


@transaction.atomic
def receive(*, token: str, body: bytes, content_type: str, signature: str, at: datetime) -> bool:
    """Keep what a hub sent, if it is signed with our secret. False when there is no such subscription (any more)."""
    subscription = Subscription.objects.exclude(state=State.ENDED).filter(token=token).first()
    if subscription is None:
        return False
    if not subscription.is_live(at) or not is_signed(subscription.secret, body, signature):
        return True
    if subscription.deliveries.count() < MOST_WAITING:
        _keep(subscription, body, content_type, at)
    return True


def _refused(subscription: Subscription) -> str:
    subscription.state = State.REFUSED
    subscription.save(update_fields=["state"])
    return ""


def _begin_lease(subscription: Subscription, seconds: str, at: datetime) -> None:
    subscription.lease_until = at + lease_of(seconds)
    subscription.state, subscription.failures = State.LIVE, 0
    subscription.save(update_fields=["lease_until", "state", "failures"])
    work.call_off(kind=SUBSCRIBE, subject_id=subscription.source_id)
    _ask_for(subscription.source, subscription.hub, renewal_of(subscription.lease_until, at))


def _keep(subscription: Subscription, body: bytes, content_type: str, at: datetime) -> None:
    delivery = Delivery.objects.create(
        subscription=subscription, body=body, content_type=content_type[:200], at=at
    )
    Subscription.objects.filter(pk=subscription.pk).update(told_at=at)
    share = host_of_url(subscription.hub)
    work.ask_for(kind=TAKE, subject_id=delivery.id, lane=Lane.HOME, share=share, due_at=at)


def _ask_for(source: Source, hub: str, at: datetime) -> None:
    work.ask_for(kind=SUBSCRIBE, subject_id=source.id, lane=Lane.FETCH, share=host_of_url(hub), due_at=at)
