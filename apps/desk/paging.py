"""Pages of a list, newest first. A cursor is a place in the list, so that rows which come or go shift nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

PAGE = 20


@dataclass(frozen=True)
class Page:
    """``newer`` and ``older`` are queries to put after a list's address, or empty."""

    rows: list[Any]
    newer: str = ""
    older: str = ""


def page_of(
    rows: QuerySet[Any], *, by: str, asked: Mapping[str, str], size: int = PAGE, rank: str = ""
) -> Page:
    """``by``: the moment that orders the rows, after a ``rank`` where there is one; ``asked`` may hold ``older`` or
    ``newer``. Nonsense asks for the first.
    """
    order = _Order(by, rank)
    older, newer = _read(asked.get("older", "")), _read(asked.get("newer", ""))
    if newer is not None and older is None:
        found = list(rows.filter(order.beyond("gt", newer)).order_by(*order.fields)[: size + 1])
        return _page(order, list(reversed(found[:size])), has_newer=len(found) > size, has_older=True)
    if older is not None:
        rows = rows.filter(order.beyond("lt", older))
    found = list(rows.order_by(*(f"-{field}" for field in order.fields))[: size + 1])
    return _page(order, found[:size], has_newer=older is not None, has_older=len(found) > size)


@dataclass(frozen=True)
class _Place:
    rank: int
    moment: datetime
    row: UUID


@dataclass(frozen=True)
class _Order:
    by: str
    rank: str

    @property
    def fields(self) -> list[str]:
        return [field for field in (self.rank, self.by, "id") if field]

    def beyond(self, lookup: str, place: _Place) -> Q:
        """The bound on the first field says nothing new, and lets an index begin there."""
        of_time = Q(**{f"{self.by}__{lookup}": place.moment})
        beyond = of_time | Q(**{self.by: place.moment, f"id__{lookup}": place.row})
        if not self.rank:
            return Q(**{f"{self.by}__{lookup}e": place.moment}) & beyond
        ranked = Q(**{f"{self.rank}__{lookup}": place.rank}) | (Q(**{self.rank: place.rank}) & beyond)
        return Q(**{f"{self.rank}__{lookup}e": place.rank}) & ranked

    def place_of(self, row: Any) -> str:
        moment: datetime = getattr(row, self.by)
        rank = getattr(row, self.rank) if self.rank else 0
        return f"{rank}_{int(moment.timestamp())}.{moment.microsecond:06d}-{row.pk.hex}"


def _page(order: _Order, rows: list[Any], *, has_newer: bool, has_older: bool) -> Page:
    if not rows:
        return Page(rows)
    return Page(
        rows,
        newer=f"newer={order.place_of(rows[0])}" if has_newer else "",
        older=f"older={order.place_of(rows[-1])}" if has_older else "",
    )


def _read(cursor: str) -> _Place | None:
    rank, _, place = cursor.partition("_")
    moment, _, row = place.rpartition("-")
    seconds, _, fraction = moment.partition(".")
    try:
        at = datetime.fromtimestamp(int(seconds), tz=UTC).replace(microsecond=int(fraction))
        return _Place(max(-30_000, min(int(rank), 30_000)), at, UUID(hex=row))
    except (ValueError, OverflowError, OSError):
        return None
