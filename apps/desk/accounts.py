"""allauth's adapter and forms."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.writing import straight
from apps.organisations.invitations import digest_of
from apps.organisations.models import Invitation

INVITATION = "invitation"


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth asks for our ways."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """To everybody where that is wanted, and to those who come with a letter; whether a letter stands is told only
        to the address that it was sent to."""
        return settings.GC_OPEN_SIGN_UP or INVITATION in request.session

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if INVITATION in request.session:
            return reverse("account_invitation")
        return str(super().get_login_redirect_url(request))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return speak(response, user)


def speak(response: HttpResponse, user: User) -> HttpResponse:
    """Pages come in this person's language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


class NameForm(forms.Form):
    """What we ask of a new person besides the address, which must be the one that was invited if one was."""

    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_asked_for = INVITATION in context.request.session or not settings.GC_OPEN_SIGN_UP
        if "email" in cleaned and is_asked_for and not is_invited(context.request, cleaned["email"]):
            self.add_error(
                "email",
                _(
                    "There is no open invitation for this address. Use the address that the letter came to, or ask "
                    "for a new letter."
                ),
            )
        return cleaned

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = straight(self.cleaned_data["name"])
        user.save(update_fields=["name"])


def is_invited(request: HttpRequest, email: str) -> bool:
    """Whether the letter that this browser came with stands, and was sent to this address."""
    digest = digest_of(request.session.get(INVITATION, ""))
    return bool(Invitation.objects.open(now()).filter(digest=digest, email__iexact=email).exists())
