"""Addresses of this door."""

from django.urls import include, path

from apps.desk.pages import councils

app_name = "desk"
urlpatterns = [
    path("", councils.choose, name="councils"),
    path("saw", councils.saw, name="saw_somewhere"),
    path("<slug:slug>/", include("apps.desk.urls_inbox")),
    path("<slug:slug>/", include("apps.desk.urls_finds")),
    path("<slug:slug>/", include("apps.desk.urls_people")),
    path("<slug:slug>/", include("apps.desk.urls_searches")),
]
