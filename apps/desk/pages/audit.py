"""Who did what: one sentence each, newest first."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from apps.audit.models import Event
from apps.audit.querysets import EventQuerySet
from apps.common.permission import Permission
from apps.common.refusals import require
from apps.desk.requests import MemberRequest, member_page
from apps.desk.sentences import KINDS, sentence_of
from apps.organisations.models import ApiToken, Membership, Team
from apps.searches.models import Search

PER_PAGE = 50


@member_page(nav="settings")
def events(request: MemberRequest) -> HttpResponse:
    """``?person=<membership>&kind=<noun>&page=<number>``; what cannot be read is passed over."""
    require(request.actor.may(Permission.AUDIT_READ))
    people = Membership.objects.of_organisation(request.organisation.id).for_display()
    names = {member.id: str(member.user) for member in people}
    page = Paginator(chosen(request.GET), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": lines_of(page, names),
        "people": names.items(),
        "kinds": KINDS.items(),
        "person": request.GET.get("person", ""),
        "kind": request.GET.get("kind", ""),
        "newer_url": address_of(request.GET, page.previous_page_number()) if page.has_previous() else "",
        "older_url": address_of(request.GET, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "audit/events.html", context)


def chosen(wanted: QueryDict) -> EventQuerySet:
    found: EventQuerySet = Event.objects.newest_first()
    if person := as_id(wanted.get("person", "")):
        found = found.filter(membership_id=person)
    if wanted.get("kind") in KINDS:
        found = found.filter(verb__startswith=f"{wanted['kind']}.")
    return found


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def address_of(wanted: QueryDict, number: int) -> str:
    query = wanted.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def lines_of(page: "Page[Any]", names: dict[UUID, str]) -> list[dict[str, Any]]:
    """One line an event: ``at, who, by_token, did, about, fields``."""
    shown = list(page.object_list)
    subjects = names | names_of(shown)
    keys = names_by_id(ApiToken, [event.token_id for event in shown if event.token_id])
    return [
        {
            "at": event.at,
            "who": names.get(event.membership_id) or keys.get(event.token_id) or "",
            "token": keys.get(event.token_id, ""),
            "did": sentence_of(event.verb),
            "about": subjects.get(event.object_id, ""),
            "fields": event.fields,
        }
        for event in shown
    ]


def names_of(shown: list[Event]) -> dict[UUID, str]:
    """What teams, tokens and searches are called today."""
    found: dict[UUID, str] = {}
    for model in (Team, ApiToken, Search):
        ids = [event.object_id for event in shown if event.object_type == model._meta.model_name]
        found |= names_by_id(model, ids)
    return found


def names_by_id(model: Any, ids: list[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    return {row.pk: row.name for row in model.objects.filter(pk__in=ids)}
