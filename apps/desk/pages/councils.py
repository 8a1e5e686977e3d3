"""Which council? The one of last time, the only one, or the one that the person picks."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from apps.accounts.models import User
from apps.desk.requests import LAST_COUNCIL
from apps.organisations.models import Organisation


@never_cache
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """``?all=1`` shows the page even to those who would be taken on; whoever has none is asked which is theirs."""
    return _lead_to(request, "", asks="all" in request.GET)


@never_cache
@login_required
def saw(request: HttpRequest) -> HttpResponse:
    """Where other apps share to: they know this site and not the council."""
    return _lead_to(request, f"saw?{request.GET.urlencode()}")


def _lead_to(request: HttpRequest, page: str, *, asks: bool = False) -> HttpResponse:
    councils = list(Organisation.objects.of_user(cast(User, request.user).id))
    if not councils and "all" not in request.GET:
        return HttpResponseRedirect(reverse("welcome"))
    slugs = [council.slug for council in councils]
    last = slugs[0] if len(slugs) == 1 else request.session.get(LAST_COUNCIL)
    if last in slugs and not asks:
        return HttpResponseRedirect(f"{reverse('desk:councils')}{last}/{page}")
    return render(request, "councils/choose.html", {"councils": councils, "page": page})
