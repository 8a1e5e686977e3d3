"""One method of one resource: what it takes, what it answers, who may call it. The schema is made from the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from apps.api.paging import PageQuery
from apps.api.parsing import In, Nothing, read_body, read_query
from apps.common.permission import Permission
from apps.common.refusals import require

Shape = type[serializers.BaseSerializer[Any]]
WITH_BODY = {"POST", "PATCH"}


@dataclass(frozen=True, kw_only=True)
class Operation:
    """``keeps``: whether an Idempotency-Key is honoured here; what changes nothing needs none. ``also``: a second status
    with the same answer."""

    summary: str
    description: str = ""
    permission: Permission | None = None
    body: type[In] | None = None
    query: type[In] = Nothing
    out: Shape | None = None
    is_page: bool = False
    status: int = 200
    also: int | None = None
    keeps: bool = True


def operation(summary: str, **facts: Any) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Turns a handler ``(self, request, *, query, body, **address)`` into a method that reads strictly.

    ``query`` and ``body`` are given only where the operation declares them. Raises NotAllowed, ValidationError.
    """

    def decorate(handler: Callable[..., Response]) -> Callable[..., Response]:
        told = Operation(summary=summary, description=handler.__doc__ or "", **facts)

        @wraps(handler)
        def answer(view: Any, request: Any, **address: Any) -> Response:
            if told.permission is not None:
                require(request.actor.may(told.permission))
            query = read_query(told.query, request.query_params)
            if told.query is not Nothing:
                address["query"] = query
            if request.method in WITH_BODY:
                body = read_body(told.body or Nothing, request.data)
                if told.body is not None:
                    address["body"] = body
            return handler(view, request, **address)

        answer.operation = told  # type: ignore[attr-defined]  # read by Endpoint and Schema
        return answer

    return decorate


def page(summary: str, **facts: Any) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """An operation that answers with one page of a list."""
    return operation(summary, **{"query": PageQuery, "is_page": True} | facts)
