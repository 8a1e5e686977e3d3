"""More like this, or less: like what?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.discoveries.models import Follow, JoyRule
from apps.discoveries.taste import LONGEST, Taste
from apps.searches.models import Search


class TasteForm(ActionForm):
    way = forms.ChoiceField(
        label=_("More or less?"), choices=JoyRule.Way.choices, initial="more", widget=forms.RadioSelect
    )
    phrase = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST,
        help_text=_("As in a search: bin day finds both words, “bin day” finds them side by side."),
    )
    place = forms.ChoiceField(label=_("Or a place"), required=False)
    search = forms.ChoiceField(label=_("Or a search"), required=False)

    def __init__(
        self, asked: Any, *, places: Iterable[Follow], searches: Iterable[Search], initial: dict[str, Any]
    ) -> None:
        super().__init__(asked, initial=initial)
        self.places = {str(place.pk): place for place in places}
        self.searches = {str(search.pk): search for search in searches}
        for name, rows in (("place", self.places), ("search", self.searches)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "–"), *((key, str(row)) for key, row in rows.items())]

    def taste(self) -> Taste:
        cleaned = self.cleaned_data
        return Taste(
            phrase=cleaned.get("phrase", ""),
            follow=self.places.get(cleaned.get("place", "")),
            search=self.searches.get(cleaned.get("search", "")),
        )

    def arguments(self) -> dict[str, Any]:
        return {"taste": self.taste(), "way": self.cleaned_data["way"]}
