"""Pasting an address, choosing a place there, calling it something."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.discoveries.actions.sources import LONGEST_NAME


class AddressForm(ActionForm):
    address = forms.CharField(
        label=_("Address of the place"),
        max_length=2000,
        help_text=_("A blog, a club’s site, a newsletter: paste the address of any of its pages."),
        error_messages={"required": _("Paste the address of a page or a feed.")},
        widget=forms.TextInput(
            {"inputmode": "url", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )


class PlaceForm(ActionForm):
    place = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What you call it"),
        max_length=LONGEST_NAME,
        help_text=_("Your colleagues see this name beside every find from there."),
    )


class FollowNameForm(ActionForm):
    name = forms.CharField(label=_("What we call it"), max_length=LONGEST_NAME)
