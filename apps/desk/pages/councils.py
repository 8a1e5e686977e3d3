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
    """``?all=1`` shows the page even to those who would be taken on."""
    councils = list(Organisation.objects.of_user(cast(User, request.user).id))
    slugs = [council.slug for council in councils]
    last = request.session.get(LAST_COUNCIL)
    if len(slugs) == 1:
        last = slugs[0]
    if last in slugs and "all" not in request.GET:
        return HttpResponseRedirect(f"{reverse('desk:councils')}{last}/")
    return render(request, "councils/choose.html", {"councils": councils})
