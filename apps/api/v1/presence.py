"""Who is looking at a find, for a minute at a time."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import whole
from apps.api.parsing import Nothing
from apps.api.shapes import Constant, Moment, Out, PersonOut
from apps.api.views import CouncilRequest, OrgView
from apps.assignments.actions import look_in, look_out
from apps.assignments.presence import others_at
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.models import Find


class PresenceOut(Out):
    """That a colleague is looking, until then unless they say it again. Kept no longer."""

    object = Constant("presence")
    person = PersonOut(source="member")
    until = Moment()


class FindPresence(OrgView):
    tag = "finds"

    def rows(self) -> models.QuerySet[Any]:
        finds: models.QuerySet[Any] = Find.objects.all()
        return finds

    @page("Which colleagues are looking", permission=P.FINDS_READ, query=Nothing, out=PresenceOut)
    def get(self, request: CouncilRequest, find_id: UUID) -> Response:
        return self._others(self.row(find_id))

    @page("Say that one is looking", permission=P.FINDS_READ, query=Nothing, out=PresenceOut, keeps=False)
    def post(self, request: CouncilRequest, find_id: UUID) -> Response:
        """For the next minute; answers with the colleagues who are. Say it again every twenty seconds or so."""
        find = self.row(find_id)
        look_in(actor=request.actor, find=find, at=now())
        return self._others(find)

    @operation("Say that one has gone", permission=P.FINDS_READ, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, find_id: UUID) -> Response:
        look_out(actor=request.actor, find=self.row(find_id))
        return Response(status=HTTPStatus.NO_CONTENT)

    def _others(self, find: Find) -> Response:
        return Response(whole(others_at(find, actor=self.request.actor, at=now()), PresenceOut))
