"""Where a letter's link to end them leads: a page for people, one POST for their mail program (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.common.clock import now
from apps.notices.actions import choose_letters
from apps.notices.models import LetterChoice
from apps.notices.stopping import member_of_token
from apps.organisations.actors import actor_of_member
from apps.organisations.scope import council


@csrf_exempt  # the signed link is the proof, and a mail program has no cookie to show
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing. What we did not sign, or is over, is answered like anything else."""
    member = member_of_token(token) if request.method == "POST" else None
    if member is not None:
        with council(member.organisation_id):
            choose_letters(actor=actor_of_member(member), how_often=LetterChoice.HowOften.OFF, at=now())
    return render(request, "showcase/stop_letters.html", {"is_stopped": request.method == "POST"})
