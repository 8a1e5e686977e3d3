"""What a program may do, and for how long."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.common.permission import Permission
from apps.desk.forms import ActionForm
from apps.organisations.models import ApiToken

LIVES = [
    (7, _("A week")),
    (30, _("A month")),
    (90, _("Three months")),
    (180, _("Half a year")),
    (365, _("A year")),
]


class TokenForm(ActionForm):
    """``kinds`` and ``scopes``: what this person may give away."""

    name = forms.CharField(label=_("What it is for"), max_length=80)
    kind = forms.ChoiceField(label=_("Whose it is"), choices=ApiToken.Kind.choices, widget=forms.RadioSelect)
    scopes = forms.MultipleChoiceField(label=_("It may"), widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(label=_("It ends after"), choices=LIVES, coerce=int, initial=90)
    networks = forms.CharField(
        label=_("Only from these networks"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One a line, such as 192.0.2.0/24. Leave it empty for anywhere."),
    )

    def __init__(self, *args: Any, kinds: list[str], scopes: frozenset[Permission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", ApiToken.Kind.PERSONAL)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            (kind.value, kind.label) for kind in ApiToken.Kind if kind.value in kinds
        ]
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]  # likewise
            (permission.value, permission.sentence) for permission in Permission if permission in scopes
        ]

    def clean_networks(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["networks"].splitlines() if line.strip()]
