"""Places that a council's own finds lead to and that it does not follow."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.shapes import Constant, Out
from apps.api.v1.sources import LookOut
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.actions.suggestions import decline_suggestion, look_at_suggestion
from apps.discoveries.models import Suggestion


class SuggestionOut(Out):
    """A host that `finds` of our finds lead to, and where something can be followed."""

    object = Constant("source_suggestion")
    id = serializers.UUIDField()
    host = serializers.CharField()
    title = serializers.CharField()
    finds = serializers.IntegerField()


class SuggestionView(OrgView):
    tag = "sources"
    name = "source-suggestion"
    out = SuggestionOut

    def rows(self) -> models.QuerySet[Any]:
        offered: models.QuerySet[Any] = Suggestion.objects.offered()
        return offered


class Suggestions(SuggestionView):
    @page("Places that our finds lead to", permission=P.SOURCES_READ, out=SuggestionOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)


class OneSuggestion(SuggestionView):
    @operation("One suggestion", permission=P.SOURCES_READ, out=SuggestionOut)
    def get(self, request: CouncilRequest, suggestion_id: UUID) -> Response:
        return self.shown(suggestion_id)

    @operation(
        "Not for us: do not suggest it again", permission=P.SOURCES_WRITE, status=HTTPStatus.NO_CONTENT
    )
    def delete(self, request: CouncilRequest, suggestion_id: UUID) -> Response:
        decline_suggestion(actor=request.actor, suggestion=self.match(suggestion_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class LookAtSuggestion(SuggestionView):
    @operation("Look at what is there", permission=P.SOURCES_WRITE, out=LookOut, status=HTTPStatus.ACCEPTED)
    def post(self, request: CouncilRequest, suggestion_id: UUID) -> Response:
        """As if its address had been pasted; read the Location until a worker has looked."""
        look = look_at_suggestion(actor=request.actor, suggestion=self.row(suggestion_id), at=now())
        response = Response(LookOut(look).data, status=HTTPStatus.ACCEPTED)
        response["Location"] = reverse("api:look", args=[request.organisation.slug, look.id])
        return response
