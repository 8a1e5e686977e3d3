"""Teams and who is in them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.organisations.querysets import MembershipQuerySet


class TeamForm(ActionForm):
    name = forms.CharField(label=_("Name of the team"), max_length=80)


class TeamMemberForm(ActionForm):
    """``colleagues``: those who can be chosen, a queryset of memberships."""

    def __init__(self, *args: Any, colleagues: MembershipQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = forms.ModelChoiceField(label=_("Colleague"), queryset=colleagues)
