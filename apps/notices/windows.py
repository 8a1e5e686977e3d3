"""When a morning letter is due, and for which window it counts. Days are London's and their nation's."""

from datetime import date, datetime, time, timedelta

from apps.common.clock import LONDON, day_of
from apps.notices.models import LetterChoice
from apps.organisations.calendar import is_working_day

MORNING = time(7, 30)


def is_letter_day(day: date, *, how_often: str, nation: str) -> bool:
    """Working days; weekly ones on the first working day of their week."""
    if not is_working_day(day, nation=nation):
        return False
    earlier = (day - timedelta(days=back) for back in range(1, day.weekday() + 1))
    is_first = not any(is_working_day(one, nation=nation) for one in earlier)
    return how_often == LetterChoice.HowOften.DAILY or is_first


def next_morning(*, how_often: str, nation: str, at: datetime) -> datetime:
    """The next time that a letter is due, later than now."""
    day = day_of(at)
    while True:
        morning = datetime.combine(day, MORNING, tzinfo=LONDON)
        if morning > at and is_letter_day(day, how_often=how_often, nation=nation):
            return morning
        day += timedelta(days=1)
