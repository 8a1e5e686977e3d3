"""What a council says about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm


class SettingsForm(ActionForm):
    name = forms.CharField(label=_("Name of the council"), max_length=120)
    purpose = forms.CharField(
        label=_("Why we listen"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Stands on your public notice, for the people whose words you read."),
    )
    contact_name = forms.CharField(label=_("Whom to ask"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("Their e-mail address"), required=False)
    keep_days = forms.IntegerField(
        label=_("Days we keep a find after it is done"), min_value=30, max_value=730
    )
