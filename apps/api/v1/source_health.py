"""How the places that we follow are: their rhythm, and what to do."""

from typing import Any

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import page
from apps.api.shapes import Constant, Moment, Out
from apps.api.v1.sources import HealthOut
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.health import how_it_is, what_to_do
from apps.discoveries.models import Follow
from apps.discoveries.quiet import rhythms_of


class DayOfPostsOut(Out):
    date = serializers.DateField()
    count = serializers.IntegerField()


class SourceHealthOut(Out):
    """One place over the last 28 days, from the moment we followed it. `is_quiet`: silent for much longer than usual."""

    object = Constant("source_health")
    source_id = serializers.UUIDField(source="id")
    name = serializers.CharField()
    health = HealthOut(source="*")
    is_quiet = serializers.BooleanField(source="rhythm.is_quiet")
    posts = serializers.IntegerField(source="rhythm.posts")
    last_at = Moment(source="rhythm.last_at", allow_null=True)
    usual_gap_hours = serializers.SerializerMethodField()
    by_day = serializers.SerializerMethodField()
    what_to_do = serializers.SerializerMethodField()

    def get_usual_gap_hours(self, follow: Any) -> float | None:
        return round(follow.rhythm.gap.total_seconds() / 3600, 1) if follow.rhythm.gap else None

    def get_by_day(self, follow: Any) -> list[dict[str, Any]]:
        return list(
            DayOfPostsOut([{"date": day, "count": n} for day, n in follow.rhythm.by_day], many=True).data
        )

    def get_what_to_do(self, follow: Any) -> str:
        return str(what_to_do(how_it_is(follow, now()), follow.rhythm))


class SourcesHealth(OrgView):
    tag = "sources"
    out = SourceHealthOut

    def rows(self) -> models.QuerySet[Any]:
        follows: models.QuerySet[Any] = Follow.objects.current()
        return follows.select_related("source")

    @page("How the places that we follow are", permission=P.SOURCES_READ, out=SourceHealthOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    def dressed(self, rows: list[Any]) -> list[Any]:
        rhythms = rhythms_of(rows, now())
        for follow in rows:
            follow.rhythm = rhythms[follow.id]
        return rows
