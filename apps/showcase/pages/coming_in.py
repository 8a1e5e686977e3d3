"""Coming into the demonstration as one of its people, with one press."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from apps.discoveries.models import Find
from apps.organisations.models import Membership
from apps.organisations.scope import council
from apps.showcase.demonstration import person_called

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """``person``: one of the demonstration's; ``find``: where to land. Outside the demonstration there is nothing here."""
    if not settings.GC_DEMONSTRATION:
        raise Http404
    member = person_called(request.POST.get("person", ""))
    if member is None:
        raise Http404
    login(request, member.user, backend=BACKEND)
    return HttpResponseRedirect(_landing(member, request.POST.get("find", "")))


def _landing(member: Membership, find_id: str) -> str:
    """That same find, if it is one of theirs; else their home page."""
    slug = member.organisation.slug
    with council(member.organisation_id):
        if _is_id(find_id) and Find.objects.filter(pk=find_id).exists():
            return reverse("desk:find", args=[slug, find_id])
    return reverse("desk:today", args=[slug])


def _is_id(written: str) -> bool:
    try:
        UUID(written)
    except ValueError:
        return False
    return True
