"""Something that somebody saw, in three fields."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.discoveries.actions.captures import LONGEST_PLACE
from apps.discoveries.excerpts import LONGEST


class SawForm(ActionForm):
    address = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=2000,
        help_text=_("As the browser shows it. Leave it empty for a poster or a word in the street."),
        widget=forms.TextInput(
            {"inputmode": "url", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )
    words = forms.CharField(
        label=_("What it says"),
        max_length=LONGEST,
        help_text=_("The words that matter, at most 300 characters. Leave names of residents out."),
        error_messages={"required": _("Write what it says, in a few of its own words.")},
        widget=forms.Textarea({"rows": 3}),
    )
    place = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=LONGEST_PLACE,
        help_text=_("The group, the page, the shop window. Empty takes it from the address."),
    )
