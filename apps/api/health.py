"""Whether we live, are ready, and keep up: answered before hosts, sessions and sign-in."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from apps.common.clock import now
from apps.ingestion.health import work_health


class HealthMiddleware:
    """``/healthz/live``: the process. ``/healthz/ready``: the database, migrated. ``/healthz/work``: for monitoring."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answers = {"/healthz/live": self.live, "/healthz/ready": self.ready, "/healthz/work": self.work}
        answer = answers.get(request.path)
        return answer() if answer else self.get_response(request)

    def live(self) -> HttpResponse:
        return _answer(healthy=True, facts={})

    def ready(self) -> HttpResponse:
        try:
            return _answer(healthy=self._migrated(), facts={"migrated": self.is_migrated})
        except DatabaseError:
            return _answer(healthy=False, facts={"database": "does not answer"})

    def work(self) -> HttpResponse:
        try:
            facts = work_health(at=now())
        except DatabaseError:
            return _answer(healthy=False, facts={"database": "does not answer"})
        return _answer(healthy=facts["tick_age_seconds"] < TICK_TOO_OLD.total_seconds(), facts=facts)

    def _migrated(self) -> bool:
        connection = connections["default"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not self.is_migrated:
            executor = MigrationExecutor(connection)
            self.is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return self.is_migrated


TICK_TOO_OLD = timedelta(minutes=3)


def _answer(*, healthy: bool, facts: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.OK if healthy else HTTPStatus.SERVICE_UNAVAILABLE
    response = JsonResponse({"healthy": healthy} | facts, status=status)
    response["Cache-Control"] = "no-store"
    if not healthy:
        response["Retry-After"] = "5"
    return response
