"""How a search came to be, and bringing back how it once stood."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset
from apps.api.parsing import Days, In
from apps.api.shapes import Constant, Moment, Out, PersonOut
from apps.api.v1.searches import SearchOut, SearchView
from apps.api.views import CouncilRequest
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.discoveries.actions.searches import restore_search
from apps.searches.models import SearchVersion


class SearchVersionOut(Out):
    """A search as it once stood."""

    object = Constant("search_version")
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    query = serializers.CharField()
    by = PersonOut()
    at = Moment()


class SearchVersions(SearchView):
    out = SearchVersionOut
    keyset = Keyset(("number",), is_descending=True)

    @page("The versions of a search, newest first", permission=P.SEARCHES_READ, out=SearchVersionOut)
    def get(self, request: CouncilRequest, search_id: UUID, query: dict[str, Any]) -> Response:
        search = self.row(search_id)
        return self.paged(query, SearchVersion.objects.newest_first().filter(search=search))


class RestoreIn(In):
    """``based_on``: the version that was read last; an older one is refused."""

    based_on = Days(required=False, min_value=1)


class RestoreVersion(SearchView):
    @operation("Bring a version back", permission=P.SEARCHES_READ, body=RestoreIn, out=SearchOut)
    def post(
        self, request: CouncilRequest, search_id: UUID, version_id: UUID, body: dict[str, Any]
    ) -> Response:
        """Its words become the newest version; none is lost."""
        self.match(search_id)
        version = version_of(search_id, version_id)
        restore_search(actor=request.actor, version=version, at=now(), **body)
        return self.shown(search_id)


def version_of(search_id: UUID, version_id: UUID) -> SearchVersion:
    """Raises NotThere."""
    versions = SearchVersion.objects.newest_first().filter(search_id=search_id, pk=version_id)
    found: SearchVersion | None = versions.select_related("search").first()
    if found is None:
        raise NotThere
    return found
