"""What people say about finds: which to show, to whom to pass, why to leave, until when to wait, what was said."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.common.clock import LONDON, day_of
from apps.desk.forms import ActionForm
from apps.discoveries.actions.triage import LEAVE_REASONS, tomorrow_at_nine
from apps.discoveries.models import Joy
from apps.inbox.wanted import FOUND, LONGEST_WORDS
from apps.ledger.models import Act

LANGUAGES = [
    ("en", _("English")),
    ("cy", _("Welsh")),
    ("ar", _("Arabic")),
    ("bn", _("Bengali")),
    ("gu", _("Gujarati")),
    ("pa", _("Punjabi")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("ro", _("Romanian")),
    ("uk", _("Ukrainian")),
    ("ur", _("Urdu")),
]
Choices = Iterable[tuple[Any, Any]]
NINE = time(9)


class FindsFilter(forms.Form):
    """Which finds to show; whatever cannot be read is left out. ``names``: what there is to choose from, by kind."""

    q = forms.CharField(
        label=_("Words in the find"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput({"type": "search"}),
    )
    search = forms.ChoiceField(label=_("Found by"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    near = forms.ChoiceField(label=_("Near"), required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    joy = forms.ChoiceField(
        label=_("What is in it"), required=False, choices=[("", _("Anything")), *Joy.choices]
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Every language")), *LANGUAGES]
    )
    found = forms.ChoiceField(label=_("Found"), required=False, choices=[("", _("Whenever")), *FOUND.items()])

    def __init__(self, asked: Any, *, names: Mapping[str, Any]) -> None:
        super().__init__(asked)
        self._offer("search", _("Every search"), names["search"])
        self._offer("place", _("Every place"), names["source"])
        self._offer("near", _("Everywhere"), names["near"])
        self._offer("tag", _("Any tag or none"), names["tag"])

    def _offer(self, name: str, everything: Any, named: Iterable[tuple[UUID, str]]) -> None:
        """A choice with nothing to choose from is none."""
        field, offered = self.fields[name], [(str(row), called) for row, called in named]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", everything), *offered]
        if not offered and name in {"near", "tag"}:
            del self.fields[name]

    def chosen(self) -> dict[str, str]:
        """What was asked for and can be read, without empty answers."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PassOnForm(ActionForm):
    to = forms.ChoiceField(label=_("To whom?"))
    note = forms.CharField(
        label=_("A word to go with it"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What you know, or what you would say there."),
    )

    def __init__(self, asked: Any, *, colleagues: Choices, teams: Choices) -> None:
        super().__init__(asked)
        groups = [(_("Colleagues"), list(colleagues)), (_("Teams"), list(teams))]
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose somebody")), *[group for group in groups if group[1]]]

    def arguments(self) -> dict[str, Any]:
        kind, _colon, chosen = self.cleaned_data["to"].partition(":")
        return {kind: UUID(chosen), "note": self.cleaned_data["note"]}


class LeaveForm(ActionForm):
    reason = forms.ChoiceField(
        label=_("Why, if you like"),
        required=False,
        choices=[*LEAVE_REASONS.items()],
        widget=forms.RadioSelect,
    )


class LaterForm(ActionForm):
    """Without an answer: tomorrow at nine. ``until`` is always nine o'clock in London."""

    when = forms.ChoiceField(
        label=_("When shall it come back?"),
        required=False,
        initial="tomorrow",
        choices=[
            ("tomorrow", _("Tomorrow at nine")),
            ("monday", _("Next Monday at nine")),
            ("day", _("On another day")),
        ],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label=_("Which day?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, asked: Any = None, *, at: datetime) -> None:
        super().__init__(asked)
        self.at = at
        today = day_of(at)
        first, last = (today + timedelta(days=days) for days in (1, 89))
        self.fields["day"].widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("when") in ("", "tomorrow"):
            cleaned["when"] = "day"  # tomorrow is only preset, so a day that was written says more
        if cleaned.get("when") == "day" and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say on which day it shall come back."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        return {"until": self._until()}

    def _until(self) -> datetime:
        if self.cleaned_data["when"] == "monday":
            today = day_of(self.at)
            return nine_on(today + timedelta(days=7 - today.weekday()))
        if self.cleaned_data["when"] == "day":
            return nine_on(self.cleaned_data["day"])
        return tomorrow_at_nine(self.at)


def nine_on(day: date) -> datetime:
    return datetime.combine(day, NINE, tzinfo=LONDON)


class SaidItForm(ActionForm):
    kind = forms.ChoiceField(choices=Act.Kind.choices)
    way = forms.ChoiceField(choices=Act.Way.choices, initial=Act.Way.GIVE)
    words = forms.CharField(required=False, max_length=2000)


class EraseForm(ActionForm):
    leave_author_alone = forms.BooleanField(
        label=_("Leave this author alone from now on"),
        required=False,
        help_text=_("Nothing they write in this place becomes a find of ours again."),
    )
