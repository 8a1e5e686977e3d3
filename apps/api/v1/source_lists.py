"""Lists of places in OPML: handed in, looked through by workers, and taken along."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset
from apps.api.parsing import In, Text
from apps.api.shapes import Constant, Moment, Out, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.discoveries.actions.lists import call_off_list, hand_in_list
from apps.discoveries.exports import places_as_opml
from apps.discoveries.models import ListedPlace, PlaceList
from apps.discoveries.opml import MOST_BYTES


class SourceListOut(Out):
    """How far a list is: of its places those that are not waiting were looked at."""

    object = Constant("source_list")
    id = serializers.UUIDField()
    state = serializers.SerializerMethodField(help_text="looking, done or cancelled")
    title = serializers.CharField()
    asked_at = Moment()
    cancelled_at = Moment(allow_null=True)
    places = serializers.IntegerField(source="places_count")
    waiting = serializers.IntegerField()
    followed = serializers.IntegerField()

    def get_state(self, handed_in: Any) -> str:
        if handed_in.waiting:
            return "looking"
        return "cancelled" if handed_in.cancelled_at else "done"


class ListedPlaceOut(Out):
    """What became of one place of a list. `look`: where to decide oneself, if an answer is needed."""

    object = Constant("listed_place")
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    address = serializers.CharField()
    state = Word(ListedPlace.State.values)
    sentence = serializers.CharField()
    look = serializers.UUIDField(source="look_id", allow_null=True)


class SourceListIn(In):
    opml = Text(trim_whitespace=False, max_length=MOST_BYTES, help_text="The whole file, at most 500 places.")


class OpmlOut(Out):
    """What we follow, as a file for any reader of feeds."""

    object = Constant("source_opml")
    opml = serializers.CharField()


class SourceListView(OrgView):
    tag = "sources"
    name = "source-list"
    out = SourceListOut
    keyset = Keyset(("asked_at", "id"), is_descending=True)

    def rows(self) -> models.QuerySet[Any]:
        lists: models.QuerySet[Any] = PlaceList.objects.with_progress()
        return lists


class SourceLists(SourceListView):
    @page("The lists that were handed in, newest first", permission=P.SOURCES_READ, out=SourceListOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Hand in a list of places (OPML)",
        permission=P.SOURCES_WRITE,
        body=SourceListIn,
        out=SourceListOut,
        status=HTTPStatus.ACCEPTED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Workers look at each place and follow it where nothing stands against that. The same list again does no harm."""
        handed_in = hand_in_list(actor=request.actor, at=now(), **body)
        return self.shown(handed_in.id, HTTPStatus.ACCEPTED)


class OneSourceList(SourceListView):
    @operation("How far a list is", permission=P.SOURCES_READ, out=SourceListOut)
    def get(self, request: CouncilRequest, list_id: UUID) -> Response:
        return self.shown(list_id)

    @operation(
        "Call a list off; what is followed by now stays",
        permission=P.SOURCES_WRITE,
        status=HTTPStatus.NO_CONTENT,
    )
    def delete(self, request: CouncilRequest, list_id: UUID) -> Response:
        call_off_list(actor=request.actor, handed_in=self.match(list_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class SourceListPlaces(OrgView):
    tag = "sources"
    keyset = Keyset(("number", "id"))
    out = ListedPlaceOut

    @page("What became of each place of a list", permission=P.SOURCES_READ, out=ListedPlaceOut)
    def get(self, request: CouncilRequest, list_id: UUID, query: dict[str, Any]) -> Response:
        handed_in = PlaceList.objects.filter(pk=list_id).first()
        if handed_in is None:
            raise NotThere
        return self.paged(query, ListedPlace.objects.filter(list=handed_in))


class Export(OrgView):
    tag = "sources"

    @operation("What we follow, as OPML", permission=P.SOURCES_READ, out=OpmlOut)
    def get(self, request: CouncilRequest) -> Response:
        """Private places are there by name, without their address."""
        return Response(OpmlOut({"opml": places_as_opml(request.organisation)}).data)
