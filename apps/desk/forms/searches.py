"""Writing a search, and listing whom a search may name."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.organisations.models import Team

WHOLE = "council"


class SearchForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Short, for your colleagues: “Litter picks”.")
    )
    query = forms.CharField(
        label=_("What to listen for"),
        help_text=_("The words people use when they talk about it."),
        error_messages={"required": _("Write at least one word to listen for.")},
        widget=forms.Textarea(
            {"rows": 3, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )
    team_id = forms.ChoiceField(label=_("Whose search is it?"), initial=WHOLE)
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: Iterable[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole: list[tuple[str, Any]] = [(WHOLE, _("The whole council"))]
        self.fields["team_id"].choices = whole + [(str(team.id), team.name) for team in teams]  # type: ignore[attr-defined]

    def clean_team_id(self) -> UUID | None:
        chosen = self.cleaned_data["team_id"]
        return None if chosen == WHOLE else UUID(chosen)

    def clean_query(self) -> str:
        """Line ends as the browser's own scripts see them, so that positions mean the same everywhere."""
        return one_line_end(self.cleaned_data["query"])


def one_line_end(query: str) -> str:
    return query.replace("\r\n", "\n")


class ListedForm(ActionForm):
    handle = forms.CharField(
        label=_("Handle"),
        max_length=120,
        help_text=_("As people write it, like @LoveCrawley."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Whose handle is it?"),
        max_length=120,
        help_text=_("The name of the organisation or group, like “Love Crawley”. Never a private person."),
    )
    is_ours = forms.BooleanField(label=_("It is one of our own accounts"), required=False)
