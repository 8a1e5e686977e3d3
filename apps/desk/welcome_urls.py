"""Addresses of the way into a council, before anybody is in one."""

from django.urls import path

from apps.desk.pages import coming

urlpatterns = [
    path("", coming.which, name="welcome"),
    path("invented/", coming.invent, name="welcome_invent"),
    path("requests/<uuid:request_id>/back/", coming.take_back, name="welcome_take_back"),
    path("<slug:gss>/", coming.one, name="welcome_council"),
]
