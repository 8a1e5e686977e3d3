"""Who asks to come in, and what owners answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.coming import DeclineForm, LetInForm
from apps.desk.pages.people import ENOUGH_OWNERS, colleagues
from apps.desk.requests import MemberRequest, member_page
from apps.organisations.actions import decline, let_in
from apps.organisations.models import JoinRequest
from apps.organisations.policies import can_manage_people
from apps.organisations.roles import Role
from apps.organisations.uk_councils import council_with


@member_page(nav="people")
def everyone(request: MemberRequest) -> HttpResponse:
    require(can_manage_people(request.actor))
    return _page(request)


@member_page(nav="people")
@require_POST
def come_in(request: MemberRequest, request_id: UUID) -> HttpResponse:
    asked = _asked(request, request_id)
    form = LetInForm(request.POST, auto_id=f"in-{asked.id}-%s")
    if form.run(let_in, actor=request.actor, request=asked, at=now()):
        said = _("%(person)s is in. A letter says so.")
        messages.success(request, said % {"person": asked.user})
        return redirect("desk:join_requests", request.organisation.slug)
    return _page(request, asked=asked.id, let_in=form)


@member_page(nav="people")
@require_POST
def not_now(request: MemberRequest, request_id: UUID) -> HttpResponse:
    asked = _asked(request, request_id)
    form = DeclineForm(request.POST, auto_id=f"no-{asked.id}-%s")
    if form.run(decline, actor=request.actor, request=asked, at=now()):
        messages.success(request, _("A kind letter is on its way to %(person)s.") % {"person": asked.user})
        return redirect("desk:join_requests", request.organisation.slug)
    return _page(request, asked=asked.id, decline=form)


def _page(request: MemberRequest, *, asked: UUID | None = None, **posted: Any) -> HttpResponse:
    """``posted``: a form that came back wrong, of the request ``asked``."""
    listed = council_with(request.organisation.gss)
    waiting = JoinRequest.objects.of_organisation(request.organisation.id).open(now()).for_display()
    rows = [
        {
            "request": one,
            "is_ours": listed is not None and listed.writes_from(one.user.email),
            "let_in": LetInForm(auto_id=f"in-{one.id}-%s"),
            "decline": DeclineForm(auto_id=f"no-{one.id}-%s"),
        }
        | (posted if one.id == asked else {})
        for one in waiting
    ]
    context = {
        "rows": rows,
        "form": next(iter(posted.values()), None),
        "domain": listed.domain if listed else "",
        "is_alone": colleagues(request).filter(role=Role.OWNER).count() < ENOUGH_OWNERS,
    }
    return render(request, "people/requests.html", context)


def _asked(request: MemberRequest, request_id: UUID) -> JoinRequest:
    require(can_manage_people(request.actor))
    found: JoinRequest = get_object_or_404(
        JoinRequest.objects.of_organisation(request.organisation.id).open(now()).for_display(), pk=request_id
    )
    return found
