"""What was sent, read strictly: nothing unknown, nothing converted, nothing that a database cannot keep."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.fields import empty
from rest_framework.parsers import JSONParser

from apps.api.problems import BadRequest
from apps.common.writing import straight

MAX_BODY = 256 * 1024
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
PLAIN_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Parser(JSONParser):
    """JSON, an object at the top, every key once, no character that PostgreSQL or UTF-8 refuses."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            read = json.loads(
                stream.read().decode("utf-8"),
                object_pairs_hook=_once_each,
                parse_constant=_no_such_number,
            )
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        _refuse_unkeepable(read)
        return read


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a name is there twice")
    return members


def _no_such_number(name: str) -> Any:
    raise ValueError(name)


def _refuse_unkeepable(read: Any) -> None:
    """Raises BadRequest. Walks without recursion: the depth of what was sent is not ours to choose."""
    waiting = [read]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, dict):
            waiting.extend([*piece.keys(), *piece.values()])
        elif isinstance(piece, list):
            waiting.extend(piece)
        elif isinstance(piece, str) and UNKEEPABLE.search(piece):
            raise BadRequest(
                _("A text holds a character that is none (NUL or half a surrogate pair)."), field=""
            )


class In(serializers.Serializer[Any]):
    """What an operation takes. A name that is not known is refused, so that no typing mistake goes unseen."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, Mapping) else []
        if unknown:
            sentence = str(_("There is nothing of this name here."))
            raise serializers.ValidationError(
                {name: [serializers.ErrorDetail(sentence, code="unknown")] for name in unknown}
            )
        return super().to_internal_value(data)


class Nothing(In):
    """An empty object, or no body at all."""


def read_body(shape: type[In], given: Any) -> dict[str, Any]:
    """Raises ValidationError."""
    body = shape(data=given)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


def read_query(shape: type[In], given: QueryDict) -> dict[str, Any]:
    """Raises ValidationError; BadRequest for a name that is there twice."""
    for name, values in given.lists():
        if len(values) > 1:
            raise BadRequest(_("A filter is there twice."), field=name)
        if UNKEEPABLE.search(name + values[0]):
            raise BadRequest(_("A filter holds a character that is none."))
    return read_body(shape, given.dict())


class Text(serializers.CharField):
    """A string, and nothing that could be made into one. What is kept exactly as typed says ``trim_whitespace=False``."""

    def run_validation(self, data: Any = empty) -> Any:
        return super().run_validation(
            straight(data) if isinstance(data, str) and self.trim_whitespace else data
        )

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Choice(serializers.ChoiceField):
    """One of some words."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A whole number in a query string."""

    def to_internal_value(self, data: Any) -> int:
        if not re.fullmatch(r"-?[0-9]{1,19}", data if isinstance(data, str) else ""):
            self.fail("invalid")
        return super().to_internal_value(data)


class Days(serializers.IntegerField):
    """A whole number in a body."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int | float) or data != data // 1:
            self.fail("invalid")
        return super().to_internal_value(int(data))


class Id(serializers.UUIDField):
    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str) or not PLAIN_UUID.fullmatch(data):
            self.fail("invalid", value=data)
        return UUID(data)


class Ids(serializers.ListField):
    """Some ids, at least one."""

    child = Id()

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_length": 1} | options)

    def to_internal_value(self, data: Any) -> list[UUID]:
        if not isinstance(data, list):
            self.fail("not_a_list", input_type=type(data).__name__)
        return list(super().to_internal_value(data))


class Moment(serializers.DateTimeField):
    """A time, in UTC in both directions (RFC 3339)."""

    SHAPE = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=UTC, **options)

    def to_internal_value(self, value: Any) -> datetime:
        if not isinstance(value, str) or not self.SHAPE.fullmatch(value):
            self.fail("invalid", format="RFC 3339")
        return super().to_internal_value(value.upper())


class Day(serializers.DateField):
    """A calendar day, as 2026-11-23."""

    def to_internal_value(self, value: Any) -> Any:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            self.fail("invalid", format="YYYY-MM-DD")
        return super().to_internal_value(value)
