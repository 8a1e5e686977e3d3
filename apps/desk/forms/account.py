"""What a person says about themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from apps.desk.forms import ActionForm


class ProfileForm(ActionForm):
    name = forms.CharField(label=_("Your name"), max_length=80, help_text=_("Your colleagues see it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    single_keys = forms.BooleanField(
        label=_("Single keys do things, such as j for the next find"),
        required=False,
        help_text=_("Switch it off if you use speech or a screen reader."),
    )
