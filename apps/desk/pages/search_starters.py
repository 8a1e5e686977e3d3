"""Starter searches: tick several, see what each would have found, start them in one press."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.common.clock import now
from apps.common.refusals import NotAllowed, Refusal, require
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.starters import start_searches
from apps.discoveries.starters import offers
from apps.organisations.models import Place
from apps.searches.policies import can_write


@member_page(nav="searches")
def starters(request: MemberRequest) -> HttpResponse:
    """``near``: a place of ours; anywhere that we listen without one."""
    require(can_write(request.actor))
    near = _near(request)
    if request.method == "POST" and "look" not in request.POST and _started(request, near):
        return redirect("desk:searches", request.organisation.slug)
    context = {
        "offers": offers(actor=request.actor, near=near, at=now()),
        "ticked": request.POST.getlist("starters"),
        "places": list(Place.objects.current().order_by("name").values_list("name", flat=True)),
        "near": near[0] if near else "",
        "count_url": f"/api/v1/organisations/{request.organisation.slug}/searches/starters",
    }
    return render(request, "searches/starters.html", context)


def _near(request: MemberRequest) -> list[str]:
    """Raises nothing: a place that is not ours is none."""
    asked = request.POST.get("near", request.GET.get("near", "")).strip()
    return list(Place.objects.current().called(asked).values_list("name", flat=True)) if asked else []


def _started(request: MemberRequest, near: list[str]) -> bool:
    try:
        begun = start_searches(
            actor=request.actor, starters=request.POST.getlist("starters"), near=near, at=now()
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    said = ngettext("We are listening for “%(names)s”.", "We are listening for: %(names)s.", len(begun))
    names = ", ".join(search.name for search in begun)
    messages.success(request, said % {"names": names} if begun else _("You had all of these already."))
    return True
