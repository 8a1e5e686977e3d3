"""Your home and letters: which part of here, and how often by letter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.assignments.actions import choose_home_place
from apps.assignments.home import home_place
from apps.common.actor import Actor
from apps.common.clock import now
from apps.desk.forms.home import HomeForm
from apps.desk.requests import MemberRequest, member_page
from apps.notices.actions import choose_letters
from apps.notices.choices import how_often_for
from apps.organisations.models import Place


@member_page(nav="today")
def home_settings(request: MemberRequest) -> HttpResponse:
    place = home_place(request.actor)
    start = {"how_often": how_often_for(request.actor), "place": str(place.pk) if place else ""}
    posted = request.POST if request.method == "POST" else None
    form = HomeForm(posted, places=_places(), initial=start)
    if form.run(_keep, actor=request.actor, at=now()):
        messages.success(request, _("That is how it is from now on."))
        return redirect("desk:today", request.organisation.slug)
    return render(request, "today/settings.html", {"form": form}, status=422 if form.is_bound else 200)


def _keep(*, actor: Actor, how_often: str, place: UUID | None, at: datetime) -> Any:
    choose_home_place(actor=actor, place=place, at=at)
    return choose_letters(actor=actor, how_often=how_often, at=at)


def _places() -> list[tuple[str, str]]:
    places = Place.objects.filter(ended_at=None).order_by("name").values_list("id", "name")
    return [(str(key), name) for key, name in places]
