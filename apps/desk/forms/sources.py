"""Pasting an address, choosing a place there, calling it something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.discoveries.actions.sources import LONGEST_NAME
from apps.discoveries.opml import MOST_BYTES
from apps.discoveries.whose import WHOSE


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

    whose = forms.ChoiceField(
        label=_("Whose account is it?"),
        choices=list(WHOSE.items()),
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Everything there is by one account. We follow organisations and groups, never a person."
        ),
    )


class OpmlForm(ActionForm):
    """A file, or what stands in it."""

    file = forms.FileField(
        label=_("OPML file"), required=False, widget=forms.FileInput({"accept": ".opml,.xml,text/x-opml"})
    )
    opml = forms.CharField(
        label=_("Or paste what stands in it"),
        required=False,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false", "autocapitalize": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file = cleaned.pop("file", None)
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("This file is too long. Cut it in two."))
        elif file is not None:
            cleaned["opml"] = file.read().decode("utf-8-sig", errors="replace")
        if not self.errors and not cleaned.get("opml", "").strip():
            self.add_error("file", _("Choose a file, or paste what stands in it."))
        return cleaned


class FollowNameForm(ActionForm):
    name = forms.CharField(label=_("What we call it"), max_length=LONGEST_NAME)
