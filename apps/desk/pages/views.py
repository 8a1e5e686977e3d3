"""Saved views, and the order in which one likes to see finds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import NotThere, require
from apps.desk.forms.views import ViewForm
from apps.desk.pages.inbox import list_address, query_of
from apps.desk.pages.many import wanted_asked
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.inbox.actions.views import change_view, end_view, keep_habit, save_view
from apps.inbox.around import around
from apps.inbox.counting import sizes_of
from apps.inbox.models import Order, View
from apps.inbox.policies import can_change_view, can_keep_own, can_share
from apps.organisations.models import Team


@member_page(nav="finds")
def views(request: MemberRequest) -> HttpResponse:
    """Everything that one is offered, with how many finds lie there; and a form that saves what the address asks for."""
    require(can_keep_own(request.actor))
    stands = around(actor=request.actor, at=now())
    wanted = wanted_asked(request.GET)
    teams = Team.objects.current().filter(members__membership=request.member)
    form = ViewForm(
        request.POST if request.method == "POST" else None,
        teams=[(str(team.id), team.name) for team in teams if can_share(request.actor, is_teams=True)],
        may_share=can_share(request.actor, is_teams=False),
    )
    if form.run(save_view, actor=request.actor, wanted=wanted, at=now()):
        messages.success(request, _("Saved."))
        return redirect("desk:views", request.organisation.slug)
    sizes = sizes_of([view.wanted for view in stands.views], actor=request.actor, at=now())
    mine = {view.pk: view for view in View.objects.for_member(request.member.id)}
    rows = [
        {
            "view": view,
            "query": query_of(view.wanted, view=view),
            "size": size,
            "may_change": can_change_view(request.actor, mine[view.id]),
            "is_first": view.id == stands.opens_with,
        }
        for view, size in zip(stands.views, sizes, strict=True)
    ]
    context = {"form": form, "rows": rows, "wanted": wanted, "opens_with": stands.opens_with}
    return render(request, "views/list.html", context, status=422 if form.is_bound else 200)


@member_page(nav="finds")
@require_POST
def change(request: MemberRequest, view_id: UUID) -> HttpResponse:
    """End it, move it, or let the inbox open with it."""
    view = View.objects.for_member(request.member.id).filter(pk=view_id).first()
    if view is None:
        raise NotThere
    do = request.POST.get("do", "")
    if do == "end":
        require(can_change_view(request.actor, view))
        tell(request, end_view, view=view)
    elif do in {"up", "down"}:
        require(can_change_view(request.actor, view))
        tell(request, change_view, view=view, place=view.place + (1 if do == "down" else -1))
    elif do in {"first", "not_first"}:
        keep_habit(
            actor=request.actor, view_id=view.pk if do == "first" else None, opens_with_all=do == "not_first"
        )
    return redirect("desk:views", request.organisation.slug)


@member_page(nav="finds")
@require_POST
def order(request: MemberRequest) -> HttpResponse:
    """Remember how this person likes to see finds."""
    wanted = request.POST.get("order", "")
    if wanted in Order.values:
        keep_habit(actor=request.actor, order=wanted)
    return redirect(list_address(request))
