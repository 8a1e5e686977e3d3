"""Lists of places in OPML: handing one in, how far it is, calling it off, and taking ours along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.sources import OpmlForm
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.lists import call_off_list, hand_in_list
from apps.discoveries.exports import places_as_opml
from apps.discoveries.models import ListedPlace, PlaceList
from apps.discoveries.policies import can_follow

SHOWN = 10


@member_page(nav="sources")
def lists(request: MemberRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = OpmlForm(posted, request.FILES or None)
    if posted is not None:
        require(can_follow(request.actor))
        if form.run(hand_in_list, actor=request.actor, at=now()):
            return redirect("desk:place_list", request.organisation.slug, form.result.id)
    earlier = PlaceList.objects.with_progress().order_by("-asked_at")[:SHOWN]
    return render(request, "place_lists/lists.html", {"form": form, "lists": earlier})


@member_page(nav="sources")
def one(request: MemberRequest, list_id: UUID) -> HttpResponse:
    """Loads itself again while places are waiting."""
    handed_in = _list(list_id)
    waiting: int = ListedPlace.objects.waiting().filter(list=handed_in).count()
    places = list(ListedPlace.objects.filter(list=handed_in).in_order())
    context = {
        "list": handed_in,
        "places": places,
        "looked_at": len(places) - waiting,
        "is_waiting": bool(waiting),
        "status_api": f"/api/v1/organisations/{request.organisation.slug}/source-lists/{handed_in.id}",
    }
    return render(request, "place_lists/list.html", context)


@require_POST
@member_page(nav="sources")
def call_off(request: MemberRequest, list_id: UUID) -> HttpResponse:
    call_off_list(actor=request.actor, handed_in=_list(list_id), at=now())
    messages.success(request, _("We look at no more of this list. What is followed by now stays."))
    return redirect("desk:place_list", request.organisation.slug, list_id)


@member_page(nav="sources")
def take_along(request: MemberRequest) -> HttpResponse:
    """Private places are in it by name, without their address."""
    answer = HttpResponse(places_as_opml(request.organisation), content_type="text/x-opml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.organisation.slug}-places.opml"'
    return answer


def _list(list_id: UUID) -> PlaceList:
    handed_in: PlaceList = get_object_or_404(PlaceList.objects.with_progress(), pk=list_id)
    return handed_in
