"""Places people name: the council's gazetteer, one by one and as a list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.places import ListForm, PartForm, PlaceChangeForm, PlaceForm
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.organisations.actions import (
    add_place,
    change_place,
    end_place,
    import_places,
    put_into_set,
    take_out_of_set,
)
from apps.organisations.models import Place
from apps.organisations.place_lists import write_list
from apps.organisations.place_plans import Plan, plan_of
from apps.organisations.policies import can_change_places
from apps.organisations.refusals import ListUnreadable

EXAMPLE = (
    "name,kind,other_names,is_common_word,parts",
    "Netherby Green,ward,The Green; Netherby,no,",
    "TN4,postcode,,,",
    "North side,set,,,Netherby Green; TN4",
)


@member_page(nav="searches")
def places(request: MemberRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = PlaceForm(posted)
    if posted is not None:
        require(can_change_places(request.actor, request.organisation.id))
        if form.run(add_place, actor=request.actor, at=now()):
            return _added(request, form.result)
    return render(request, "places/list.html", {"form": form, "shelves": _by_kind()})


def _added(request: MemberRequest, place: Place) -> HttpResponse:
    said = _("“%(name)s” is on the list.")
    if place.is_common_word:
        said = _(
            "“%(name)s” is on the list. It is an everyday word too, so it counts beside another local name."
        )
    messages.success(request, said % {"name": place.name})
    if place.is_set:
        return redirect("desk:place", request.organisation.slug, place.id)
    return redirect("desk:places", request.organisation.slug)


@member_page(nav="searches")
def place(request: MemberRequest, place_id: UUID) -> HttpResponse:
    """Its names; of a set also its parts."""
    require(can_change_places(request.actor, request.organisation.id))
    found = _place(place_id)
    form = PlaceChangeForm(request.POST or None, is_set=found.is_set, initial=_start(found))
    if form.run(change_place, actor=request.actor, place=found, at=now()):
        messages.success(request, _("That is what we call it from now on."))
        return redirect("desk:places", request.organisation.slug)
    context = {
        "place": found,
        "form": form,
        "adding": PartForm(places=_others(found)) if found.is_set else None,
    }
    return render(request, "places/place.html", context)


@require_POST
@member_page(nav="searches")
def end(request: MemberRequest, place_id: UUID) -> HttpResponse:
    found = _place(place_id)
    if tell(request, end_place, place=found):
        messages.success(
            request, _("“%(name)s” is off the list. You can add it again.") % {"name": found.name}
        )
    return redirect("desk:places", request.organisation.slug)


@require_POST
@member_page(nav="searches")
def put_in(request: MemberRequest, place_id: UUID) -> HttpResponse:
    found = _place(place_id)
    form = PartForm(request.POST, places=_others(found))
    if not form.run(put_into_set, actor=request.actor, whole=found, at=now()):
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("desk:place", request.organisation.slug, place_id)


@require_POST
@member_page(nav="searches")
def take_out(request: MemberRequest, place_id: UUID, part_id: UUID) -> HttpResponse:
    tell(request, take_out_of_set, whole=_place(place_id), part=_place(part_id))
    return redirect("desk:place", request.organisation.slug, place_id)


@member_page(nav="searches")
def bring_in(request: MemberRequest) -> HttpResponse:
    """First shows what would change; a second press does it."""
    require(can_change_places(request.actor, request.organisation.id))
    form = ListForm(request.POST or None)
    plan = plan_of(**form.cleaned_data) if form.is_valid() else None
    if plan and plan.faults:
        form.add_error("text", ListUnreadable.message)
    elif "do" in request.POST and form.run(import_places, actor=request.actor, at=now()):
        messages.success(request, _said(form.result))
        return redirect("desk:places", request.organisation.slug)
    context = {"form": form, "plan": plan, "example": EXAMPLE} | _counts(plan)
    return render(request, "places/bring_in.html", context)


@member_page(nav="searches")
def download(request: MemberRequest) -> HttpResponse:
    name = f"places-{request.organisation.slug}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = write_list(Place.objects.current().for_display())
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _counts(plan: Plan | None) -> dict[str, Any]:
    return {what: len(plan.of(what)) if plan else 0 for what in ("new", "changed", "same")}


def _said(plan: Plan) -> str:
    counts = _counts(plan)
    new = ngettext("%(count)s new place", "%(count)s new places", counts["new"]) % {"count": counts["new"]}
    return _("%(new)s, %(changed)s changed.") % {"new": new, "changed": counts["changed"]}


def _by_kind() -> list[tuple[str, list[Place]]]:
    found = list(Place.objects.current().for_display())
    shelves = [(str(kind.label), [place for place in found if place.kind == kind]) for kind in Place.Kind]
    return [(label, places) for label, places in shelves if places]


def _place(place_id: UUID) -> Place:
    found: Place = get_object_or_404(Place.objects.current().for_display(), pk=place_id)
    return found


def _start(found: Place) -> dict[str, Any]:
    same = {name: getattr(found, name) for name in ("name", "kind", "is_common_word")}
    return same | {"other_names": "\n".join(found.other_names)}


def _others(whole: Place) -> Any:
    return Place.objects.current().for_display().exclude(kind=Place.Kind.SET).exclude(sets=whole)
