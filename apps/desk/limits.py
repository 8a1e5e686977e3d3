"""allauth's limits on tries, counted by apps.work so that they hold when sixty come at once, in any process.

allauth keeps histories in the cache, reads them, thinks and writes them back. Here one statement in the database
counts and decides. The settings and their meaning stay allauth's: ``ACCOUNT_RATE_LIMITS``.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from apps.common.clock import now
from apps.work.allowances import give_back, take
from apps.work.models import Allowance


@dataclass
class Usage:
    """One try that was counted; ``rollback`` is for those that turned out well."""

    key: str

    def rollback(self) -> None:
        give_back(self.key, at=now())


def install() -> None:
    """Put our counting in the place of allauth's. Raises AttributeError if a release has moved it."""
    for name, ours in {"_consume_single_rate": consume_one, "clear": clear}.items():
        getattr(ratelimit, name)
        setattr(ratelimit, name, ours)


def consume_one(
    request: HttpRequest,
    *,
    app: str,
    action: str,
    rate: ratelimit.Rate,
    key: str | None = None,
    user: Any = None,
    dry_run: bool = False,
    raise_exception: bool = False,
) -> Usage | None:
    """Count one try. None once the limit is reached, or RateLimited if that is asked for."""
    name = key_of(request, app=app, action=action, rate=rate, key=key, user=user)
    cost = 0 if dry_run else 1
    left = take(name, limit=rate.amount, seconds=round(rate.duration), at=now(), cost=cost)
    if left.granted and (left.remaining or not dry_run):
        return Usage(name)
    if raise_exception:
        raise RateLimited
    return None


def clear(
    request: HttpRequest,
    *,
    app: str,
    action: str,
    config: dict[str, str] | None = None,
    key: str | None = None,
    user: Any = None,
) -> None:
    """Forget what was counted, e.g. after a new password."""
    for rate in ratelimit.get_rates(app=app, action=action, config=config):
        name = key_of(request, app=app, action=action, rate=rate, key=key, user=user)
        Allowance.objects.filter(key=name).update(used=0)


def key_of(
    request: HttpRequest, *, app: str, action: str, rate: ratelimit.Rate, key: str | None, user: Any
) -> str:
    """No address and no e-mail address can be read from it."""
    name = ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key, user=user)
    return f"sign-in:{action}:{hashlib.sha256(name.encode()).hexdigest()}"
