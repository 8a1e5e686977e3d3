"""Searches: which we have, how each stands, and what to do with one."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import Invalid, NotAllowed, Refusal
from apps.desk.forms.searches import SearchFilterForm
from apps.desk.pages.search_previews import addresses
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import offer_undo
from apps.discoveries.models import Find, FindMatch
from apps.organisations.models import Team
from apps.searches.actions import end_search, lock_search, pause_search, resume_search, unlock_search
from apps.searches.editing import read_query
from apps.searches.models import Search
from apps.searches.policies import can_change, is_kept_from
from apps.searches.versions import changes_of

LATELY = timedelta(days=30)
NEWEST = 5
TURNS: dict[str, Callable[..., Search]] = {
    "pause": pause_search,
    "resume": resume_search,
    "end": end_search,
    "lock": lock_search,
    "unlock": unlock_search,
}
BACK = {"pause": "resume", "resume": "pause", "end": "resume", "lock": "unlock", "unlock": "lock"}


@member_page(nav="searches")
def searches(request: MemberRequest) -> HttpResponse:
    """``?team=`` (an id or ``council``), ``?state=`` and ``?show=`` (locked or silent) leave out the rest."""
    form = SearchFilterForm(request.GET, teams=Team.objects.current())
    rows = [_row(search, harvest) for search, harvest in _with_harvest(now())]
    shown = [row for row in rows if form.lets_through(row)]
    context = {
        "form_of_filter": form,
        "is_filtered": form.is_used,
        "running": [row for row in shown if row["search"].state != Search.State.ENDED],
        "ended": [row for row in shown if row["search"].state == Search.State.ENDED],
        "has_any": bool(rows),
    }
    return render(request, "searches/list.html", context)


@member_page(nav="searches")
def search(request: MemberRequest, search_id: UUID) -> HttpResponse:
    found = search_of(search_id)
    since = now() - LATELY
    finds = Find.objects.found_by(found.id).leading()
    context = {
        "search": found,
        "sentence": read_query(found.query).sentence,
        "versions": _versions(found),
        "may_change": can_change(request.actor, found) and not is_kept_from(request.actor, found),
        "found_lately": finds.filter(found_at__gte=since).count(),
        "finds": list(finds.newest_first()[:NEWEST]),
        **addresses(request.organisation.slug),
    }
    return render(request, "searches/search.html", context)


@require_POST
@member_page(nav="searches")
def turn(request: MemberRequest, search_id: UUID, way: str) -> HttpResponse:
    """Pause, resume, end, lock or unlock."""
    try:
        turned = TURNS[way](
            actor=request.actor, search=search_of(search_id), at=now(), **_asked(way, request.POST)
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        back = reverse(f"desk:search_{BACK[way]}", args=[request.organisation.slug, search_id])
        offer_undo(request, back, _said(way, turned))
    return redirect("desk:search", request.organisation.slug, search_id)


def search_of(search_id: UUID) -> Search:
    found: Search = get_object_or_404(Search.objects.for_display(), pk=search_id)
    return found


def _versions(search: Search) -> list[dict[str, Any]]:
    versions = list(search.versions.newest_first())
    changes = changes_of(versions)
    return [{"version": version, "changes": changes.get(version.number, ())} for version in versions]


def _said(way: str, search: Search) -> str:
    said = {
        "pause": _("“%(name)s” is paused. Nothing new comes in until you resume it."),
        "pause until": _("“%(name)s” is paused, and resumes by itself."),
        "resume": _("“%(name)s” is listening again, and looks through the last seven days first."),
        "end": _("“%(name)s” has ended. Its finds and its history stay."),
        "lock": _("“%(name)s” is locked. Only you and the owners change it now."),
        "unlock": _("“%(name)s” is open to changes again."),
    }
    return said["pause until" if search.resumes_at else way] % {"name": search.name}


def _asked(way: str, sent: Mapping[str, str]) -> dict[str, Any]:
    """Raises Invalid."""
    written = sent.get("until", "").strip()
    return {"until": _day(written)} if way == "pause" and written else {}


def _day(written: str) -> date:
    try:
        day = parse_date(written)
    except ValueError:
        day = None
    if day is None:
        raise Invalid(_("That is no day. Write it like 2026-05-31."), field="until")
    return day


def _with_harvest(at: datetime) -> list[tuple[Search, dict[str, Any]]]:
    """Every search with how many finds it brought in the last 30 days, and when the last one came."""
    lately = Count("find", filter=Q(find__found_at__gte=at - LATELY))
    brought = (
        FindMatch.objects.filter(find__leads=True)
        .order_by()
        .values("search_id")
        .annotate(lately=lately, last=Max("find__found_at"))
    )
    harvest = {row["search_id"]: row for row in brought}
    return [(search, harvest.get(search.id, {})) for search in Search.objects.for_display()]


def _row(search: Search, harvest: dict[str, Any]) -> dict[str, Any]:
    return {"search": search, "lately": harvest.get("lately", 0), "last": harvest.get("last")}
