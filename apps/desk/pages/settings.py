"""What a council says about itself, and its public notice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.common.clock import now
from apps.desk.forms.settings import SettingsForm
from apps.desk.requests import MemberRequest, member_page
from apps.organisations.actions import change_settings
from apps.organisations.policies import can_change_settings


@member_page(nav="settings")
def council(request: MemberRequest) -> HttpResponse:
    """Everybody sees how things stand; who may not change them is told so by the action."""
    organisation = request.organisation
    form = SettingsForm(
        request.POST or None,
        initial={field: getattr(organisation, field) for field in SettingsForm.base_fields},
    )
    if form.run(change_settings, actor=request.actor, organisation=organisation, at=now()):
        messages.success(request, _("That is how it stands from now on."))
        return redirect("desk:settings", organisation.slug)
    context = {"form": form, "may_change": can_change_settings(request.actor, organisation)}
    return render(request, "settings/council.html", context)
