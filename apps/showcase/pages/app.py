"""What a browser needs to install the site as an app that posts can be shared to. There is no service worker:
nothing of a council is kept in a browser."""

import json

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.showcase.public import FRESH_FOR

ICONS = [
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-512.png", "512x512", "maskable"),
]


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """https://www.w3.org/TR/appmanifest, and the share target of W3C's Web Share Target."""
    saw = reverse("desk:saw_somewhere")
    told = {
        "id": "/",
        "name": _("Good Company"),
        "short_name": _("Good Company"),
        "description": _("Go and join in with what people near you already do."),
        "start_url": reverse("desk:councils"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fff8ef",
        "theme_color": "#fff8ef",
        "icons": [_icon(*icon) for icon in ICONS],
        "shortcuts": [{"name": _("Something I saw"), "url": saw}],
        "share_target": {
            "action": saw,
            "method": "GET",
            "enctype": "application/x-www-form-urlencoded",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    response = HttpResponse(json.dumps(told), content_type="application/manifest+json")
    response["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    return response


def _icon(path: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": static(f"gc/{path}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
