"""Who did what: one sentence each, newest first."""

from typing import Any
from uuid import UUID

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
LAST_PAGE = 10_000


@member_page(nav="settings")
def events(request: MemberRequest) -> HttpResponse:
    """``?person=<membership>&kind=<noun>&page=<number>``; what cannot be read is passed over."""
    require(request.actor.may(Permission.AUDIT_READ))
    people = Membership.objects.of_organisation(request.organisation.id).for_display()
    names = {member.id: str(member.user) for member in people}
    number = page_of(request.GET)
    first = (number - 1) * PER_PAGE
    found = list(chosen(request.GET)[first : first + PER_PAGE + 1])
    context = {
        "lines": lines_of(found[:PER_PAGE], names),
        "people": names.items(),
        "kinds": KINDS.items(),
        "person": request.GET.get("person", ""),
        "kind": request.GET.get("kind", ""),
        "newer_url": address_of(request.GET, number - 1) if number > 1 else "",
        "older_url": address_of(request.GET, number + 1) if len(found) > PER_PAGE else "",
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


def page_of(wanted: QueryDict) -> int:
    text = wanted.get("page", "")
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() else 1


def address_of(wanted: QueryDict, number: int) -> str:
    query = wanted.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def lines_of(shown: list[Event], people: dict[UUID, str]) -> list[dict[str, Any]]:
    """One line an event: ``at, who, token, did, about, fields``."""
    names = people | names_of(shown)
    return [
        {
            "at": event.at,
            "who": names.get(event.membership_id) or names.get(event.token_id) or "",
            "token": names.get(event.token_id, ""),
            "did": sentence_of(event.verb),
            "about": names.get(event.object_id, ""),
            "fields": event.fields,
        }
        for event in shown
    ]


def names_of(shown: list[Event]) -> dict[Any, str]:
    """What the teams, searches and tokens among them are called today, in one query."""
    about = [event.object_id for event in shown]
    keys = about + [event.token_id for event in shown if event.token_id]
    tokens = ApiToken.objects.filter(pk__in=keys).values_list("id", "name")
    teams = Team.objects.filter(pk__in=about).values_list("id", "name")
    searches = Search.objects.filter(pk__in=about).values_list("id", "name")
    return dict(tokens.union(teams, searches))
