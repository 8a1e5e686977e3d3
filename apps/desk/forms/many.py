"""What shall become of many finds, and what goes with it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.discoveries.actions.tags import LONGEST
from apps.inbox.models import Batch

NEEDS = {Batch.What.PASS_ON: ("to", "note"), Batch.What.TAG: ("tag",), Batch.What.UNTAG: ("tag_id",)}


class ManyForm(ActionForm):
    what = forms.ChoiceField(choices=Batch.What.choices)
    to = forms.ChoiceField(label=_("To whom?"), required=False)
    note = forms.CharField(
        label=_("A word to go with them"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
    tag = forms.CharField(
        label=_("Which tag?"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"list": "known-tags", "autocomplete": "off"}),
        help_text=_("A word or two for the subject. Never a person's name."),
    )
    tag_id = forms.ChoiceField(label=_("Which tag?"), required=False)

    def __init__(
        self,
        asked: Any,
        *,
        colleagues: Iterable[tuple[str, str]],
        teams: Iterable[tuple[str, str]],
        tags: Iterable[tuple[UUID, str]],
    ) -> None:
        super().__init__(asked)
        groups = [(_("Colleagues"), list(colleagues)), (_("Teams"), list(teams))]
        self.known_tags = [(str(row), name) for row, name in tags]
        for name, choices in (("to", [group for group in groups if group[1]]), ("tag_id", self.known_tags)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Choose")), *choices]

    def asked_names(self) -> tuple[str, ...]:
        """The fields that this decision asks for."""
        return NEEDS.get(self.data.get("what", ""), ())

    def asks(self) -> list[Any]:
        return [self[name] for name in self.asked_names()]

    def is_complete(self) -> bool:
        """Whether it is known what shall be done and with what; what is missing is asked for."""
        needed = [name for name in self.asked_names() if name != "note"]
        if not self.is_valid():
            return not needed and "what" in self.errors
        missing = [name for name in needed if not self.cleaned_data.get(name)]
        for name in missing:
            if name in self.data:
                self.add_error(name, _("This is missing."))
        return not missing

    def arguments(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        kind, _colon, chosen = cleaned.get("to", "").partition(":")
        said = {name: cleaned[name] for name in self.asked_names() if name != "to" and cleaned.get(name)}
        return {"what": cleaned.get("what", ""), "said": said | ({kind: chosen} if chosen else {})}
