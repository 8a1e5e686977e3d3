"""The description of the API: the OpenAPI document, and a page for people made from it and docs/api.md."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from apps.api.views import PublicView
from apps.common.refusals import NotThere


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
    return render(request, "api/docs.html", {})


class NothingHere(PublicView):
    """For every address that is not one of ours."""

    schema = None
    cache_control = "no-store"
    http_method_names = ["get", "post", "put", "patch", "delete", "head"]

    def get(self, request: Request) -> HttpResponse:
        raise NotThere

    post = put = patch = delete = get
