"""Searches that begin from something: starters, or another search."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation
from apps.api.paging import whole
from apps.api.parsing import Id, In, Text
from apps.api.shapes import Constant, Out, Word
from apps.api.v1.searches import SearchOut, SearchView
from apps.api.views import CouncilRequest
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.actions.searches import write_search
from apps.discoveries.actions.starters import start_searches
from apps.discoveries.starters import offers
from apps.searches.copies import name_of_copy
from apps.searches.models import Search

MOST = 50


class StarterOut(Out):
    """A search to begin with. `count` is of the last thirty days, null when there was no time to count; `about`: estimated."""

    object = Constant("search_starter")
    slug = serializers.CharField(source="starter.slug")
    name = serializers.CharField(source="starter.name")
    why = serializers.CharField(source="starter.why")
    purpose = Word(Search.Purpose.values, source="starter.purpose")
    query = serializers.CharField()
    count = serializers.IntegerField(allow_null=True)
    about = serializers.BooleanField()
    search_id = serializers.UUIDField(allow_null=True)


class StartersQuery(In):
    near = Text(required=False, max_length=120, help_text="A place of the council’s.")
    slug = Text(required=False, max_length=40, help_text="Only this one.")


class Starters(SearchView):
    cost = 3

    @operation(
        "Searches to begin with, and what each would have found",
        permission=P.SEARCHES_READ,
        query=StartersQuery,
        out=StarterOut,
        is_page=True,
    )
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        """Counts as many as there is time for; ask for the others one by one."""
        near = [query["near"]] if query.get("near") else []
        slugs = [query["slug"]] if query.get("slug") else []
        return Response(whole(offers(actor=request.actor, near=near, slugs=slugs, at=now()), StarterOut))


class StartIn(In):
    """``near``: names of places; with several, one of them is enough."""

    starters = serializers.ListField(child=Text(max_length=40), min_length=1, max_length=MOST)
    near = serializers.ListField(child=Text(max_length=120), max_length=MOST, required=False)
    team_id = Id(required=False, allow_null=True)


class StartSearches(SearchView):
    @operation(
        "Start several starter searches",
        permission=P.SEARCHES_WRITE,
        body=StartIn,
        out=SearchOut,
        is_page=True,
        keeps=False,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Those whose name is taken already are passed over. When one is refused none is started."""
        begun = start_searches(actor=request.actor, at=now(), **body)
        return Response(whole([self.row(search.id) for search in begun], SearchOut))


class CopyIn(In):
    name = Text(required=False, max_length=80, help_text="“Copy of …” without one.")


class CopySearch(SearchView):
    @operation(
        "Copy a search",
        permission=P.SEARCHES_WRITE,
        body=CopyIn,
        out=SearchOut,
        status=HTTPStatus.CREATED,
    )
    def post(self, request: CouncilRequest, search_id: UUID, body: dict[str, Any]) -> Response:
        """Another search with the same words, purpose and team. It runs at once."""
        like = self.row(search_id)
        search = write_search(
            actor=request.actor,
            name=body.get("name") or name_of_copy(like),
            query=like.query,
            purpose=like.purpose,
            team_id=like.team_id,
            at=now(),
        )
        return self.shown(search.id, HTTPStatus.CREATED)
