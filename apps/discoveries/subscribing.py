"""What WebSub (W3C Recommendation, 2018) asks of a subscriber: leases within bounds, signatures, when to ask again."""

import hashlib
import hmac
from datetime import datetime, timedelta

from apps.discoveries.models import Subscription

LEASE = timedelta(days=10)
SHORTEST_LEASE, LONGEST_LEASE = timedelta(minutes=5), timedelta(days=30)
COMES_BACK_WITHIN = timedelta(hours=1)
MOST_FAILURES = 5
ALGORITHMS = frozenset({"sha1", "sha256", "sha384", "sha512"})


def lease_of(seconds: str) -> timedelta:
    """As the hub says, within bounds; ours when it says nothing that can be read."""
    is_number = seconds.isascii() and seconds.isdigit() and len(seconds) < 10
    asked = timedelta(seconds=int(seconds)) if is_number else LEASE
    return min(max(asked, SHORTEST_LEASE), LONGEST_LEASE)


def renewal_of(lease_until: datetime, at: datetime) -> datetime:
    """When nine tenths of what is left are over."""
    return at + (lease_until - at) * 0.9


def is_signed(secret: str, body: bytes, signature: str) -> bool:
    """``X-Hub-Signature: sha256=…`` with our secret."""
    algorithm, _, given = signature.partition("=")
    if algorithm not in ALGORITHMS:
        return False
    wanted = hmac.new(secret.encode(), body, getattr(hashlib, algorithm)).hexdigest()
    return hmac.compare_digest(wanted.encode(), given.strip().lower().encode())


def is_overdue(subscription: Subscription, at: datetime) -> bool:
    """It ended, its lease ran out, or the hub never came back to ask whether it was us."""
    match subscription.state:
        case Subscription.State.ASKED:
            is_late = subscription.asked_at + COMES_BACK_WITHIN < at
            return is_late and subscription.failures < MOST_FAILURES
        case Subscription.State.LIVE:
            return not subscription.is_live(at)
    return bool(subscription.state == Subscription.State.ENDED)
