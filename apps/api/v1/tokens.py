"""Keys for programs. The secret is in the answer that makes it, and nowhere afterwards."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.parsing import Choice, Days, In, Text
from apps.api.shapes import Constant, Moment, Out, PersonOut, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.organisations.actions import issue_token, revoke_token
from apps.organisations.models import ApiToken


class TokenOut(Out):
    """A key, without what opens."""

    object = Constant("token")
    id = serializers.UUIDField()
    kind = Word(ApiToken.Kind.values)
    name = serializers.CharField()
    prefix = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    networks = serializers.ListField(child=serializers.CharField())
    created_by = PersonOut()
    created_at = Moment()
    expires_at = Moment()
    last_used_on = serializers.DateField(allow_null=True)


class IssuedOut(TokenOut):
    """A new key. `secret` is shown this once; a replay has null."""

    secret = serializers.CharField(allow_null=True)


class TokenIn(In):
    name = Text(max_length=80)
    scopes = serializers.ListField(child=Choice(choices=[permission.value for permission in P]), min_length=1)
    kind = Choice(choices=ApiToken.Kind.choices, required=False)
    days = Days(required=False, min_value=1, max_value=365)
    networks = serializers.ListField(
        child=Text(max_length=43),
        required=False,
        max_length=20,
        help_text="The only networks it may be used from.",
    )


class TokenView(OrgView):
    tag = "tokens"
    name = "token"
    out = TokenOut

    def rows(self) -> models.QuerySet[Any]:
        return tokens_of(self.request)


class Tokens(TokenView):
    @page("The tokens: one’s own, and for owners everybody’s", out=TokenOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation("Make a token", body=TokenIn, out=IssuedOut, status=HTTPStatus.CREATED)
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Only signed in: a token makes no tokens. The secret is never kept, so a replay comes without it."""
        issued = issue_token(actor=request.actor, at=now(), **body)
        response = self.shown(issued.token.id, HTTPStatus.CREATED)
        response.data = response.data | {"secret": issued.secret}
        return response

    def shown(self, pk: UUID, status: int = HTTPStatus.OK) -> Response:
        response = super().shown(pk, status)
        response.data = response.data | {"secret": None}
        return response


class OneToken(TokenView):
    @operation("One token", out=TokenOut)
    def get(self, request: CouncilRequest, token_id: UUID) -> Response:
        return self.shown(token_id)

    @operation("Revoke a token", status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, token_id: UUID) -> Response:
        """From the next call on it is refused."""
        revoke_token(actor=request.actor, token=self.match(token_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


def tokens_of(request: CouncilRequest) -> models.QuerySet[Any]:
    """Of the caller; of everybody for those who may make them for other systems."""
    tokens: models.QuerySet[Any] = ApiToken.objects.of_organisation(request.organisation.id).usable(now())
    tokens = tokens.select_related("created_by__user", "organisation")
    if request.actor.may(P.INTEGRATIONS_WRITE):
        return tokens
    return tokens.filter(created_by_id=request.actor.membership_id)
