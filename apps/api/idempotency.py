"""Idempotency-Key: a request that is sent twice has its effect once.

The claim is made in a short transaction of its own, so that a second request sees it at once. It is finished in the
transaction of the act itself: both are there or neither, and a claim that ran out meanwhile takes the act with it.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from apps.api.models import IdempotencyClaim
from apps.api.problems import BadRequest
from apps.api.querysets import CLAIM
from apps.common.ids import new_id
from apps.common.refusals import Conflict, Refusal
from apps.organisations.scope import council

DAY = timedelta(hours=24)
LEASE = timedelta(seconds=60)
READABLE = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,254}")


class InFlight(Conflict):
    code = "in_flight"
    message = _("The first request with this Idempotency-Key is still on its way. Ask again in a moment.")


class KeyReused(Refusal):
    code = "key_reused"
    message = _("This Idempotency-Key was used with another body. Take a new key for a new request.")


@dataclass(frozen=True, kw_only=True)
class Request:
    """What makes two requests the same: who, where, under which key; and what was sent."""

    organisation_id: UUID
    principal: str
    route: str
    key: str
    body_digest: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Ours to answer, or answered already: then it has a ``status``, and the row that it was about."""

    id: UUID
    organisation_id: UUID
    token: UUID
    status: int | None = None
    subject_id: UUID | None = None


def readable_key(header: str) -> str:
    """Raises BadRequest."""
    key = header.strip().strip('"')
    if not READABLE.fullmatch(key):
        raise BadRequest(_("An Idempotency-Key has 1 to 255 plain characters."), field="Idempotency-Key")
    return key


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def claim(request: Request, *, at: datetime) -> Claim:
    """Make this request ours. Raises InFlight, KeyReused."""
    token = new_id()
    with council(request.organisation_id):
        IdempotencyClaim.objects.expired(at).delete()
        if made := _insert(request, token, at):
            return Claim(id=made, organisation_id=request.organisation_id, token=token)
        earlier = IdempotencyClaim.objects.get(
            principal=request.principal, route=request.route, key=request.key
        )
    if earlier.body_digest != request.body_digest:
        raise KeyReused
    if earlier.status is None:
        raise InFlight
    return Claim(
        id=earlier.id,
        organisation_id=request.organisation_id,
        token=token,
        status=earlier.status,
        subject_id=earlier.subject_id,
    )


def finish(held: Claim, *, status: int, subject_id: UUID | None) -> None:
    """In the transaction of the act. Raises InFlight when the claim ran out and someone else is at it."""
    ours = IdempotencyClaim.objects.filter(pk=held.id, token=held.token, status=None)
    if not ours.update(status=status, subject_id=subject_id):
        raise InFlight


def forget(held: Claim) -> None:
    """Nothing came of it: the same key may try again."""
    with council(held.organisation_id):
        IdempotencyClaim.objects.filter(pk=held.id, token=held.token, status=None).delete()


def _insert(request: Request, token: UUID, at: datetime) -> UUID | None:
    row: dict[str, Any] = {
        "id": new_id(),
        "token": token,
        "at": at,
        "lease_until": at + LEASE,
        "expires_at": at + DAY,
        "organisation_id": request.organisation_id,
        "principal": request.principal,
        "route": request.route,
        "key": request.key,
        "body_digest": request.body_digest,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, row)
        made = cursor.fetchone()
    return made[0] if made else None
