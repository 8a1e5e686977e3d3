"""The first names of places, and a first colleague."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.desk.forms.people import InviteForm
from apps.desk.forms.places import NamesField
from apps.organisations.models import Place
from apps.organisations.place_lists import read_list, together, write_table
from apps.organisations.roles import Role
from apps.organisations.suggestions import Suggestion

TOWN, WARD = Place.Kind.TOWN, Place.Kind.WARD


class FirstPlacesForm(ActionForm):
    """Becomes one list for ``import_places``: the towns that were ticked, and the wards that were pasted."""

    wards = NamesField(
        label=_("Wards, neighbourhoods and postcode districts"),
        help_text=_(
            "One a line; paste them from your electoral services’ page. TN4 and its like are known by their shape."
        ),
    )

    def __init__(self, *args: Any, suggestions: Iterable[Suggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = {one.name: one for one in suggestions}
        choices = [(one.name, _words(one)) for one in self.suggestions.values()]
        if choices:
            towns = forms.MultipleChoiceField(
                label=_("People here say"),
                choices=choices,
                initial=list(self.suggestions),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields = {"towns": towns} | self.fields

    def clean_wards(self) -> list[str]:
        names: list[str] = self.cleaned_data["wards"]
        faults = read_list("\n".join(names)).faults
        if faults:
            raise forms.ValidationError([str(fault) for fault in faults])
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("towns") and not cleaned.get("wards"):
            self.add_error("wards", _("Tick or write at least one name."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        towns = self.cleaned_data.get("towns", [])
        ticked = {town.casefold() for town in towns}
        rows = [
            {"name": town, "kind": TOWN, "other_names": together(self.suggestions[town].other_names)}
            for town in towns
        ]
        wards = [{"name": ward} for ward in self.cleaned_data["wards"] if ward.casefold() not in ticked]
        return {"text": write_table(rows + wards), "kind": WARD}


class FirstColleagueForm(InviteForm):
    """A second owner, unless somebody says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = Role.OWNER


def _words(one: Suggestion) -> str:
    return f"{one.name} ({', '.join(one.other_names)})" if one.other_names else one.name
