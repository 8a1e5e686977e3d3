"""Before anybody is in a council: which one is yours, asking to come in, and beginning for it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.refusals import Refusal
from apps.desk.forms.coming import AskForm, BeginForm, InventForm, NamedForm
from apps.desk.pages.account import AccountRequest, account_page
from apps.organisations.actions import (
    ask_to_join,
    found_invented_council,
    found_listed_council,
    take_request_back,
)
from apps.organisations.houses import houses_of
from apps.organisations.models import JoinRequest, Membership, Organisation
from apps.organisations.uk_councils import UkCouncil, council_with, councils_named, is_private


@account_page
@require_safe
def which(request: AccountRequest) -> HttpResponse:
    """Found by one's address, or picked from the UK's list by name."""
    form = NamedForm(request.GET or None)
    named = form.cleaned_data["named"] if form.is_valid() else ""
    context = {
        "form": form,
        "named": named,
        "found": councils_named(named),
        "houses": list(_houses(request.user)),
        "asked": list(_asked(request.user, now())),
        "is_private": is_private(request.user.email),
        "may_invent": settings.GC_INVENTED_COUNCILS and settings.GC_OPEN_SIGN_UP,
    }
    return render(request, "welcome/which.html", context)


@account_page
def one(request: AccountRequest, gss: str) -> HttpResponse:
    """One council of the list. For those who have not shown that they work there every one looks the same."""
    listed = council_with(gss)
    if listed is None:
        raise Http404
    is_theirs = listed in houses_of(request.user)
    is_here = is_theirs and Organisation.objects.filter(gss=gss).exists()
    may_begin = is_theirs and not is_here and settings.GC_OPEN_SIGN_UP
    answer = _begin(request, listed) if may_begin else _ask(request, listed)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"council": listed, "form": answer, "is_theirs": is_theirs, "is_here": is_here}
    return render(request, f"welcome/{'begin' if may_begin else 'ask'}.html", context)


def _begin(request: AccountRequest, listed: UkCouncil) -> BeginForm | HttpResponse:
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.run(found_listed_council, user=request.user, gss=listed.gss, at=now()):
        return _first_step(form.result)
    return form


def _ask(request: AccountRequest, listed: UkCouncil) -> AskForm | HttpResponse:
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.run(ask_to_join, user=request.user, gss=listed.gss, at=now()):
        said = _(
            "Written down. If %(council)s is here, its owners read it now. You get a letter when one answers."
        )
        messages.success(request, said % {"council": listed.official_name})
        return redirect("welcome")
    return form


@account_page
def invent(request: AccountRequest) -> HttpResponse:
    """A council that nobody lives in, where nothing is real."""
    if not settings.GC_INVENTED_COUNCILS:
        raise Http404
    form = InventForm(request.POST if request.method == "POST" else None)
    if form.run(found_invented_council, user=request.user, at=now()):
        return _first_step(form.result)
    return render(request, "welcome/invent.html", {"form": form})


@account_page
@require_POST
def take_back(request: AccountRequest, request_id: UUID) -> HttpResponse:
    asked = get_object_or_404(JoinRequest.objects.of_person(request.user.id), pk=request_id)
    try:
        take_request_back(user=request.user, request=asked, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("welcome")


def _first_step(member: Membership) -> HttpResponse:
    return redirect("desk:first_places", member.organisation.slug)


def _houses(user: User) -> Iterator[dict[str, Any]]:
    """The councils whose address this person has, and how each stands: that is theirs to know."""
    houses = houses_of(user)
    there = Organisation.objects.filter(gss__in=[council.gss for council in houses])
    here = {organisation.gss: organisation for organisation in there}
    own = {organisation.gss for organisation in Organisation.objects.of_user(user.id)}
    for council in houses:
        organisation = here.get(council.gss)
        is_in = organisation is not None and council.gss in own
        url = reverse("desk:today", args=[organisation.slug]) if organisation and is_in else ""
        yield {"council": council, "is_here": organisation is not None, "url": url}


def _asked(user: User, at: datetime) -> Iterator[dict[str, Any]]:
    for asked in JoinRequest.objects.of_person(user.id).for_display():
        council = council_with(asked.gss)
        if council is not None:
            yield {"request": asked, "council": council, "state": asked.state_at(at)}
