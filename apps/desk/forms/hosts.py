"""Who usually is host, and who is on one day."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.assignments.models import HostWeekday
from apps.desk.forms import ActionForm

Choices = Iterable[tuple[str, str]]
NOBODY = ("", _("Nobody"))


class WeekdaysForm(ActionForm):
    """One choice for each weekday, named as the API names them."""

    def __init__(self, asked: Any, *, colleagues: Choices, usual: dict[int, Any]) -> None:
        super().__init__(asked)
        for weekday in HostWeekday.Weekday:
            self.fields[weekday.name.lower()] = forms.ChoiceField(
                label=weekday.label,
                choices=[NOBODY, *colleagues],
                required=False,
                initial=str(usual[weekday].pk) if weekday in usual else "",
            )

    def arguments(self) -> dict[str, Any]:
        chosen = {weekday: self.cleaned_data[weekday.name.lower()] for weekday in HostWeekday.Weekday}
        return {"hosts": {int(weekday): UUID(host) if host else None for weekday, host in chosen.items()}}


class SwapForm(ActionForm):
    day = forms.DateField(widget=forms.HiddenInput)
    host = forms.ChoiceField(label=_("Who looks in instead?"), required=False)

    def __init__(self, asked: Any = None, *, colleagues: Choices, **options: Any) -> None:
        super().__init__(asked, **options)
        field = self.fields["host"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [NOBODY, *colleagues]

    def arguments(self) -> dict[str, Any]:
        host = self.cleaned_data["host"]
        return {"day": self.cleaned_data["day"], "host": UUID(host) if host else None}
