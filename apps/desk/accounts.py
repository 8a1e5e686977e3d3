"""allauth's adapter and forms."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth asks for our ways."""


class NameForm(forms.Form):
    """What we ask of a new person besides the address."""

    name = forms.CharField(label=_("Your name"), max_length=80)

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
