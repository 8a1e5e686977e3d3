"""The search doctor's page: what became of what a search found, and what would make it better."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.common.clock import now
from apps.desk.pages.searches import search_of
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.triage import LEAVE_REASONS
from apps.discoveries.doctor import Diagnosis, examine
from apps.discoveries.haste import StillCounting
from apps.searches.policies import can_change, is_kept_from


@member_page(nav="searches")
def doctor(request: MemberRequest, search_id: UUID) -> HttpResponse:
    found = search_of(search_id)
    context: dict[str, Any] = {
        "search": found,
        "may_change": can_change(request.actor, found) and not is_kept_from(request.actor, found),
    }
    try:
        diagnosis = examine(actor=request.actor, search=found, at=now())
    except StillCounting as refusal:
        return render(request, "searches/doctor_page.html", context | {"problem": str(refusal)})
    return render(request, "searches/doctor_page.html", context | _shown(diagnosis))


def _shown(diagnosis: Diagnosis) -> dict[str, Any]:
    reasons = [
        (LEAVE_REASONS.get(reason, _("without a reason")), count) for reason, count in diagnosis.reasons
    ]
    return {"diagnosis": diagnosis, "reasons": reasons}
