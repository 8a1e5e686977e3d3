"""The first page: what this is for, shown by one find and two numbers where there is a demonstration."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.common.clock import now
from apps.ledger.balance import this_week
from apps.organisations.models import Membership, Organisation
from apps.organisations.scope import council
from apps.showcase.demonstration import first_council, first_find, key_of, label_of, librarian, people
from apps.showcase.public import public_answer


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    organisation = first_council()
    if organisation is None:
        return public_answer("showcase/welcome.html", {})
    return _demonstration(request, organisation)


@never_cache
def _demonstration(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    at, members = now(), people()
    library = librarian(members, organisation)
    with council(organisation.id):
        find, week = first_find(at), this_week(at=at)
    others = [member for member in members if member != library]
    context: dict[str, Any] = {
        "find": find,
        "whose_words": _whose_words(find.place) if find else "",
        "council": organisation.name,
        "notice_url": reverse("showcase:listening", args=[organisation.slug]),
        "week": {"gave": week.joined_in, "asked": week.asked},
        "come_in_url": reverse("showcase:come_in"),
        "library_key": key_of(library) if library else "",
        "people": _links(member for member in others if member.organisation_id == organisation.id),
        "elsewhere": _elsewhere(others, organisation),
        "api_url": reverse("api:docs"),
    }
    return render(request, "showcase/first.html", context)


def _links(members: Iterable[Membership]) -> list[tuple[str, str]]:
    return [(key_of(member), label_of(member)) for member in members]


def _elsewhere(
    members: Iterable[Membership], organisation: Organisation
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The other councils, each with its people."""
    theirs = (member for member in members if member.organisation_id != organisation.id)
    return [
        (elsewhere.name, _links(members_there))
        for elsewhere, members_there in groupby(theirs, key=lambda member: member.organisation)
    ]


def _whose_words(place: str) -> str:
    """“in the allotment society’s blog, not ours”."""
    first_word, _space, rest = place.partition(" ")
    inside = f"{first_word.lower()} {rest}" if first_word == _("The") else place
    return _("in %(place)s, not ours") % {"place": inside}
