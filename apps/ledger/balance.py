"""Did we give at least as much as we asked? One query for page, API and public view."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.common.clock import LONDON
from apps.ledger.models import Act


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Whole acts that stand, said from ``start`` until before ``end``."""

    start: datetime
    end: datetime
    gave: int
    asked: int
    broadcast: int
    likes: int

    @property
    def joined_in(self) -> int:
        """How often we were good company: every give."""
        return self.gave


def balance_between(*, start: datetime, end: datetime) -> Balance:
    """The balance of the organisation in scope."""
    return Balance(start=start, end=end, **Act.objects.between(start, end).counted())


def this_week(*, at: datetime) -> Balance:
    return balance_between(start=monday_of(at), end=monday_of(at) + timedelta(days=7))


def monday_of(at: datetime) -> datetime:
    """The start of the week in London in which ``at`` lies."""
    local = at.astimezone(LONDON)
    monday = local - timedelta(days=local.weekday())
    return monday.replace(hour=0, minute=0, second=0, microsecond=0)
