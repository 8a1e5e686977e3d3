"""The description of the API: the OpenAPI document, and a page for people made from it and docs/api.md."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import yaml
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from apps.api.problems import CODES
from apps.api.views import PublicView
from apps.common.refusals import NotThere, Refusal


@cache
def described() -> dict[str, Any]:
    """The committed document; a test holds it to the code."""
    return dict(yaml.safe_load(_file("openapi.yaml").read_text()))


def _file(name: str) -> Path:
    return Path(settings.BASE_DIR) / "docs" / name


class OpenApiJson(PublicView):
    schema = None

    def get(self, request: Request) -> HttpResponse:
        return HttpResponse(json.dumps(described()), content_type="application/openapi+json")


class OpenApiYaml(PublicView):
    schema = None

    def get(self, request: Request) -> HttpResponse:
        return HttpResponse(_file("openapi.yaml").read_bytes(), content_type="application/openapi+yaml")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    context = {"guide": guide(), "groups": groups(), "codes": codes()}
    return render(request, "api/docs.html", context)


@cache
def guide() -> SafeString:
    """docs/api.md as HTML: our own words, so trusted."""
    html = markdown.markdown(_file("api.md").read_text(), extensions=["fenced_code", "tables", "toc"])
    framed = html.replace("<table>", '<div class="table-frame" tabindex="0"><table>')
    framed = framed.replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')
    return mark_safe(framed)  # noqa: S308 - no word of it comes from outside


@cache
def groups() -> dict[str, list[dict[str, Any]]]:
    """Operations by subject, in the order of the document."""
    by_tag: dict[str, list[dict[str, Any]]] = {}
    for address, methods in described()["paths"].items():
        for method, told in methods.items():
            by_tag.setdefault(told["tags"][0], []).append(_operation(address, method, told))
    return by_tag


def _operation(address: str, method: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": told["operationId"],
        "method": method.upper(),
        "address": address,
        "summary": told["summary"],
        "description": told.get("description", ""),
        "permission": told.get("x-permission", ""),
        "filters": [_field(one["name"], one["schema"], one) for one in _filters(told)],
        "body": list(_fields(_body(told))),
        "answer": list(_fields(_answer(told))),
    }


def _filters(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in told.get("parameters", []) if one["in"] == "query"]


def _body(told: dict[str, Any]) -> dict[str, Any]:
    content = told.get("requestBody", {}).get("content", {})
    return dict(content.get("application/json", {}).get("schema", {}))


def _answer(told: dict[str, Any]) -> dict[str, Any]:
    """The row that is answered, also where it comes in a page."""
    good = next(answer for status, answer in told["responses"].items() if status.startswith("2"))
    schema = good.get("content", {}).get("application/json", {}).get("schema", {})
    return dict(schema.get("properties", {}).get("data", {}).get("items", schema))


def _fields(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    shape = _meant(schema)
    for name, field in shape.get("properties", {}).items():
        yield _field(name, field, {"required": name in shape.get("required", [])})


def _meant(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    return dict(described()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])


def _field(name: str, schema: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "kind": _kind(schema),
        "required": facts.get("required", False),
        "description": facts.get("description") or schema.get("description", ""),
        "choices": schema.get("enum", []),
    }


def _kind(schema: dict[str, Any]) -> str:
    """As a person would say it: text, uuid, list of search…"""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {'type': 'pairs'}))}"
    kinds = schema.get("type", "")
    kind = schema.get("format") or (kinds if isinstance(kinds, str) else kinds[0])
    return f"{kind} or null" if "null" in kinds and isinstance(kinds, list) else str(kind)


def codes() -> list[dict[str, Any]]:
    """Every code that a problem may carry, with its status and what it says."""
    refusals = {kind.code: (int(kind.status), kind.message) for kind in _kinds(Refusal)}
    told = CODES | refusals
    return [
        {"code": code, "anchor": code.replace("_", "-"), "status": status, "message": message}
        for code, (status, message) in sorted(told.items())
    ]


def _kinds(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    yield kind
    for finer in kind.__subclasses__():
        yield from _kinds(finer)


class NothingHere(PublicView):
    """For every address that is not one of ours."""

    schema = None
    cache_control = "no-store"
    http_method_names = ["get", "post", "put", "patch", "delete", "head"]

    def get(self, request: Request) -> HttpResponse:
        raise NotThere

    post = put = patch = delete = get
