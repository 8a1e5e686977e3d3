"""What people gave and asked without a find."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm
from apps.ledger.models import Act


class ActForm(ActionForm):
    kind = forms.ChoiceField(label=_("What kind was it?"), choices=Act.Kind.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("Which way did it go?"),
        choices=[
            (Act.Way.GIVE, _("We gave: thanks, help, an answer, attention")),
            (Act.Way.ASK, _("We asked: we wanted something from them")),
            (Act.Way.BROADCAST, _("We told: news from us, to everyone")),
        ],
        initial=Act.Way.GIVE,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label=_("Where was it?"), max_length=200, help_text=_("For example: the village noticeboard.")
    )
    words = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kept so that colleagues see what was said. Leave names of residents out."),
    )
    said_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty means just now."),
    )
