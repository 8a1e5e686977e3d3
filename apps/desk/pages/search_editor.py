"""The editor of a search, in three ways, with its preview."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Value
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk import ways
from apps.desk.forms.searches import WHOLE, SearchForm
from apps.desk.pages.search_previews import addresses, examples, shown
from apps.desk.pages.searches import search_of
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.searches import change_search, write_search
from apps.discoveries.models import Follow
from apps.organisations.models import Place, Team
from apps.searches.copies import name_of_copy
from apps.searches.models import Search
from apps.searches.policies import can_change, can_write, is_kept_from
from apps.searches.versions import Clash, clash_with

USUAL_WAY = "search_way"
# Buttons that show the editor again instead of saving.
LOOKS = {"to", "use", "preview"}


@member_page(nav="searches")
def new(request: MemberRequest) -> HttpResponse:
    """``?query=`` starts from a draft."""
    require(can_write(request.actor))
    return _editor(request, None, {"query": request.GET.get("query", "")})


@member_page(nav="searches")
def copy(request: MemberRequest, search_id: UUID) -> HttpResponse:
    """Another search that starts as this one stands; nothing is there before it is saved."""
    require(can_write(request.actor))
    copied = search_of(search_id)
    return _editor(request, None, _standing(copied) | {"name": name_of_copy(copied)})


@member_page(nav="searches")
def edit(request: MemberRequest, search_id: UUID) -> HttpResponse:
    """``?version=3`` starts from how the search once stood, ``?query=`` from a draft."""
    found = search_of(search_id)
    require(can_change(request.actor, found))
    if is_kept_from(request.actor, found):
        return redirect("desk:search", request.organisation.slug, search_id)
    wanted = request.GET.get("version", "")
    former = found.versions.filter(number=int(wanted)).first() if wanted.isdecimal() else None
    start = _standing(found) | {"based_on": found.version}
    start["query"] = request.GET.get("query", found.query)
    return _editor(request, found, start | ({"query": former.query} if former else {}))


def _editor(request: MemberRequest, found: Search | None, start: dict[str, Any]) -> HttpResponse:
    """Saves; or, asked by a button without scripts, shows the same in another way, with its preview."""
    written = ways.sent(request.POST) if request.method == "POST" else _opened(request, start["query"])
    form = _form(request, found, start | {"query": written.reading.query})
    if form.is_bound and not written.reading.is_refused and _save(request, form, found):
        return _saved(request, form.result, is_new=found is None)
    if form.is_bound and written.way != ways.QUERY:
        form.say_above(written.refused)
    if request.session.get(USUAL_WAY, ways.SIMPLE) != written.way:
        request.session[USUAL_WAY] = written.way
    return render(request, "searches/edit.html", _context(request, found, form, written))


def _opened(request: MemberRequest, query: str) -> ways.Written:
    usual = request.session.get(USUAL_WAY, ways.SIMPLE)
    return ways.opened(query, wanted=request.GET.get("way", ""), usual=usual)


def _form(request: MemberRequest, found: Search | None, start: dict[str, Any]) -> SearchForm:
    teams = _teams(request, found)
    if request.method != "POST":
        return SearchForm(initial=start, teams=teams, may_be_anybodys=can_write(request.actor))
    typed: QueryDict = request.POST.copy()
    typed["query"] = start["query"]
    if LOOKS.intersection(typed):
        return SearchForm(initial=typed.dict(), teams=teams, may_be_anybodys=can_write(request.actor))
    return SearchForm(typed, teams=teams, may_be_anybodys=can_write(request.actor))


def _teams(request: MemberRequest, found: Search | None) -> list[Team]:
    """Whose search it may be: of those in its team, who write no others, theirs alone."""
    if found is None or can_write(request.actor):
        return list(Team.objects.current())
    return [found.team] if found.team else []


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


def _context(
    request: MemberRequest, found: Search | None, form: SearchForm, written: ways.Written
) -> dict[str, Any]:
    here = f"/api/v1/organisations/{request.organisation.slug}/searches"
    return {
        "form": form,
        "search": found,
        "written": written,
        "clash": _clash(form, found, written.reading.query),
        **_known_names(),
        "examples": examples(),
        "preview": shown(actor=request.actor, query=written.reading.query, at=now()),
        **addresses(request.organisation.slug),
        "read_url": f"{here}/read",
    }


def _known_names() -> dict[str, list[str]]:
    """What near: and source: may name here."""
    places = Place.objects.current().values_list("name", Value("known_places"))
    sources = Follow.objects.current().values_list("name", Value("known_sources"))
    named = list(places.union(sources).order_by("name"))
    return {kind: [name for name, its in named if its == kind] for kind in ("known_places", "known_sources")}


def _clash(form: SearchForm, found: Search | None, query: str) -> Clash | None:
    """What a colleague saved while this was written. Whoever saves once more has seen it."""
    read = str(form["based_on"].value() or "") if found else ""
    if found is None or not read.isdecimal() or int(read) == found.version:
        return None
    if form.is_bound:
        form.data = {**dict(form.data.items()), "based_on": str(found.version)}
    return clash_with(found, based_on=int(read), query=query)


def _standing(search: Search) -> dict[str, Any]:
    return {
        "name": search.name,
        "query": search.query,
        "purpose": search.purpose,
        "team_id": search.team_id or WHOLE,
    }
