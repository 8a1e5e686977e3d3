"""Which council somebody works for, asking to come in, beginning, and what owners answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.organisations.actions.joining import LONGEST_WORDS
from apps.organisations.roles import Role

PURPOSE = _(
    "To hear what people here love and do for each other, and to join in: to say well done, to answer, to offer help."
)


class NamedForm(forms.Form):
    named = forms.CharField(
        label=_("Name of your council"),
        max_length=80,
        widget=forms.TextInput({"type": "search", "autocomplete": "organization"}),
    )


class AskForm(ActionForm):
    words = forms.CharField(
        label=_("Who you are there"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("A word for the owners: “Sam from the library in Netherby”."),
        widget=forms.Textarea({"rows": 2}),
    )


class BeginForm(ActionForm):
    purpose = forms.CharField(
        label=_("Why we listen"),
        max_length=2000,
        initial=PURPOSE,
        help_text=_(
            "Stands on your public notice once your first search runs. You can change it at any time."
        ),
        widget=forms.Textarea({"rows": 3}),
    )


class InventForm(BeginForm):
    name = forms.CharField(
        label=_("Name of the invented council"), max_length=80, help_text=_("We put “(invented)” behind it.")
    )
    field_order = ["name", "purpose"]


class LetInForm(ActionForm):
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, initial=Role.COLLEAGUE, widget=forms.RadioSelect
    )


class DeclineForm(ActionForm):
    words = forms.CharField(
        label=_("A kind word"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("They read it in the letter."),
        widget=forms.Textarea({"rows": 2}),
    )
