"""Forms parse; actions decide. A refusal comes back beside the field that it is about."""

from collections.abc import Callable
from typing import Any

from django import forms

from apps.common.refusals import NotThere, Refusal
from apps.common.writing import straight


class ActionForm(forms.Form):
    """A form that makes one call. After ``run`` the action's answer is in ``result``."""

    result: Any = None

    def run(self, action: Callable[..., Any], **kwargs: Any) -> bool:
        """Whether it was asked for, read and done. Raises NotThere; other refusals become errors of the form."""
        if not self.is_bound or not self.is_valid():
            return False
        try:
            self.result = action(**kwargs, **self.arguments())
        except NotThere:
            raise
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)
            return False
        return True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, written in cleaned.items():
            if isinstance(written, str):
                cleaned[name] = straight(written)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides what the page knows."""
        return self.cleaned_data
