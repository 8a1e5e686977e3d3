"""What we decided in the last thirty days, newest first, each with a way back while there is one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.assignments.actions import undo as undo_latest
from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.pages.many import sentence_of
from apps.desk.pages.stories import the_find
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.discoveries.policies import can_decide, can_decide_any
from apps.discoveries.refusals import AlreadyUndone
from apps.inbox.activity import Deed, deeds

PER_PAGE = 30


@member_page(nav="finds")
def activity(request: MemberRequest) -> HttpResponse:
    """``?whose=mine&before=<moment>``."""
    is_mine = request.GET.get("whose") == "mine"
    found = deeds(
        by=request.member.id if is_mine else None,
        before=_before(request.GET.get("before", "")),
        at=now(),
        most=PER_PAGE + 1,
    )
    shown = found[:PER_PAGE]
    tabs = [(_("Everybody"), "?", None, not is_mine), (_("Mine"), "?whose=mine", None, is_mine)]
    older = f"?{'whose=mine&' if is_mine else ''}before={_moment(shown[-1])}" if len(found) > PER_PAGE else ""
    context = {
        "lines": [_line(request, deed) for deed in shown],
        "tabs": tabs,
        "older_url": older,
        "may_undo": can_decide_any(request.actor),
    }
    return render(request, "activity/list.html", context)


@member_page(nav="finds")
@require_POST
def undo(request: MemberRequest, find_id: UUID) -> HttpResponse:
    """Take back the latest decision about a find, and stay here."""
    find = the_find(find_id)
    require(can_decide(request.actor, find))
    latest = find.decisions.standing().newest_first().first()
    if latest is None or str(latest.pk) != request.POST.get("decision", str(latest.pk)):
        messages.error(request, str(AlreadyUndone.message))
    elif tell(request, undo_latest, find=find):
        messages.success(request, _("It stands again as before."))
    return redirect("desk:activity", request.organisation.slug)


def _line(request: MemberRequest, deed: Deed) -> dict[str, Any]:
    slug = request.organisation.slug
    if deed.decision is not None:
        find = deed.decision.find
        return {
            "who": deed.decision.by.user,
            "what": deed.decision.get_verb_display(),
            "about": find.title or find.excerpt[:80] or _("something that is gone"),
            "url": reverse("desk:find", args=[slug, find.pk]),
            "undo_url": reverse("desk:activity_undo", args=[slug, find.pk]) if deed.can_undo else "",
            "decision": deed.decision.pk,
            "is_undone": deed.decision.undone_at is not None,
            "at": deed.at,
        }
    batch: Any = deed.batch
    return {
        "who": batch.by.user,
        "what": sentence_of(batch, deed.became),
        "about": _("the whole list"),
        "url": reverse("desk:batch", args=[slug, batch.pk]),
        "undo_url": reverse("desk:batch_undo", args=[slug, batch.pk]) if deed.can_undo else "",
        "is_undone": batch.undone_at is not None,
        "at": deed.at,
    }


def _before(text: str) -> Any:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo else None


def _moment(deed: Deed) -> str:
    return deed.at.isoformat().replace("+00:00", "Z")
