"""Pages by keyset: a cursor is a signed place in an order, so that rows which come or go shift nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from apps.api.parsing import In, Text, Whole
from apps.api.problems import BadRequest

DEFAULT_LIMIT = 50
MAX_LIMIT = 200


class PageQuery(In):
    """How much of a list, and from where."""

    limit = Whole(min_value=1, max_value=MAX_LIMIT, default=DEFAULT_LIMIT)
    cursor = Text(required=False, max_length=500)


@dataclass(frozen=True)
class Keyset:
    """An order that never ties: its last field is unique. All fields run in the same direction; none is null."""

    fields: tuple[str, ...]
    is_descending: bool = False

    def order(self, *, backwards: bool) -> list[str]:
        sign = "-" if self.is_descending != backwards else ""
        return [sign + field for field in self.fields]

    def beyond(self, place: list[Any], *, backwards: bool) -> Q:
        """The rows after this place in the given direction."""
        lookup = "lt" if self.is_descending != backwards else "gt"
        first, *rest = self.fields
        asked = Q(**{f"{first}__{lookup}": place[0]})
        if rest:
            tied = Keyset(tuple(rest), self.is_descending).beyond(place[1:], backwards=backwards)
            asked |= Q(**{first: place[0]}) & tied
        return asked

    def place_of(self, row: Any) -> list[str]:
        values = [getattr(row, field) for field in self.fields]
        return [value.isoformat() if hasattr(value, "isoformat") else str(value) for value in values]


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the addresses of those before and after."""

    rows: list[Any]
    next: str | None
    previous: str | None

    def body(self, out: type[serializers.BaseSerializer[Any]]) -> dict[str, Any]:
        return {
            "data": out(self.rows, many=True).data,
            "next": self.next,
            "previous": self.previous,
        }

    def links(self) -> str:
        """RFC 8288."""
        both = {"next": self.next, "prev": self.previous}
        return ", ".join(f'<{address}>; rel="{name}"' for name, address in both.items() if address)


def whole(rows: Sequence[Any], out: type[serializers.BaseSerializer[Any]]) -> dict[str, Any]:
    """A list so short that it has one page."""
    return Page(rows=list(rows), next=None, previous=None).body(out)


def page_of(rows: QuerySet[Any], keyset: Keyset, *, address: str, query: dict[str, Any]) -> Page:
    """One page. Raises BadRequest for a cursor that is not ours or belongs to another list."""
    filters = {name: value for name, value in query.items() if name != "cursor"}
    place, backwards = _read(query.get("cursor"), address)
    limit = query["limit"]
    asked = rows.order_by(*keyset.order(backwards=backwards))
    if place:
        asked = asked.filter(keyset.beyond(list(place), backwards=backwards))
    found = list(asked[: limit + 1])
    has_more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    links = _Links(address, filters, keyset)
    goes_on = bool(found) if backwards else has_more
    came_from = has_more if backwards else bool(place and found)
    return Page(
        rows=found,
        next=links.to(found, backwards=False) if goes_on else None,
        previous=links.to(found, backwards=True) if came_from else None,
    )


@dataclass(frozen=True)
class _Links:
    address: str
    filters: dict[str, Any]
    keyset: Keyset

    def to(self, rows: list[Any], *, backwards: bool) -> str:
        place = self.keyset.place_of(rows[0 if backwards else -1])
        cursor = signing.dumps([backwards, *place], salt=_salt(self.address), compress=False)
        named = {name: _written(value) for name, value in self.filters.items() if value is not None}
        return f"{self.address}?{urlencode(named | {'cursor': cursor})}"


def _written(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _read(cursor: str | None, address: str) -> tuple[list[str], bool]:
    if not cursor:
        return [], False
    try:
        backwards, *place = signing.loads(cursor, salt=_salt(address))
    except signing.BadSignature as error:
        raise BadRequest(_("That cursor is not one of this list’s."), field="cursor") from error
    return place, bool(backwards)


def _salt(address: str) -> str:
    return f"apps.api.cursor:{address}"
