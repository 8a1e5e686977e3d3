"""Places that our own finds lead to: look at one, or say that it is not for us."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.suggestions import decline_suggestion, look_at_suggestion
from apps.discoveries.models import Suggestion


@require_POST
@member_page(nav="sources")
def look(request: MemberRequest, suggestion_id: UUID) -> HttpResponse:
    seen = look_at_suggestion(actor=request.actor, suggestion=_suggestion(suggestion_id), at=now())
    return redirect("desk:look", request.organisation.slug, seen.id)


@require_POST
@member_page(nav="sources")
def decline(request: MemberRequest, suggestion_id: UUID) -> HttpResponse:
    declined = decline_suggestion(actor=request.actor, suggestion=_suggestion(suggestion_id), at=now())
    messages.success(request, _("We do not suggest %(host)s again.") % {"host": declined.host})
    return redirect("desk:sources", request.organisation.slug)


def _suggestion(suggestion_id: UUID) -> Suggestion:
    found: Suggestion = get_object_or_404(Suggestion.objects.all(), pk=suggestion_id)
    return found
