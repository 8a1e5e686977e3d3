"""The clock. Read it in doors and tasks and pass it on as ``at``."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The time now, aware, in UTC."""
    return timezone.now()


def day_of(at: datetime) -> date:
    """The calendar day in London."""
    return at.astimezone(LONDON).date()


def start_of(day: date) -> datetime:
    """Its midnight in London."""
    return datetime.combine(day, time(), tzinfo=LONDON)
