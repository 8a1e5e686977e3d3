"""Questions with a time limit: whoever types is answered, whatever they type, and nobody else waits for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.errors import QueryCanceled

from apps.common.refusals import Refusal

AT_ONCE = 2
SHORTEST = 0.002
# Compiling and helpers pay off for long questions only; and a loop over our follows would search the words anew in each.
SHORT_QUESTIONS = (
    "SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL enable_nestloop = off"
)
AS_BEFORE = (
    "SET LOCAL jit TO DEFAULT; SET LOCAL max_parallel_workers_per_gather TO DEFAULT; "
    "SET LOCAL enable_nestloop TO DEFAULT"
)
A_PLACE = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, %s))"


class StillCounting(Refusal):
    status = 429
    code = "still_counting"
    message = _("We are still counting what you asked a moment ago. Ask again in a second.")


class Budget:
    """So many seconds from now on."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        return max(0.0, self._end - monotonic())


@contextmanager
def in_haste(who: str) -> Iterator[None]:
    """At most two at a time for one person, until the transaction ends. Raises StillCounting."""
    if not any(_tell(A_PLACE, [who, place])[0][0] for place in range(AT_ONCE)):
        raise StillCounting
    _tell(SHORT_QUESTIONS)
    yield
    _tell(AS_BEFORE)


def ask(question: str, terms: Mapping[str, Any], *, seconds: float) -> list[tuple[Any, ...]] | None:
    """The rows; None when that took longer."""
    if seconds < SHORTEST:
        return None
    try:
        with transaction.atomic():
            _tell(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
            rows = _tell(question, terms)
            _tell("SET LOCAL statement_timeout TO DEFAULT")
            return rows
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        return None


def _tell(question: str, terms: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, terms)
        return cursor.fetchall() if cursor.description else []
