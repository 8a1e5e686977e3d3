"""Who looks in on which day."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import whole
from apps.api.parsing import Day, Id, In, Whole
from apps.api.shapes import Constant, Out, PersonOut
from apps.api.views import CouncilRequest, OrgView
from apps.assignments.actions import end_swap, set_weekdays, swap_day
from apps.assignments.models import HostSwap, HostWeekday
from apps.assignments.rota import host_days
from apps.common.clock import day_of, now
from apps.common.permission import Permission as P

LONGEST = 65
WEEKDAYS = {weekday.name.lower(): weekday.value for weekday in HostWeekday.Weekday}


class HostDayOut(Out):
    """A weekday and who looks in. `swap_id` is there when that is not as usual."""

    object = Constant("host_day")
    day = serializers.DateField()
    host = PersonOut(allow_null=True)
    usual = PersonOut(allow_null=True)
    swap_id = serializers.UUIDField(source="swap.id", allow_null=True, default=None)
    bank_holiday = serializers.CharField(source="holiday", help_text="Its name, or empty.")


class HostsQuery(In):
    """Weekdays from today on."""

    days = Whole(min_value=1, max_value=LONGEST, default=10)


class WeekdaysIn(In):
    """Who usually looks in. A weekday that is left out stays as it is; null is nobody."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {name: Id(required=False, allow_null=True, help_text="A member’s id.") for name in WEEKDAYS}


class Hosts(OrgView):
    tag = "finds"

    @page("Who is host", permission=P.PEOPLE_READ, query=HostsQuery, out=HostDayOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self._days(query["days"])

    @page("Say who usually is", permission=P.FINDS_JOIN, query=HostsQuery, body=WeekdaysIn, out=HostDayOut)
    def patch(self, request: CouncilRequest, query: dict[str, Any], body: dict[str, Any]) -> Response:
        hosts = {WEEKDAYS[name]: host for name, host in body.items()}
        set_weekdays(actor=request.actor, hosts=hosts, at=now())
        return self._days(query["days"])

    def _days(self, count: int) -> Response:
        days = host_days(day_of(now()), count, nation=self.request.organisation.nation)
        return Response(whole(days, HostDayOut))


class SwapIn(In):
    day = Day()
    host = Id(allow_null=True, help_text="A member’s id, or null for nobody.")


class SwapOut(Out):
    """Who looks in on one day instead."""

    object = Constant("host_swap")
    id = serializers.UUIDField()
    day = serializers.DateField()
    host = PersonOut(allow_null=True)


class SwapView(OrgView):
    tag = "finds"
    name = "host-swap"
    out = SwapOut

    def rows(self) -> models.QuerySet[Any]:
        swaps: models.QuerySet[Any] = HostSwap.objects.all().for_display()
        return swaps


class HostSwaps(SwapView):
    @operation(
        "Change who is host on one day",
        permission=P.FINDS_JOIN,
        body=SwapIn,
        out=SwapOut,
        status=HTTPStatus.CREATED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """A second swap of the same day takes the place of the first."""
        swap = swap_day(actor=request.actor, at=now(), **body)
        return self.shown(swap.id, HTTPStatus.CREATED)


class OneHostSwap(SwapView):
    @operation("One swap", permission=P.PEOPLE_READ, out=SwapOut)
    def get(self, request: CouncilRequest, swap_id: UUID) -> Response:
        return self.shown(swap_id)

    @operation("Let the day have its usual host again", permission=P.FINDS_JOIN, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, swap_id: UUID) -> Response:
        end_swap(actor=request.actor, swap=self.match(swap_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)
