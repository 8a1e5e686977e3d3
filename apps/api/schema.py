"""OpenAPI 3.1 from the operations themselves, with one Problem for everything that is refused."""

import re
from http import HTTPStatus
from typing import Any, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction, OpenApiParameter

from apps.api.operations import Operation
from apps.api.parsing import In
from apps.api.problems import MEDIA_TYPE

PROBLEM = {
    "type": "object",
    "description": "Why something was refused (RFC 9457). `code` is for programs, `detail` for people.",
    "required": ["type", "title", "status", "detail", "instance", "code", "request_id", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Where this code is explained."},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "code": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "A JSON pointer into what was sent."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
ADDRESS_OR_NULL = {"type": ["string", "null"], "format": "uri-reference"}
TEXT = {"schema": {"type": "string"}}
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~][ -~]*$"},  # type: ignore[arg-type]  # a schema is allowed
    OpenApiParameter.HEADER,
    description="Your own name for this request: sent again within a day, it has its effect once.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="Only if the row still has this ETag; else 412."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag you have; 304 if nothing changed."
)


class Schema(AutoSchema):
    """Reads each view's Operation."""

    @property
    def told(self) -> Operation:
        return cast(Operation, getattr(self.view, self.method.lower()).operation)

    def get_operation_id(self) -> str:
        words = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self.view).__name__).lower()
        return f"{self.method.lower()}_{words}"

    def get_tags(self) -> list[str]:
        return [self.view.tag]

    def get_summary(self) -> str:
        return self.told.summary

    def get_description(self) -> str:
        return " ".join(self.told.description.split())

    def get_request_serializer(self) -> Any:
        return self.told.body

    def get_override_parameters(self) -> list[Any]:
        if self.method == "GET":
            return [self.told.query, IF_NONE_MATCH]
        if self.method == "POST":
            return [IDEMPOTENCY_KEY] if self._is_kept else []
        return [IF_MATCH]

    @property
    def _is_kept(self) -> bool:
        return self.told.keeps and hasattr(self.view, "keyset")

    def get_response_serializers(self) -> Any:
        problem = self._problem()
        answers: dict[Any, Any] = {self.told.status: self._good()}
        for status in self._refusals():
            answers[(int(status), MEDIA_TYPE)] = problem
        answers[("default", MEDIA_TYPE)] = problem
        return answers

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_operation(*args, **kwargs)
        for status, answer in found["responses"].items():
            answer["description"] = _phrase(status)
        good = found["responses"][str(self.told.status)]
        if self.told.status in {HTTPStatus.CREATED, HTTPStatus.ACCEPTED}:
            good["headers"] = {"Location": TEXT, "ETag": TEXT}
        if self.method == "GET":
            good["headers"] = {"ETag": TEXT, "RateLimit": TEXT, "RateLimit-Policy": TEXT}
            found["responses"]["304"] = {"description": _phrase("304")}
        return found

    def get_extensions(self) -> dict[str, Any]:
        return {"x-permission": self.told.permission.value} if self.told.permission else {}

    def get_serializer_name(self, serializer: Any, direction: Direction) -> str:
        return type(serializer).__name__.removesuffix("Out")

    def _good(self) -> Any:
        if self.told.out is None:
            return None
        if not self.told.is_page:
            return self.told.out
        row = self.resolve_serializer(cast(Any, self.told.out), "response")
        return {
            "type": "object",
            "required": ["data", "next", "previous"],
            "properties": {
                "data": {"type": "array", "items": row.ref},
                "next": ADDRESS_OR_NULL,
                "previous": ADDRESS_OR_NULL,
            },
        }

    def _refusals(self) -> list[HTTPStatus]:
        refusals = [HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS]
        if self.view.get_authenticators():
            refusals += [HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN]
        if self.method != "GET":
            refusals.append(HTTPStatus.CONFLICT)
        if self.method in {"PATCH", "DELETE"}:
            refusals.append(HTTPStatus.PRECONDITION_FAILED)
        return sorted(refusals)

    def _problem(self) -> Any:
        component = ResolvedComponent(
            name="Problem", type=ResolvedComponent.SCHEMA, schema=PROBLEM, object="Problem"
        )
        self.registry.register_on_missing(component)
        return component.ref

    def _map_basic_serializer(self, serializer: Any, direction: Direction) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)
        if isinstance(serializer, In):
            schema["additionalProperties"] = False
        return schema


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    target_class = "apps.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A personal or integration token. What it may do is named beside each operation.",
        }

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[Any]]:
        permission = cast(Schema, auto_schema).told.permission
        return {"token": [permission.value] if permission else []}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "apps.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "__Host-gc_session",
            "description": "The session of our own pages; anything but GET needs X-CSRFToken as well.",
        }


class ConstantField(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = "apps.api.shapes.Constant"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        return {"type": "string", "const": self.target.word}


def _phrase(status: str) -> str:
    return HTTPStatus(int(status)).phrase if status.isdigit() else "Any other refusal"
