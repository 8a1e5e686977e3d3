"""The host rota: who looks in on which weekday, and who does so on one day instead."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.assignments.models import HostSwap, HostWeekday
from apps.assignments.policies import can_change_rota
from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.permission import Permission
from apps.common.refusals import Invalid, NotThere, require
from apps.organisations.models import Membership, Organisation

FURTHEST = timedelta(days=92)
SATURDAY = 5


@transaction.atomic
def set_weekdays(*, actor: Actor, hosts: Mapping[int, UUID | None], at: datetime) -> None:
    """Who looks in on these weekdays (0 is Monday) from now on; None is nobody. Raises NotAllowed, NotThere."""
    require(can_change_rota(actor))
    Organisation.objects.lock(actor.organisation_id)
    rows = {row.weekday: row for row in HostWeekday.objects.all()}
    for weekday, host in hosts.items():
        _check_host(actor, host, field=HostWeekday.Weekday(weekday).name.lower())
        _set_weekday(actor, rows.get(weekday), weekday, host, at)


def _set_weekday(
    actor: Actor, row: HostWeekday | None, weekday: int, host: UUID | None, at: datetime
) -> None:
    if host == (row.host_id if row else None):
        return
    row = row or HostWeekday(organisation_id=actor.organisation_id, weekday=weekday)
    audit.record(actor, "rota.changed", row, at=at, fields=["host"])
    if host is None:
        row.delete()
    else:
        row.host_id = host
        row.save()


@transaction.atomic
def swap_day(*, actor: Actor, day: date, host: UUID | None, at: datetime) -> HostSwap:
    """Who looks in on one day instead of the usual one; None is nobody. Raises NotAllowed, NotThere, Invalid."""
    require(can_change_rota(actor))
    today = day_of(at)
    if not today <= day <= today + FURTHEST or day.weekday() >= SATURDAY:
        raise Invalid(_("Choose a weekday within the next three months."), field="day")
    _check_host(actor, host, field="host")
    Organisation.objects.lock(actor.organisation_id)
    swap: HostSwap
    swap, _is_new = HostSwap.objects.update_or_create(
        organisation_id=actor.organisation_id, day=day, defaults={"host_id": host}
    )
    HostSwap.objects.filter(day__lt=today).delete()
    audit.record(actor, "rota.swapped", swap, at=at)
    return swap


@transaction.atomic
def end_swap(*, actor: Actor, swap: HostSwap, at: datetime) -> None:
    """That day is as usual again. Raises NotAllowed."""
    require(can_change_rota(actor) and actor.works_for(swap.organisation_id))
    audit.record(actor, "rota.swap_ended", swap, at=at)
    swap.delete()


def _check_host(actor: Actor, host: UUID | None, *, field: str) -> None:
    """Raises NotThere."""
    if host is None:
        return
    member = Membership.objects.current().of_organisation(actor.organisation_id).filter(pk=host).first()
    if member is None or Permission.FINDS_JOIN not in member.permissions:
        raise NotThere(_("There is no such colleague here who may join in."), field=field)
