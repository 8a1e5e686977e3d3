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


def page_of(rows: QuerySet[Any], *, by: str, asked: Mapping[str, str], size: int = PAGE) -> Page:
    """``by``: the moment that orders the rows; ``asked`` may hold ``older`` or ``newer``. Nonsense asks for the first."""
    older, newer = _read(asked.get("older", "")), _read(asked.get("newer", ""))
    if newer is not None and older is None:
        found = list(rows.filter(_beyond(by, "gt", newer)).order_by(by, "id")[: size + 1])
        return _page(by, list(reversed(found[:size])), has_newer=len(found) > size, has_older=True)
    if older is not None:
        rows = rows.filter(_beyond(by, "lt", older))
    found = list(rows.order_by(f"-{by}", "-id")[: size + 1])
    return _page(by, found[:size], has_newer=older is not None, has_older=len(found) > size)


def _page(by: str, rows: list[Any], *, has_newer: bool, has_older: bool) -> Page:
    if not rows:
        return Page(rows)
    return Page(
        rows,
        newer=f"newer={_cursor(by, rows[0])}" if has_newer else "",
        older=f"older={_cursor(by, rows[-1])}" if has_older else "",
    )


def _beyond(by: str, lookup: str, place: tuple[datetime, UUID]) -> Q:
    moment, row = place
    return Q(**{f"{by}__{lookup}": moment}) | Q(**{by: moment, f"id__{lookup}": row})


def _cursor(by: str, row: Any) -> str:
    moment: datetime = getattr(row, by)
    return f"{int(moment.timestamp())}.{moment.microsecond:06d}-{row.pk.hex}"


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    moment, _, row = cursor.partition("-")
    seconds, _, fraction = moment.partition(".")
    try:
        at = datetime.fromtimestamp(int(seconds), tz=UTC).replace(microsecond=int(fraction))
        return at, UUID(hex=row)
    except (ValueError, OverflowError, OSError):
        return None
