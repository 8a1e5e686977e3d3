"""Writing a search, and listing whom a search may name."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.discoveries.would_match import LONGEST
from apps.organisations.models import Team
from apps.searches.models import ListedAccount, Search

WHOLE = "council"


class QueryText(forms.Textarea):
    """Asked for by the server alone: while boxes stand for it a browser could not show what it misses."""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class SearchForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Short, for your colleagues: “Litter picks”.")
    )
    query = forms.CharField(
        label=_("What to listen for"),
        help_text=_("The words people use when they talk about it."),
        error_messages={"required": _("Write at least one word to listen for.")},
        widget=QueryText({"rows": 3, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    purpose = forms.ChoiceField(
        label=_("What for?"),
        choices=[("", _("Choose one")), *Search.Purpose.choices],
        error_messages={"required": _("Say what you would do with what it finds.")},
        help_text=_(
            "A good reason to listen is one to join in. It stands on the list that is reviewed each quarter."
        ),
    )
    team_id = forms.ChoiceField(label=_("Whose search is it?"), initial=WHOLE)
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, teams: Iterable[Team], may_be_anybodys: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        whole: list[tuple[str, Any]] = [(WHOLE, _("The whole council"))] if may_be_anybodys else []
        self.fields["team_id"].choices = whole + [(str(team.id), team.name) for team in teams]  # type: ignore[attr-defined]

    def say_above(self, sentences: Iterable[str] = ()) -> None:
        """What is wrong with the query, and these, at the top of a page that shows no field for it."""
        for sentence in [*self.errors.pop("query", ()), *sentences]:
            self.add_error(None, sentence)

    def clean_team_id(self) -> UUID | None:
        chosen = self.cleaned_data["team_id"]
        return None if chosen == WHOLE else UUID(chosen)

    def clean_query(self) -> str:
        """Line ends as the browser's own scripts see them, so that positions mean the same everywhere."""
        return one_line_end(self.cleaned_data["query"])


class WouldMatchForm(ActionForm):
    query = forms.CharField(
        label=_("The search"),
        max_length=2000,
        widget=forms.Textarea(
            {"rows": 2, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write at least one word to listen for.")},
    )
    sample = forms.CharField(
        label=_("A text, or the address of something that passed by"),
        max_length=LONGEST,
        help_text=_("We hold it against the search and forget it."),
        widget=forms.Textarea({"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Paste a text, or the address of something that passed by.")},
    )

    def clean_query(self) -> str:
        return one_line_end(self.cleaned_data["query"])


def one_line_end(query: str) -> str:
    return query.replace("\r\n", "\n")


class ListedForm(ActionForm):
    handle = forms.CharField(
        label=_("Handle or name"),
        max_length=120,
        help_text=_("As people write it, like @LoveCrawley or Jane Austen."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(
        label=_("What kind of name is it?"), choices=ListedAccount.Kind.choices, initial="group"
    )
    name = forms.CharField(
        label=_("Who or what is it?"),
        max_length=120,
        help_text=_("Like “Love Crawley, the litter pickers”. Never a private person."),
    )
    reason = forms.CharField(
        label=_("Why should a search name it?"),
        max_length=300,
        required=False,
        help_text=_("Everybody on the list needs a reason; only our own accounts need none."),
    )
    ends_on = forms.DateField(
        label=_("Until when?"),
        required=False,
        help_text=_("A year at most; thirty days for somebody in office. Our own accounts stay."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class ReviewForm(ActionForm):
    keep = forms.TypedMultipleChoiceField(coerce=UUID, required=False)

    def __init__(self, *args: Any, searches: Iterable[Search], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [(str(search.id), search.name) for search in searches]  # type: ignore[attr-defined]


class SearchFilterForm(forms.Form):
    """Which searches to list. What is not one of the choices asks for nothing."""

    team = forms.ChoiceField(label=_("Whose"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All that have not ended")), *Search.State.choices],
    )
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All")),
            ("found", _("Found something lately")),
            ("silent", _("Found nothing lately")),
            ("locked", _("Locked")),
        ],
    )

    def __init__(self, *args: Any, teams: Iterable[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody: list[tuple[str, Any]] = [("", _("Everybody’s")), (WHOLE, _("The whole council"))]
        self.fields["team"].choices = everybody + [(str(team.id), team.name) for team in teams]  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def is_used(self) -> bool:
        return any(self.cleaned_data.values())

    def lets_through(self, row: dict[str, Any]) -> bool:
        """``row``: a search and how many finds it brought lately."""
        search, asked = row["search"], self.cleaned_data
        is_of_team = asked.get("team", "") in {"", str(search.team_id or WHOLE)}
        is_in_state = asked.get("state", "") in {"", search.state}
        is_so = {"found": row["lately"] > 0, "silent": row["lately"] == 0, "locked": search.is_locked}
        return is_of_team and is_in_state and is_so.get(asked.get("show", ""), True)
