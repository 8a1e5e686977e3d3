"""Saved searches."""

from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import PageQuery
from apps.api.parsing import Choice, Day, Days, Id, In, Text
from apps.api.shapes import Constant, Moment, Out, PersonOut, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.actions.searches import change_search, write_search
from apps.searches.actions import end_search, lock_search, pause_search, resume_search, unlock_search
from apps.searches.models import Search


class SearchOut(Out):
    """A saved search as it stands."""

    object = Constant("search")
    id = serializers.UUIDField()
    name = serializers.CharField()
    query = serializers.CharField()
    purpose = Word(Search.Purpose.values)
    state = Word(Search.State.values)
    team_id = serializers.UUIDField(allow_null=True)
    version = serializers.IntegerField()
    resumes_at = Moment(allow_null=True)
    locked_by = PersonOut(allow_null=True)
    created_at = Moment()
    changed_at = Moment()


class SearchIn(In):
    name = Text(max_length=80)
    query = Text(max_length=2000)
    purpose = Choice(choices=Search.Purpose.choices, required=False)
    team_id = Id(required=False, allow_null=True)


class SearchChangeIn(In):
    """What is named is changed; the rest stays. ``based_on``: the version that was read; an older one is refused."""

    name = Text(required=False, max_length=80)
    query = Text(required=False, max_length=2000)
    purpose = Choice(choices=Search.Purpose.choices, required=False)
    team_id = Id(required=False, allow_null=True)
    based_on = Days(required=False, min_value=1)


class SearchView(OrgView):
    tag = "searches"
    name = "search"
    out: ClassVar[type[serializers.BaseSerializer[Any]]] = SearchOut

    def rows(self) -> models.QuerySet[Any]:
        searches: models.QuerySet[Any] = Search.objects.current().select_related("locked_by__user")
        return searches


class SearchesQuery(PageQuery):
    """Without a filter: all that have not ended."""

    state = Choice(
        choices=[(state.value, state.label) for state in (Search.State.RUNNING, Search.State.PAUSED)],
        required=False,
    )
    team = Id(required=False)
    locked = Choice(choices=[("true", "true"), ("false", "false")], required=False)


class Searches(SearchView):
    @page("The searches", permission=P.SEARCHES_READ, query=SearchesQuery, out=SearchOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        searches = self.rows()
        if "state" in query:
            searches = searches.filter(state=query["state"])
        if "team" in query:
            searches = searches.filter(team_id=query["team"])
        if "locked" in query:
            searches = searches.filter(locked_by__isnull=query["locked"] == "false")
        return self.paged(query, searches)

    @operation(
        "Write a search", permission=P.SEARCHES_WRITE, body=SearchIn, out=SearchOut, status=HTTPStatus.CREATED
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """It runs at once, and its last seven days come in the background."""
        search = write_search(actor=request.actor, at=now(), **body)
        return self.shown(search.id, HTTPStatus.CREATED)


class OneSearch(SearchView):
    @operation("One search", permission=P.SEARCHES_READ, out=SearchOut)
    def get(self, request: CouncilRequest, search_id: UUID) -> Response:
        return self.shown(search_id)

    @operation("Change a search", permission=P.SEARCHES_READ, body=SearchChangeIn, out=SearchOut)
    def patch(self, request: CouncilRequest, search_id: UUID, body: dict[str, Any]) -> Response:
        """It becomes another version of itself. Earlier finds still say by which version they were found.

        For those who write searches, and of a team's search for the colleagues of the team.
        """
        search = self.match(search_id)
        standing = {"name": search.name, "query": search.query, "team_id": search.team_id}
        change_search(actor=request.actor, search=search, at=now(), **standing | body)
        return self.shown(search_id)

    @operation("End a search; its finds stay", permission=P.SEARCHES_READ, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, search_id: UUID) -> Response:
        end_search(actor=request.actor, search=self.match(search_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class PauseIn(In):
    until = Day(required=False, allow_null=True, help_text="It resumes by itself on that morning.")


class PauseSearch(SearchView):
    @operation("Pause a search", permission=P.SEARCHES_READ, body=PauseIn, out=SearchOut)
    def post(self, request: CouncilRequest, search_id: UUID, body: dict[str, Any]) -> Response:
        pause_search(actor=request.actor, search=self.row(search_id), at=now(), **body)
        return self.shown(search_id)


class ResumeSearch(SearchView):
    @operation("Resume a search", permission=P.SEARCHES_READ, out=SearchOut)
    def post(self, request: CouncilRequest, search_id: UUID) -> Response:
        """The seven days that it missed come in the background."""
        resume_search(actor=request.actor, search=self.row(search_id), at=now())
        return self.shown(search_id)


class SearchLock(SearchView):
    @operation("Lock a search", permission=P.SEARCHES_READ, out=SearchOut)
    def post(self, request: CouncilRequest, search_id: UUID) -> Response:
        """From now on only owners, and whoever locked it, change it."""
        lock_search(actor=request.actor, search=self.row(search_id), at=now())
        return self.shown(search_id)

    @operation("Unlock a search", permission=P.SEARCHES_READ, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, search_id: UUID) -> Response:
        unlock_search(actor=request.actor, search=self.match(search_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)
