"""Every address: doors only."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("apps.api.urls")),
    path("accounts/", include("apps.desk.account_urls")),
    path("accounts/", include("allauth.urls")),
    path("welcome/", include("apps.desk.welcome_urls")),
    path("o/", include("apps.desk.urls")),
    path("", include("apps.showcase.urls")),
]

handler400 = "apps.showcase.pages.errors.bad_request"
handler403 = "apps.showcase.pages.errors.not_allowed"
handler404 = "apps.showcase.pages.errors.not_there"
handler500 = "apps.showcase.pages.errors.broken"
