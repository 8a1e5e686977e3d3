"""What a person's home is about, and whether it comes by letter."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.notices.models import LetterChoice


class HomeForm(ActionForm):
    how_often = forms.ChoiceField(
        label=_("At most three finds by letter"),
        choices=LetterChoice.HowOften.choices,
        widget=forms.RadioSelect,
        help_text=_("Never more than one letter a day. Each has a link that ends them."),
    )
    place = forms.ChoiceField(
        label=_("Which part of here?"),
        required=False,
        help_text=_("What your team listens for comes first, then what speaks of this place."),
    )

    def __init__(self, asked: Any, *, places: Iterable[tuple[str, str]], initial: dict[str, str]) -> None:
        super().__init__(asked, initial=initial)
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All of it")), *places]

    def arguments(self) -> dict[str, Any]:
        place = self.cleaned_data["place"]
        return {"how_often": self.cleaned_data["how_often"], "place": UUID(place) if place else None}
