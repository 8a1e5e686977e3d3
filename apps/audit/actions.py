"""Writing down who did what."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import models

from apps.audit.models import Event
from apps.common.actor import Actor
from apps.common.request_id import current_request

Change = Event.Change


def record(
    actor: Actor,
    verb: str,
    thing: models.Model,
    *,
    at: datetime,
    change: str = "",
    fields: Sequence[str] = (),
) -> None:
    """Append one event about one row. ``change`` puts it into the changes feed."""
    record_all(actor, verb, [thing], at=at, change=change, fields=fields)


def record_all(
    actor: Actor,
    verb: str,
    things: Iterable[models.Model],
    *,
    at: datetime,
    change: str = "",
    fields: Sequence[str] = (),
) -> None:
    """Append one event for each row, in one statement."""
    Event.objects.bulk_create(
        Event(
            organisation_id=actor.organisation_id,
            at=at,
            verb=verb,
            change=change,
            object_type=thing._meta.model_name or "",
            object_id=thing.pk,
            actor_kind=actor.kind,
            membership_id=actor.membership_id,
            token_id=actor.token_id,
            system=actor.system,
            fields=list(fields),
            request_id=current_request.get(),
        )
        for thing in things
    )
