"""The editor of a search, with its preview."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.searches import WHOLE, SearchForm, one_line_end
from apps.desk.pages.search_previews import examples, shown
from apps.desk.pages.searches import search_of
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.searches import change_search, write_search
from apps.organisations.models import Team
from apps.searches.models import Search
from apps.searches.policies import can_change, can_write, is_kept_from


@member_page(nav="searches")
def new(request: MemberRequest) -> HttpResponse:
    require(can_write(request.actor))
    return _editor(request, None, {"query": request.GET.get("query", "")})


@member_page(nav="searches")
def edit(request: MemberRequest, search_id: UUID) -> HttpResponse:
    """``?version=3`` starts from how the search once stood."""
    found = search_of(search_id)
    require(can_change(request.actor, found))
    if is_kept_from(request.actor, found):
        return redirect("desk:search", request.organisation.slug, search_id)
    start = {
        "name": found.name,
        "query": found.query,
        "purpose": found.purpose,
        "team_id": found.team_id or WHOLE,
        "based_on": found.version,
    }
    wanted = request.GET.get("version", "")
    former = found.versions.filter(number=int(wanted)).first() if wanted.isdecimal() else None
    return _editor(request, found, start | ({"query": former.query} if former else {}))


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
        typed = {
            name: request.POST.get(name, "") for name in ("name", "purpose", "team_id", "query", "based_on")
        }
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
