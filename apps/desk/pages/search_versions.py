"""How a search came to be, what changed from one version to the next, and bringing one back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import NotAllowed, Refusal
from apps.desk.pages.searches import search_of
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.searches import restore_search
from apps.searches.editing import read_query
from apps.searches.language.differences import Difference
from apps.searches.models import Search, SearchVersion
from apps.searches.policies import can_change, is_kept_from
from apps.searches.versions import before, between


@member_page(nav="searches")
def version(request: MemberRequest, search_id: UUID, version_id: UUID) -> HttpResponse:
    """A version, in words; what it changed, and what has changed since."""
    found, shown = search_of(search_id), _version(search_id, version_id)
    newest: SearchVersion = found.versions.newest_first()[0]
    context = {
        "search": found,
        "version": shown,
        "sentence": read_query(shown.query).sentence,
        "former": _difference(before(shown), shown),
        "since": _difference(shown, newest) if shown != newest else None,
        "may_restore": shown != newest and _may_restore(request, found),
    }
    return render(request, "searches/version.html", context)


@require_POST
@member_page(nav="searches")
def restore(request: MemberRequest, search_id: UUID, version_id: UUID) -> HttpResponse:
    shown = _version(search_id, version_id)
    read = request.POST.get("based_on", "")
    based_on = int(read) if read.isdecimal() else None
    try:
        restored = restore_search(actor=request.actor, version=shown, based_on=based_on, at=now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Version %(number)s of “%(name)s” is back, as version %(newest)s.")
        facts = {"number": shown.number, "name": restored.name, "newest": restored.version}
        messages.success(request, said % facts)
    return redirect("desk:search", request.organisation.slug, search_id)


def _version(search_id: UUID, version_id: UUID) -> SearchVersion:
    versions = SearchVersion.objects.newest_first().select_related("search", "by__user")
    shown: SearchVersion = get_object_or_404(versions, pk=version_id, search_id=search_id)
    return shown


def _difference(one: SearchVersion | None, other: SearchVersion) -> dict[str, Any] | None:
    found: Difference | None = between(one, other) if one else None
    return {"one": one, "other": other, "difference": found} if found else None


def _may_restore(request: MemberRequest, search: Search) -> bool:
    is_theirs = can_change(request.actor, search) and not is_kept_from(request.actor, search)
    return is_theirs and search.state != Search.State.ENDED
