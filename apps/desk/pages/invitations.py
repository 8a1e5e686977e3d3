"""Letters that bring colleagues in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.people import InviteForm
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.organisations.actions import invite, resend_invitation, revoke_invitation
from apps.organisations.models import Invitation
from apps.organisations.policies import can_manage_people


@member_page(nav="people")
def everyone(request: MemberRequest) -> HttpResponse:
    require(can_manage_people(request.actor))
    form = InviteForm(request.POST or None)
    if form.run(invite, actor=request.actor, at=now()):
        messages.success(request, _("A letter is on its way to %(email)s.") % {"email": form.result.email})
        return redirect("desk:invitations", request.organisation.slug)
    waiting = Invitation.objects.of_organisation(request.organisation.id).unanswered()
    context = {"form": form, "invitations": waiting.for_display(), "at": now()}
    return render(request, "invitations/everyone.html", context)


@member_page(nav="people")
@require_POST
def again(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    invitation = own_or_404(request, invitation_id)
    if tell(request, resend_invitation, invitation=invitation):
        messages.success(request, _("A new letter is on its way. The old one no longer works."))
    return redirect("desk:invitations", request.organisation.slug)


@member_page(nav="people")
@require_POST
def back(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    if tell(request, revoke_invitation, invitation=own_or_404(request, invitation_id)):
        messages.success(request, _("The invitation is taken back."))
    return redirect("desk:invitations", request.organisation.slug)


def own_or_404(request: MemberRequest, invitation_id: UUID) -> Invitation:
    require(can_manage_people(request.actor))
    found: Invitation = get_object_or_404(
        Invitation.objects.of_organisation(request.organisation.id).unanswered(), pk=invitation_id
    )
    return found
