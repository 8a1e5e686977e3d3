"""The first steps, and one find to practise on."""

from http import HTTPStatus
from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import whole
from apps.api.parsing import Choice, In, Nothing
from apps.api.shapes import Constant, Out, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.ledger.actions import practise
from apps.ledger.first_steps import first_steps
from apps.ledger.models import Act
from apps.organisations.actions import close_welcome

KEYS = ["places", "sources", "searches", "colleague", "practice", "said"]


class FirstStepOut(Out):
    """One of the steps to a first “I said it”. `count` of `wanted` where it takes several."""

    object = Constant("first_step")
    key = Word(KEYS)
    minutes = serializers.IntegerField()
    is_done = serializers.BooleanField()
    count = serializers.IntegerField()
    wanted = serializers.IntegerField()


class FirstSteps(OrgView):
    tag = "council"

    @page("The first steps", query=Nothing, out=FirstStepOut)
    def get(self, request: CouncilRequest) -> Response:
        """Those that the caller may take, and which are behind them."""
        return Response(whole(first_steps(request.actor, at=now()), FirstStepOut))


class CloseFirstSteps(OrgView):
    tag = "council"

    @operation("Put the first steps away", status=HTTPStatus.NO_CONTENT, keeps=False)
    def post(self, request: CouncilRequest) -> Response:
        """For the person who asks; they stay for everybody else."""
        close_welcome(actor=request.actor, at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class PracticeIn(In):
    kind = Choice(choices=Act.Kind.choices)
    way = Choice(choices=Act.Way.choices)


class Practice(OrgView):
    tag = "company"

    @operation(
        "Practise “I said it”",
        permission=P.ACTS_WRITE,
        body=PracticeIn,
        status=HTTPStatus.NO_CONTENT,
        keeps=False,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Nothing is counted."""
        practise(actor=request.actor, at=now(), **body)
        return Response(status=HTTPStatus.NO_CONTENT)
