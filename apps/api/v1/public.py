"""What everybody may read: which councils listen, to what and why, and how good company they are."""

from typing import Any, cast

from django.db import models
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset, page_of
from apps.api.shapes import Constant, Moment, Out
from apps.api.v1.council import BalanceOut, BalanceQuery, balance_asked
from apps.api.views import PublicView
from apps.common.clock import now
from apps.common.refusals import NotThere
from apps.organisations.models import Organisation
from apps.organisations.scope import answer_in_council


class PublicOrganisationOut(Out):
    """A council that listens."""

    object = Constant("public_organisation")
    slug = serializers.CharField()
    name = serializers.CharField()
    listening_since = Moment()


class NoticeOut(PublicOrganisationOut):
    """A council's public notice: why it listens, how long it keeps what it finds, and whom to ask."""

    object = Constant("public_notice")
    purpose = serializers.CharField()
    keep_days = serializers.IntegerField()
    contact_name = serializers.CharField()
    contact_email = serializers.CharField()


class PublicOrganisations(PublicView):
    tag = "public"

    @page("The councils that listen", out=PublicOrganisationOut)
    def get(self, request: Request, query: dict[str, Any]) -> Response:
        found = page_of(listening(), Keyset(("slug",)), address=request.path, query=query)
        response = Response(found.body(PublicOrganisationOut, {}))
        if links := found.links():
            response["Link"] = links
        return response


class PublicNotice(PublicView):
    tag = "public"

    @operation("A council’s public notice", out=NoticeOut)
    def get(self, request: Request, slug: str) -> Response:
        return Response(NoticeOut(listener(slug)).data)


class PublicBalance(PublicView):
    tag = "public"

    @operation("What a council gave and asked", query=BalanceQuery, out=BalanceOut)
    def get(self, request: Request, slug: str, query: dict[str, Any]) -> Response:
        council = listener(slug)

        def answer() -> Any:
            return self._finished(Response(BalanceOut(balance_asked(query, at=now())).data))

        return cast(Response, answer_in_council(council.id, answer))


def listening() -> models.QuerySet[Any]:
    return Organisation.objects.listening()


def listener(slug: str) -> Organisation:
    """Raises NotThere, also for a council that does not listen yet."""
    found: Organisation | None = listening().filter(slug=slug).first()
    if found is None:
        raise NotThere
    return found
