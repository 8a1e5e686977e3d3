"""From an empty council to a first “I said it”: one page a step, each to be left for later."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.first_steps import SESSION, next_url, walk_of
from apps.desk.forms.finds import SaidItForm
from apps.desk.forms.first_steps import FirstColleagueForm, FirstPlacesForm
from apps.desk.forms.sources import AddressForm
from apps.desk.practice import feedback_on, practice_find
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.models import Follow
from apps.discoveries.policies import can_follow
from apps.ledger.actions import practise
from apps.ledger.policies import can_record
from apps.organisations.actions import close_welcome, import_places, invite
from apps.organisations.models import Place
from apps.organisations.policies import can_change_places, can_manage_people
from apps.organisations.suggestions import suggested_places
from apps.searches.models import Search
from apps.searches.policies import can_write


@member_page(nav="today")
def places(request: MemberRequest) -> HttpResponse:
    require(can_change_places(request.actor, request.organisation.id))
    form = FirstPlacesForm(_sent(request), suggestions=suggested_places(request.organisation))
    if form.run(import_places, actor=request.actor, at=now()):
        count = len(form.result.of("new"))
        said = ngettext("%(count)s place has a name now.", "%(count)s places have names now.", count)
        messages.success(request, said % {"count": count})
        return redirect(next_url(request, "places"))
    return _page(request, "places", form=form, there=Place.objects.current().for_display())


@member_page(nav="today")
def sources(request: MemberRequest) -> HttpResponse:
    """Its form leads to the look at an address, as on the page of sources."""
    require(can_follow(request.actor))
    return _page(request, "sources", form=AddressForm(), there=Follow.objects.current().for_display())


@member_page(nav="today")
def searches(request: MemberRequest) -> HttpResponse:
    require(can_write(request.actor))
    return _page(request, "searches", there=Search.objects.current())


@member_page(nav="today")
def colleague(request: MemberRequest) -> HttpResponse:
    require(can_manage_people(request.actor))
    form = FirstColleagueForm(_sent(request))
    if form.run(invite, actor=request.actor, at=now()):
        messages.success(request, _("A letter is on its way to %(email)s.") % {"email": form.result.email})
        return redirect(next_url(request, "colleague"))
    return _page(request, "colleague", form=form)


@member_page(nav="today")
def practice(request: MemberRequest) -> HttpResponse:
    """A find of our own words, and the way of a real one: the four buttons, the place, “I said it”."""
    require(can_record(request.actor))
    context: dict[str, Any] = {"find": practice_find(now()), "feedback": "", "at": request.GET.get("at", "")}
    if request.method == "POST":
        return _practised(request, context)
    return _page(request, "practice", **context)


def _practised(request: MemberRequest, context: dict[str, Any]) -> HttpResponse:
    answer = request.POST.get("answer", "")
    if answer == "join_in":
        return redirect(f"{reverse('desk:first_practice', args=[request.organisation.slug])}?at=place")
    if answer:
        return _page(request, "practice", **context | {"feedback": feedback_on(answer)})
    form = SaidItForm(request.POST)
    if not form.is_valid():
        return _page(request, "practice", status=422, **context | {"at": "place", "said_form": form})
    said = form.arguments()
    practise(actor=request.actor, kind=said["kind"], way=said["way"], at=now())
    messages.success(request, _("That is all there is to it. It was practice, so nothing was counted."))
    return redirect(next_url(request, "practice"))


@member_page(nav="today")
@require_POST
def close(request: MemberRequest) -> HttpResponse:
    """Away with the card, for this person."""
    close_welcome(actor=request.actor, at=now())
    request.session.pop(SESSION, None)
    return redirect("desk:today", request.organisation.slug)


def _page(request: MemberRequest, key: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """From here on the way back to the steps stands above every page."""
    if request.session.get(SESSION) != request.organisation.slug:
        request.session[SESSION] = request.organisation.slug
    walk = walk_of(request)
    step = next(step for step in walk.steps if step.key == key)
    frame = {"step": step, "walk": walk, "next_url": next_url(request, key, walk), "said_form": SaidItForm()}
    return render(request, f"welcome/{key}.html", frame | context, status=status)


def _sent(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None
