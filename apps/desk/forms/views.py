"""Saving what is shown under a name."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.inbox.actions.views import LONGEST


class ViewForm(ActionForm):
    name = forms.CharField(label=_("What do you call it?"), max_length=LONGEST)
    whose = forms.ChoiceField(label=_("For whom?"), required=False)

    def __init__(self, asked: Any, *, teams: Iterable[tuple[str, str]], may_share: bool) -> None:
        super().__init__(asked)
        shared = [("council", _("Everybody in the council"))] if may_share else []
        field = self.fields["whose"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Me")), *teams, *shared]

    def arguments(self) -> dict[str, Any]:
        whose = self.cleaned_data["whose"]
        is_team = whose not in {"", "council"}
        return {
            "name": self.cleaned_data["name"],
            "team_id": UUID(whose) if is_team else None,
            "is_councils": whose == "council",
        }
