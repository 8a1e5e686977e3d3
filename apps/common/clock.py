"""The clock. Read it in doors and tasks and pass it on as ``at``."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The time now, aware, in UTC."""
    return timezone.now()
