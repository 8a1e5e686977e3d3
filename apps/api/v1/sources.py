"""Places that a council follows, and looking at an address before following it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.parsing import Choice, Days, Id, In, Text
from apps.api.shapes import Constant, Moment, Out, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.discoveries.actions.sources import ask_to_look, follow_place, look_now, rename_follow, unfollow
from apps.discoveries.health import how_it_is
from apps.discoveries.models import Follow, Look, Source
from apps.discoveries.whose import WHOSE


class ListedItemOut(Out):
    """Something that a place lists, as a sample."""

    title = serializers.CharField()
    url = serializers.CharField()
    at = serializers.CharField(allow_null=True)


class FoundPlaceOut(Out):
    """Something at an address that can be followed.

    `secret`: whoever knows its address can read it, so the address is not told; follow it as a private source.
    `account`: whose it is, where everything there is by one account; only organisations and groups are followed.
    """

    title = serializers.CharField()
    feed_url = serializers.CharField()
    home_url = serializers.CharField()
    platform = serializers.CharField()
    what = serializers.CharField()
    secret = serializers.BooleanField()
    account = serializers.CharField(default="")
    items = ListedItemOut(many=True)


class LookOut(Out):
    """What is at an address. While `state` is looking, ask again in a second or two."""

    object = Constant("look")
    id = serializers.UUIDField()
    address = serializers.CharField()
    state = Word(Look.State.values)
    sentence = serializers.CharField()
    places = FoundPlaceOut(many=True)
    asked_at = Moment()
    answered_at = Moment(allow_null=True)


class LookIn(In):
    address = Text(max_length=2000)


class LookView(OrgView):
    tag = "sources"
    name = "look"
    out = LookOut

    def rows(self) -> models.QuerySet[Any]:
        looks: models.QuerySet[Any] = Look.objects.all()
        return looks


class Looks(LookView):
    @operation(
        "Look at an address",
        permission=P.SOURCES_WRITE,
        body=LookIn,
        out=LookOut,
        status=HTTPStatus.ACCEPTED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """A worker looks; read the Location until it has. Nothing is followed yet."""
        look = ask_to_look(actor=request.actor, at=now(), **body)
        return self.shown(look.id, HTTPStatus.ACCEPTED)


class OneLook(LookView):
    @operation("What is at an address", permission=P.SOURCES_READ, out=LookOut)
    def get(self, request: CouncilRequest, look_id: UUID) -> Response:
        return self.shown(look_id)


def look_named(look_id: UUID) -> Look:
    """Raises NotThere."""
    look: Look | None = Look.objects.filter(pk=look_id).first()
    if look is None:
        raise NotThere(field="look")
    return look


class HealthOut(Out):
    """How a place is, in words: nothing from before we followed it."""

    state = Word([*Source.State.values, "ended"])
    sentence = serializers.CharField()
    who_must_act = serializers.CharField()
    looked_at = Moment(allow_null=True)
    next_at = Moment(allow_null=True)

    def to_representation(self, instance: Follow) -> Any:
        return super().to_representation(how_it_is(instance, now()))


class SourceOut(Out):
    """A place that we follow, what we call it, and how it is."""

    object = Constant("source")
    id = serializers.UUIDField()
    name = serializers.CharField()
    since = Moment()
    title = serializers.CharField(source="source.title")
    url = serializers.CharField(source="source.url")
    home_url = serializers.CharField(source="source.home_url")
    platform = serializers.CharField(source="source.platform")
    account = serializers.CharField(source="source.account")
    health = HealthOut(source="*")


class SourceIn(In):
    """One of the places that a look found, by its number from 0."""

    look = Id()
    place = Days(min_value=0, max_value=1000)
    name = Text(required=False, max_length=120)
    whose = Choice(
        choices=list(WHOSE.items()),
        required=False,
        help_text="Whose account it is, where everything there is by one that is not on the list of accounts.",
    )


class SourceNameIn(In):
    name = Text(max_length=120)


class SourceView(OrgView):
    tag = "sources"
    name = "source"
    out = SourceOut

    def rows(self) -> models.QuerySet[Any]:
        follows: models.QuerySet[Any] = Follow.objects.current()
        return follows.select_related("source")


class Sources(SourceView):
    @page("The places that we follow", permission=P.SOURCES_READ, out=SourceOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Follow a place", permission=P.SOURCES_WRITE, body=SourceIn, out=SourceOut, status=HTTPStatus.CREATED
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Look at an address first; then name the look and which of its places."""
        look = look_named(body.pop("look"))
        follow = follow_place(actor=request.actor, look=look, at=now(), **body)
        return self.shown(follow.id, HTTPStatus.CREATED)


class OneSource(SourceView):
    @operation("One place", permission=P.SOURCES_READ, out=SourceOut)
    def get(self, request: CouncilRequest, source_id: UUID) -> Response:
        return self.shown(source_id)

    @operation("Call a place something else", permission=P.SOURCES_WRITE, body=SourceNameIn, out=SourceOut)
    def patch(self, request: CouncilRequest, source_id: UUID, body: dict[str, Any]) -> Response:
        rename_follow(actor=request.actor, follow=self.match(source_id), at=now(), **body)
        return self.shown(source_id)

    @operation("Stop following; its finds stay", permission=P.SOURCES_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, source_id: UUID) -> Response:
        unfollow(actor=request.actor, follow=self.match(source_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class LookNow(SourceView):
    @operation(
        "Look at a place as soon as its host allows",
        permission=P.SOURCES_WRITE,
        out=SourceOut,
        status=HTTPStatus.ACCEPTED,
    )
    def post(self, request: CouncilRequest, source_id: UUID) -> Response:
        look_now(actor=request.actor, follow=self.row(source_id), at=now())
        return self.shown(source_id, HTTPStatus.ACCEPTED)
