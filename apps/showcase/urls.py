"""Addresses of this door: what anyone may read, and the way into the demonstration."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from apps.showcase.pages import about, app, coming_in, councils, first, letters, styleguide

app_name = "showcase"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", first.first, name="first"),
    path("demonstration/come-in", coming_in.come_in, name="come_in"),
    path("c/<slug:slug>", councils.council_page, name="council"),
    path("c/<slug:slug>/listening", councils.listening, name="listening"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("letters/stop/<str:token>", letters.stop, name="stop_letters"),
    path("about/reader", about.reader, name="reader"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("privacy", about.privacy, name="privacy"),
]
if settings.GC_ENVIRONMENT != "production":
    urlpatterns.append(path("styleguide", styleguide.styleguide, name="styleguide"))
