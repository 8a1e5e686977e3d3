"""Who we are, for publishers, for visitors, and for everyone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.showcase.public import public_answer


@require_safe
def reader(request: HttpRequest) -> HttpResponse:
    """Where our User-Agent points: who fetches a feed, how often, and how to stop it."""
    context = {"user_agent": settings.NET_USER_AGENT, "item_days": settings.GC_ITEM_DAYS}
    return public_answer("showcase/reader.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return public_answer("showcase/accessibility.html", {})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return public_answer("showcase/privacy.html", {"item_days": settings.GC_ITEM_DAYS})
