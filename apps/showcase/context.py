"""What every template may ask about what came with this installation."""

from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest

TYPEFACE = "vendor/fonts-body/atkinson-hyperlegible-next-latin-wght-normal.woff2"


def assets(request: HttpRequest | None = None) -> dict[str, bool]:
    """``fonts_missing``: the typefaces were not installed, so pages use the system's own. ``is_open``: to strangers."""
    return {"fonts_missing": not has_typefaces(), "is_open": settings.GC_OPEN_SIGN_UP}


@cache
def has_typefaces() -> bool:
    return bool(finders.find(TYPEFACE)) or staticfiles_storage.exists(TYPEFACE)
