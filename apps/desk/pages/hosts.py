"""The host rota: the next two weeks, swaps of single days, and who usually looks in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.assignments.actions import end_swap, set_weekdays, swap_day
from apps.assignments.models import HostSwap
from apps.assignments.policies import can_change_rota
from apps.assignments.rota import HostDay, host_days, usual_hosts
from apps.common.clock import day_of, now
from apps.common.permission import Permission
from apps.common.refusals import require
from apps.desk.forms.hosts import SwapForm, WeekdaysForm
from apps.desk.pages.people import colleagues
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell

TWO_WEEKS = 10


@member_page(nav="people")
def hosts(request: MemberRequest) -> HttpResponse:
    able = _who_may_be_host(request)
    posted = request.POST if request.method == "POST" else None
    if posted is not None:
        require(can_change_rota(request.actor))
    form = WeekdaysForm(posted, colleagues=able, usual=usual_hosts())
    if form.run(set_weekdays, actor=request.actor, at=now()):
        messages.success(request, _("That is who looks in from now on."))
        return redirect("desk:hosts", request.organisation.slug)
    days = host_days(day_of(now()), TWO_WEEKS, nation=request.organisation.nation)
    context = {
        "form": form,
        "days": [_day(day, able) for day in days],
        "may_change": can_change_rota(request.actor),
    }
    return render(request, "people/hosts.html", context, status=422 if form.is_bound else 200)


@member_page(nav="people")
@require_POST
def swap(request: MemberRequest) -> HttpResponse:
    require(can_change_rota(request.actor))
    form = SwapForm(request.POST, colleagues=_who_may_be_host(request))
    if form.run(swap_day, actor=request.actor, at=now()):
        messages.success(request, _("Swapped."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("desk:hosts", request.organisation.slug)


@member_page(nav="people")
@require_POST
def as_usual(request: MemberRequest, swap_id: UUID) -> HttpResponse:
    tell(request, end_swap, swap=get_object_or_404(HostSwap.objects.all(), pk=swap_id))
    return redirect("desk:hosts", request.organisation.slug)


def _who_may_be_host(request: MemberRequest) -> list[tuple[str, str]]:
    return [
        (str(member.pk), str(member.user))
        for member in colleagues(request).for_display()
        if Permission.FINDS_JOIN in member.permissions
    ]


def _day(day: HostDay, able: list[tuple[str, str]]) -> dict[str, Any]:
    start = {"day": day.day.isoformat(), "host": str(day.host.pk) if day.host else ""}
    form = SwapForm(colleagues=able, initial=start, auto_id=f"{day.day}-%s")
    return {"day": day.day, "host": day.host, "swap": day.swap, "holiday": day.holiday, "form": form}
