"""What we gave and asked."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset, PageQuery
from apps.api.parsing import Choice, Id, Text
from apps.api.shapes import Constant, Moment, Out, PersonOut, Word
from apps.api.v1.finds import SaidIn
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.discoveries.models import Find
from apps.ledger.actions import record_act, withdraw_act
from apps.ledger.models import Act


class ActOut(Out):
    """Something a colleague said or did where people talk."""

    object = Constant("act")
    id = serializers.UUIDField()
    kind = Word(Act.Kind.values)
    way = Word(Act.Way.values)
    words = serializers.CharField()
    place = serializers.CharField()
    find_id = serializers.UUIDField(allow_null=True)
    by = PersonOut()
    at = Moment()


class ActIn(SaidIn):
    """`find` is left out for what was said somewhere else; then `place` says where."""

    find = Id(required=False)
    place = Text(required=False, allow_blank=True, max_length=200)


class ActsQuery(PageQuery):
    way = Choice(choices=Act.Way.choices, required=False)
    kind = Choice(choices=Act.Kind.choices, required=False)
    find = Id(required=False)
    by = Id(required=False, help_text="A member’s id.")


class ActView(OrgView):
    tag = "company"
    name = "act"
    out = ActOut
    keyset = Keyset(("at", "id"), is_descending=True)

    def rows(self) -> models.QuerySet[Any]:
        acts: models.QuerySet[Any] = Act.objects.standing()
        return acts.select_related("by__user")


class Acts(ActView):
    @page("The acts, newest first", permission=P.ACTS_READ, query=ActsQuery, out=ActOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        wanted = {name: query[name] for name in ("way", "kind", "find", "by") if name in query}
        return self.paged(query, self.rows().filter(**wanted))

    @operation(
        "Write down an act", permission=P.ACTS_WRITE, body=ActIn, out=ActOut, status=HTTPStatus.CREATED
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """For a find that one joined in with, POST to its said-it instead: that closes it as well."""
        find = _find(body.pop("find")) if "find" in body else None
        act = record_act(actor=request.actor, find=find, at=now(), **body)
        return self.shown(act.id, HTTPStatus.CREATED)


class OneAct(ActView):
    @operation("One act", permission=P.ACTS_READ, out=ActOut)
    def get(self, request: CouncilRequest, act_id: UUID) -> Response:
        return self.shown(act_id)

    @operation("Take an act back: it counts no more", permission=P.ACTS_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, act_id: UUID) -> Response:
        withdraw_act(actor=request.actor, act=self.match(act_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


def _find(find_id: UUID) -> Find:
    find: Find | None = Find.objects.filter(pk=find_id).first()
    if find is None:
        raise NotThere(field="find")
    return find
