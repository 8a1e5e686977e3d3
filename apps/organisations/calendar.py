"""Which days a council's offices are open. Days are London's."""

from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

from apps.organisations.models import Organisation

SATURDAY = 5
SUBDIVISIONS = {
    Organisation.Nation.ENGLAND: "ENG",
    Organisation.Nation.WALES: "WLS",
    Organisation.Nation.SCOTLAND: "SCT",
    Organisation.Nation.NORTHERN_IRELAND: "NIR",
}


def bank_holiday(day: date, *, nation: str) -> str:
    """What the nation calls it, or nothing on a day like any other."""
    return str(_holidays(nation).get(day, ""))


def is_working_day(day: date, *, nation: str) -> bool:
    return day.weekday() < SATURDAY and not bank_holiday(day, nation=nation)


def weekdays_from(first: date, count: int) -> list[date]:
    """So many days from Monday to Friday, the bank holidays among them, from the first one on."""
    days: list[date] = []
    day = first
    while len(days) < count:
        if day.weekday() < SATURDAY:
            days.append(day)
        day += timedelta(days=1)
    return days


@cache
def _holidays(nation: str) -> HolidayBase:
    return country_holidays("GB", subdiv=SUBDIVISIONS[Organisation.Nation(nation)])
