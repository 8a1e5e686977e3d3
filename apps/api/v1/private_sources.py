"""Places behind a secret address, which one council follows for itself alone. The address is never told."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.parsing import Days, Id, In, Text
from apps.api.shapes import Constant, Moment, Out
from apps.api.v1.sources import HealthOut, SourceNameIn, look_named
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.actions.private import (
    follow_privately,
    look_now_private,
    rename_private,
    unfollow_private,
)
from apps.discoveries.models import PrivateFollow


class PrivateSourceOut(Out):
    """A place that we follow behind a secret address, what we call it, and how it is."""

    object = Constant("private_source")
    id = serializers.UUIDField()
    name = serializers.CharField()
    since = Moment()
    host = serializers.CharField()
    platform = serializers.CharField()
    health = HealthOut(source="*")


class PrivateSourceIn(In):
    """One of the places that a look found, by its number from 0; one that is secret."""

    look = Id()
    place = Days(min_value=0, max_value=1000)
    name = Text(required=False, max_length=120)


class PrivateSourceView(OrgView):
    tag = "sources"
    name = "private-source"
    out = PrivateSourceOut

    def rows(self) -> models.QuerySet[Any]:
        follows: models.QuerySet[Any] = PrivateFollow.objects.current()
        return follows


class PrivateSources(PrivateSourceView):
    @page(
        "The places that we follow behind secret addresses", permission=P.SOURCES_READ, out=PrivateSourceOut
    )
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Follow a place behind a secret address",
        permission=P.SOURCES_WRITE,
        body=PrivateSourceIn,
        out=PrivateSourceOut,
        status=HTTPStatus.CREATED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """It is fetched for this council alone, meets its searches, and is stored only as its finds."""
        look = look_named(body.pop("look"))
        follow = follow_privately(actor=request.actor, look=look, at=now(), **body)
        return self.shown(follow.id, HTTPStatus.CREATED)


class OnePrivateSource(PrivateSourceView):
    @operation("One private place", permission=P.SOURCES_READ, out=PrivateSourceOut)
    def get(self, request: CouncilRequest, private_id: UUID) -> Response:
        return self.shown(private_id)

    @operation(
        "Call a private place something else",
        permission=P.SOURCES_WRITE,
        body=SourceNameIn,
        out=PrivateSourceOut,
    )
    def patch(self, request: CouncilRequest, private_id: UUID, body: dict[str, Any]) -> Response:
        rename_private(actor=request.actor, follow=self.match(private_id), at=now(), **body)
        return self.shown(private_id)

    @operation(
        "Stop following and forget the address; its finds stay",
        permission=P.SOURCES_WRITE,
        status=HTTPStatus.NO_CONTENT,
    )
    def delete(self, request: CouncilRequest, private_id: UUID) -> Response:
        unfollow_private(actor=request.actor, follow=self.match(private_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class LookNowPrivately(PrivateSourceView):
    @operation(
        "Look at a private place as soon as its host allows",
        permission=P.SOURCES_WRITE,
        out=PrivateSourceOut,
        status=HTTPStatus.ACCEPTED,
    )
    def post(self, request: CouncilRequest, private_id: UUID) -> Response:
        look_now_private(actor=request.actor, follow=self.row(private_id), at=now())
        return self.shown(private_id, HTTPStatus.ACCEPTED)
