"""OpenAPI 3.1 from the operations themselves, with one Problem for everything that is refused."""

import re
from http import HTTPStatus
from typing import Any, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiParameter

from apps.api.operations import Operation
from apps.api.parsing import In, Nothing
from apps.api.shapes import Out
from apps.api.views import Endpoint

PROBLEM = {"$ref": "#/components/responses/Problem"}
ADDRESS_OR_NULL = {"type": ["string", "null"], "format": "uri-reference"}
TEXT = {"schema": {"type": "string"}}
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~][ -~]*$"},
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
        return [cast(Endpoint, self.view).tag]

    def get_summary(self) -> str:
        return self.told.summary

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular has it
        return " ".join(self.told.description.split())

    def get_request_serializer(self) -> Any:
        return self.told.body

    def get_override_parameters(self) -> list[Any]:
        if self.method == "GET":
            filters = [self.told.query] if self.told.query is not Nothing else []
            return [*filters, IF_NONE_MATCH]
        if self.method == "POST":
            return [IDEMPOTENCY_KEY] if self._is_kept else []
        return [IF_MATCH] if hasattr(self.view, "keyset") else []

    @property
    def _is_kept(self) -> bool:
        return self.told.keeps and hasattr(self.view, "keyset")

    def get_response_serializers(self) -> Any:
        return {self.told.status: self._good()}

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        found = cast(dict[str, Any], super().get_operation(*args, **kwargs))
        good = found["responses"][str(self.told.status)]
        good["description"] = HTTPStatus(self.told.status).phrase
        if self.told.status in {HTTPStatus.CREATED, HTTPStatus.ACCEPTED}:
            good["headers"] = {"Location": TEXT, "ETag": TEXT}
        if self.told.also is not None:
            found["responses"][str(int(self.told.also))] = good | {
                "description": HTTPStatus(self.told.also).phrase
            }
        if self.method == "GET":
            good["headers"] = {"ETag": TEXT, "RateLimit": TEXT, "RateLimit-Policy": TEXT}
            found["responses"]["304"] = {"description": HTTPStatus.NOT_MODIFIED.phrase}
        found["responses"] |= dict.fromkeys([*self._refusals(), "default"], PROBLEM)
        return found

    def get_extensions(self) -> dict[str, Any]:
        return {"x-permission": self.told.permission.value} if self.told.permission else {}

    def get_serializer_name(self, serializer: Any, direction: Direction) -> str:
        return type(serializer).__name__.removesuffix("Out").removesuffix("In")

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

    def _refusals(self) -> list[str]:
        refusals = [HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS]
        if self.view.get_authenticators():
            refusals += [HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN]
        if self.method != "GET":
            refusals.append(HTTPStatus.CONFLICT)
        if self.method in {"PATCH", "DELETE"}:
            refusals.append(HTTPStatus.PRECONDITION_FAILED)
        return [str(int(status)) for status in sorted(refusals)]

    def _map_basic_serializer(self, serializer: Any, direction: Direction) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if isinstance(serializer, In):
            schema["additionalProperties"] = False
        if schema.get("description") in {In.__doc__, Out.__doc__}:
            del schema["description"]
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


class SegmentsField(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = "apps.api.shapes.Segments"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        pair = {
            "type": "array",
            "prefixItems": [{"type": "string"}, {"type": "boolean"}],
            "minItems": 2,
            "maxItems": 2,
        }
        return {"type": "array", "items": pair}
