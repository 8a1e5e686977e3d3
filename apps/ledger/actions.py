"""Writing down what we gave and asked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Conflict, Invalid, require
from apps.discoveries.models import Find
from apps.ledger.models import Act
from apps.ledger.policies import can_record, can_withdraw
from apps.organisations.models import Membership

CLOCK_SKEW = timedelta(minutes=5)


class AlreadyWithdrawn(Conflict):
    code = "already_withdrawn"
    message = _("This was taken back already.")


@transaction.atomic
def record_act(
    *,
    actor: Actor,
    kind: str,
    way: str,
    words: str = "",
    place: str = "",
    find: Find | None = None,
    said_at: datetime | None = None,
    at: datetime,
) -> Act:
    """Write down something the actor said or did where people talk. Raises NotAllowed, Invalid."""
    require(can_record(actor) and (find is None or actor.works_for(find.organisation_id)))
    _check(kind=kind, way=way, said_at=said_at, at=at)
    act = Act.objects.create(
        organisation_id=actor.organisation_id,
        find=find,
        kind=kind,
        way=way,
        words=words.strip(),
        place=(place or (find.place if find else "")).strip()[:200],
        by_id=actor.person,
        at=said_at or at,
    )
    audit.record(actor, "act.recorded", act, at=at, change=audit.Change.CREATED)
    result: Act = act
    return result


@transaction.atomic
def practise(*, actor: Actor, kind: str, way: str, at: datetime) -> None:
    """“I said it” about an invented find: what was chosen is checked, and nothing of it is counted or kept.

    Raises NotAllowed, Invalid.
    """
    require(can_record(actor))
    _check(kind=kind, way=way, said_at=None, at=at)
    member = Membership.objects.get(pk=actor.person)
    audit.record(actor, "practice.said", member, at=at)


@transaction.atomic
def withdraw_act(*, actor: Actor, act: Act, at: datetime) -> Act:
    """Take an act back: it counts no more. Raises NotAllowed, AlreadyWithdrawn."""
    require(can_withdraw(actor, act))
    act = Act.objects.lock(act)
    if act.withdrawn_at is not None:
        raise AlreadyWithdrawn
    act.withdrawn_at = at
    act.save(update_fields=["withdrawn_at"])
    audit.record(actor, "act.withdrawn", act, at=at, change=audit.Change.WITHDRAWN)
    return act


def _check(*, kind: str, way: str, said_at: datetime | None, at: datetime) -> None:
    if kind not in Act.Kind.values:
        raise Invalid(_("Choose what kind of thing it was."), field="kind")
    if way not in Act.Way.values:
        raise Invalid(_("Choose whether it was a give, an ask or a broadcast."), field="way")
    if said_at and said_at > at + CLOCK_SKEW:
        raise Invalid(_("This cannot have been said yet."), field="said_at")
