"""Searches: which we have, how each stands, and the editor with its preview."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import NotAllowed, Refusal, require
from apps.desk.forms.searches import WHOLE, SearchForm, one_line_end
from apps.desk.pages.search_previews import examples, shown
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import offer_undo
from apps.discoveries.actions.searches import change_search, write_search
from apps.discoveries.models import Find, FindMatch
from apps.organisations.models import Team
from apps.searches.actions import end_search, pause_search, resume_search
from apps.searches.models import Search
from apps.searches.policies import can_change, can_write

LATELY = timedelta(days=30)
NEWEST = 5
TURNS: dict[str, Callable[..., Search]] = {"pause": pause_search, "resume": resume_search, "end": end_search}
BACK = {"pause": "resume", "resume": "pause", "end": "resume"}


@member_page(nav="searches")
def searches(request: MemberRequest) -> HttpResponse:
    rows = [_row(search, harvest) for search, harvest in _with_harvest(now())]
    context = {
        "running": [row for row in rows if row["search"].state != Search.State.ENDED],
        "ended": [row for row in rows if row["search"].state == Search.State.ENDED],
    }
    return render(request, "searches/list.html", context)


@member_page(nav="searches")
def search(request: MemberRequest, search_id: UUID) -> HttpResponse:
    found = _search(search_id)
    since = now() - LATELY
    finds = Find.objects.found_by(found.id).leading()
    context = {
        "search": found,
        "versions": list(found.versions.newest_first()),
        "found_lately": finds.filter(found_at__gte=since).count(),
        "finds": list(finds.newest_first()[:NEWEST]),
    }
    return render(request, "searches/search.html", context)


@member_page(nav="searches")
def new(request: MemberRequest) -> HttpResponse:
    require(can_write(request.actor))
    return _editor(request, None, {"query": request.GET.get("query", "")})


@member_page(nav="searches")
def edit(request: MemberRequest, search_id: UUID) -> HttpResponse:
    """``?version=3`` starts from how the search once stood."""
    found = _search(search_id)
    require(can_change(request.actor, found))
    start = {
        "name": found.name,
        "query": found.query,
        "team_id": found.team_id or WHOLE,
        "based_on": found.version,
    }
    wanted = request.GET.get("version", "")
    former = found.versions.filter(number=int(wanted)).first() if wanted.isdecimal() else None
    return _editor(request, found, start | ({"query": former.query} if former else {}))


@require_POST
@member_page(nav="searches")
def turn(request: MemberRequest, search_id: UUID, way: str) -> HttpResponse:
    """Pause, resume or end."""
    said = {
        "pause": _("“%(name)s” is paused. Nothing new comes in until you resume it."),
        "resume": _("“%(name)s” is listening again, and looks through the last seven days first."),
        "end": _("“%(name)s” has ended. Its finds and its history stay."),
    }
    try:
        turned = TURNS[way](actor=request.actor, search=_search(search_id), at=now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        back = reverse(f"desk:search_{BACK[way]}", args=[request.organisation.slug, search_id])
        offer_undo(request, back, said[way] % {"name": turned.name})
    return redirect("desk:search", request.organisation.slug, search_id)


def _editor(request: MemberRequest, found: Search | None, start: dict[str, Any]) -> HttpResponse:
    """Saves; or, asked by a button without scripts, shows the preview or takes over a reading of it."""
    form = _form(request, start)
    if form.is_bound and _save(request, form, found):
        return _saved(request, form.result, is_new=found is None)
    query = one_line_end(form["query"].value() or "")
    context = {
        "form": form,
        "search": found,
        "examples": examples(),
        "preview": shown(actor=request.actor, query=query, at=now()),
        "preview_url": f"/api/v1/organisations/{request.organisation.slug}/searches/preview",
    }
    return render(request, "searches/edit.html", context)


def _form(request: MemberRequest, start: dict[str, Any]) -> SearchForm:
    teams = Team.objects.current()
    if request.method != "POST":
        return SearchForm(initial=start, teams=teams)
    if "use" in request.POST or "preview" in request.POST:
        typed = {name: request.POST.get(name, "") for name in ("name", "team_id", "query", "based_on")}
        typed["query"] = request.POST.get("use", typed["query"])
        return SearchForm(initial=typed, teams=teams)
    return SearchForm(request.POST, teams=teams)


def _save(request: MemberRequest, form: SearchForm, found: Search | None) -> bool:
    if found is None:
        form.fields.pop("based_on")
        return form.run(write_search, actor=request.actor, at=now())
    return form.run(change_search, actor=request.actor, search=found, at=now())


def _saved(request: MemberRequest, saved: Search, *, is_new: bool) -> HttpResponse:
    sentence = _("We are listening for “%(name)s”. What matched in the last seven days is on its way.")
    if not is_new:
        sentence = _("“%(name)s” is saved as version %(version)s.")
    messages.success(request, sentence % {"name": saved.name, "version": saved.version})
    return redirect("desk:search", request.organisation.slug, saved.id)


def _search(search_id: UUID) -> Search:
    found: Search = get_object_or_404(Search.objects.for_display(), pk=search_id)
    return found


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
