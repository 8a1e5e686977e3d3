"""What everybody may read: which councils listen, to what and why, and how good company they are."""

from collections.abc import Callable
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
from apps.discoveries.notice import public_notice
from apps.organisations.models import Organisation
from apps.organisations.scope import answer_in_council


class PublicOrganisationOut(Out):
    """A council that listens."""

    object = Constant("public_organisation")
    slug = serializers.CharField()
    name = serializers.CharField()
    listening_since = Moment()


class NoticeOut(Out):
    """A council's public notice: what it listens to and why, how long it keeps what it finds, and whom to ask."""

    object = Constant("public_notice")
    council = serializers.CharField()
    listening_since = Moment()
    purpose = serializers.CharField()
    searches = serializers.ListField(child=serializers.CharField())
    places = serializers.ListField(child=serializers.CharField())
    item_days = serializers.IntegerField()
    find_days = serializers.IntegerField()
    contact_name = serializers.CharField()
    contact_email = serializers.CharField()
    changed_at = Moment()


class PublicOrganisations(PublicView):
    tag = "public"

    @page("The councils that listen", out=PublicOrganisationOut)
    def get(self, request: Request, query: dict[str, Any]) -> Response:
        found = page_of(listening(), Keyset(("slug",)), address=request.path, query=query)
        response = Response(found.body(PublicOrganisationOut))
        if links := found.links():
            response["Link"] = links
        return response


class OfOneCouncil(PublicView):
    """Reads in the scope of the council in the address."""

    tag = "public"

    def told_of(self, council: Organisation, tell: Callable[[], Any]) -> Response:
        return cast(Response, answer_in_council(council.id, lambda: self._finished(Response(tell()))))


class PublicNotice(OfOneCouncil):
    @operation("A council’s public notice", out=NoticeOut)
    def get(self, request: Request, slug: str) -> Response:
        council = listener(slug)
        return self.told_of(council, lambda: NoticeOut(public_notice(council, now())).data)


class PublicBalance(OfOneCouncil):
    @operation("What a council gave and asked", query=BalanceQuery, out=BalanceOut)
    def get(self, request: Request, slug: str, query: dict[str, Any]) -> Response:
        council = listener(slug)
        return self.told_of(council, lambda: BalanceOut(balance_asked(query, at=now())).data)


def listening() -> models.QuerySet[Any]:
    return Organisation.objects.listening()


def listener(slug: str) -> Organisation:
    """Raises NotThere, also for a council that does not listen yet."""
    found: Organisation | None = listening().filter(slug=slug).first()
    if found is None:
        raise NotThere
    return found
