"""What people call the parts of here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.organisations.models import Place
from apps.organisations.models.places import LONGEST_NAME
from apps.organisations.place_lists import LONGEST_LIST
from apps.organisations.querysets import PlaceQuerySet

SET = Place.Kind.SET
PLAIN_KINDS = [(value, label) for value, label in Place.Kind.choices if value != SET]


class NamesField(forms.CharField):
    """Several names, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea({"rows": 3}), max_length=2000, **options)

    def clean(self, value: Any) -> list[str]:
        return [name for name in super().clean(value).splitlines() if name.strip()]


class PlaceForm(ActionForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("As people here say it: “Netherby Green”, not “Netherby Green & Mill Lane (E)”."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=Place.Kind.choices)
    other_names = NamesField(
        label=_("Other names"),
        help_text=_("Nicknames, shorter names, the Welsh name: one a line."),
    )


class PlaceChangeForm(PlaceForm):
    is_common_word = forms.BooleanField(
        label=_("It is an everyday word too"),
        required=False,
        help_text=_("Like Reading or March. It then counts only beside another name from here."),
    )

    def __init__(self, *args: Any, is_set: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_set:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = PLAIN_KINDS  # type: ignore[attr-defined]


class PartForm(ActionForm):
    """``places``: those that can be put into the set."""

    def __init__(self, *args: Any, places: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"] = forms.ModelChoiceField(
            label=_("Put a place in"), queryset=places, empty_label=_("Choose a place")
        )


class ListForm(ActionForm):
    text = forms.CharField(
        label=_("The list"),
        max_length=LONGEST_LIST,
        help_text=_("One name a line, or a table as CSV with its headings."),
        error_messages={"required": _("Paste at least one name.")},
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(
        label=_("What they are, where the list does not say"),
        choices=PLAIN_KINDS,
        initial=Place.Kind.WARD,
        help_text=_("Postcode districts such as TN4 are known by their shape."),
    )
