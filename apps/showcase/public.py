"""How public pages answer: the same for everybody, without a cookie, kept by caches for five minutes."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from apps.organisations.models import Organisation
from apps.organisations.scope import council
from apps.showcase.context import assets

FRESH_FOR = 300


def public_answer(template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Rendered without the request, so that nothing of the person who asks can get onto the page."""
    response = HttpResponse(render_to_string(template, assets() | dict(context)))
    response["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    patch_vary_headers(response, ["Cookie"])  # somebody signed in may have chosen another language
    return response


def of_listening_council(
    page: Callable[Concatenate[Organisation, ...], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page about one council, inside its scope; there is none before its first running search."""

    @require_safe
    @wraps(page)
    def view(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        organisation = Organisation.objects.listening().filter(slug=slug).first()
        if organisation is None:
            raise Http404
        with council(organisation.id):
            return page(organisation, **kwargs)

    return view
