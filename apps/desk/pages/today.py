"""The council's home page: how we are doing this week, the best new finds, what is in my hands."""

from datetime import datetime

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.assignments.hands import pile
from apps.assignments.home import Because, picks_for
from apps.assignments.models import Assignment
from apps.assignments.rota import host_on
from apps.common.clock import LONDON, day_of, now
from apps.common.permission import Permission
from apps.desk.first_steps import walk_of
from apps.desk.pages.acts import week_of
from apps.desk.pages.found import cards_of
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.models import Follow, Source

SHOWN = 5
NOON, EVENING = 12, 18


BECAUSE = {
    Because.WAITS: gettext_lazy("Waiting for your team"),
    Because.TEAM: gettext_lazy("What your team listens for"),
    Because.PLACE: gettext_lazy("From your part of here"),
    Because.JOY: "",
}


@member_page(nav="today")
def today(request: MemberRequest) -> HttpResponse:
    """Whoever writes searches sees how all is going; everybody else, at most three finds."""
    at = now()
    if not request.actor.may(Permission.SEARCHES_WRITE):
        return _home(request, at)
    new = list(pile("new", actor=request.actor, at=at).newest_first()[:SHOWN])
    mine = list(pile("mine", actor=request.actor, at=at).newest_first()[:SHOWN])
    cards = cards_of(request, [*new, *mine], at=at)
    acts_url = reverse("desk:acts", args=[request.organisation.slug])
    context = {
        "greeting": greeting(request.user.get_short_name(), at),
        "host_sentence": _host_sentence(request, at),
        "new": cards[: len(new)],
        "mine": cards[len(new) :],
        "gave_url": f"{acts_url}?week={week_of(at)}&way=give",
        "asked_url": f"{acts_url}?week={week_of(at)}&way=ask",
        "not_well": _not_well(),
        "walk": walk_of(request),
        "is_listening": request.organisation.listening_since is not None,
    }
    return render(request, "today/today.html", context)


def _home(request: MemberRequest, at: datetime) -> HttpResponse:
    picks = picks_for(request.actor, at=at)
    cards = cards_of(request, [pick.find for pick in picks], at=at)
    acts_url = reverse("desk:acts", args=[request.organisation.slug])
    context = {
        "greeting": greeting(request.user.get_short_name(), at),
        "host_sentence": _host_sentence(request, at),
        "picks": [(card, BECAUSE[pick.because]) for card, pick in zip(cards, picks, strict=True)],
        "in_hands": Assignment.objects.open().filter(to=request.member).count(),
        "gave_url": f"{acts_url}?week={week_of(at)}&way=give",
        "asked_url": f"{acts_url}?week={week_of(at)}&way=ask",
        "walk": walk_of(request),
    }
    return render(request, "today/home.html", context)


def greeting(name: str, at: datetime) -> str:
    hour = at.astimezone(LONDON).hour
    if hour < NOON:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def _host_sentence(request: MemberRequest, at: datetime) -> str:
    host = host_on(day_of(at), nation=request.organisation.nation)
    if host is None:
        return ""
    if host.pk == request.member.pk:
        return _("You are host today.")
    return _("%(who)s is host today.") % {"who": host.user}


def _not_well() -> int:
    """How many of our places cannot be looked at, as far as we have seen: what was before is not ours to know."""
    ill = (Source.State.ILL, Source.State.STOPPED)
    seen = Follow.objects.current().filter(source__looked_at__gte=F("since"))
    return int(seen.filter(source__state__in=ill).count())
