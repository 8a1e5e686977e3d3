"""Who is host on which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from apps.assignments.models import HostSwap, HostWeekday
from apps.organisations.calendar import bank_holiday, weekdays_from
from apps.organisations.models import Membership


@dataclass(frozen=True, kw_only=True)
class HostDay:
    """One weekday: its host, the swap that made it so, and what the nation calls it if it is a bank holiday."""

    day: date
    host: Membership | None
    usual: Membership | None
    swap: HostSwap | None
    holiday: str


def host_days(first: date, count: int, *, nation: str) -> list[HostDay]:
    """So many weekdays from the first one on. On a bank holiday nobody is host unless somebody said so."""
    usual = usual_hosts()
    days = weekdays_from(first, count)
    swaps = {swap.day: swap for swap in HostSwap.objects.filter(day__in=days).for_display()}
    return [_host_day(day, usual, swaps.get(day), nation) for day in days]


def host_on(day: date, *, nation: str) -> Membership | None:
    found: Sequence[HostDay] = host_days(day, 1, nation=nation)
    return found[0].host if found[0].day == day else None


def usual_hosts() -> dict[int, Membership]:
    """By weekday, those who are still here."""
    rows = HostWeekday.objects.all().for_display()
    return {row.weekday: row.host for row in rows if row.host.ended_at is None}


def _host_day(day: date, usual: dict[int, Membership], swap: HostSwap | None, nation: str) -> HostDay:
    holiday = bank_holiday(day, nation=nation)
    host = None if holiday else usual.get(day.weekday())
    if swap is not None:
        host = swap.host if swap.host and swap.host.ended_at is None else None
    return HostDay(day=day, host=host, usual=usual.get(day.weekday()), swap=swap, holiday=holiday)
