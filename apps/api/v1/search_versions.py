"""How a search came to be, and bringing back how it once stood."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset
from apps.api.parsing import Days, Id, In
from apps.api.shapes import Constant, Moment, Out, PersonOut
from apps.api.v1.searches import SearchOut, SearchView
from apps.api.views import CouncilRequest
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.discoveries.actions.searches import restore_search
from apps.searches.models import SearchVersion
from apps.searches.versions import before, between, changes_of


class SearchVersionOut(Out):
    """A search as it once stood. `changes`: what became of the version before it, in sentences."""

    object = Constant("search_version")
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    query = serializers.CharField()
    by = PersonOut()
    at = Moment()
    changes = serializers.ListField(child=serializers.CharField())


class SearchVersions(SearchView):
    out = SearchVersionOut
    keyset = Keyset(("number",), is_descending=True)

    @page("The versions of a search, newest first", permission=P.SEARCHES_READ, out=SearchVersionOut)
    def get(self, request: CouncilRequest, search_id: UUID, query: dict[str, Any]) -> Response:
        search = self.row(search_id)
        return self.paged(query, SearchVersion.objects.newest_first().filter(search=search))

    def dressed(self, rows: list[Any]) -> list[Any]:
        changes = changes_of(rows)
        for version in rows:
            version.changes = changes.get(version.number, ())
        return rows


def _segments() -> serializers.ListField:
    return serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class ComparedOut(SearchVersionOut):
    """A version beside another. Segments are pairs of a text and what became of it: added, removed, moved, or nothing."""

    compared_with = serializers.IntegerField(allow_null=True)
    before = _segments()
    after = _segments()


class ComparedQuery(In):
    compared_with = Id(required=False, help_text="Another version’s id; without it the one before.")


class OneVersion(SearchView):
    @operation(
        "One version, and what changed", permission=P.SEARCHES_READ, query=ComparedQuery, out=ComparedOut
    )
    def get(
        self, request: CouncilRequest, search_id: UUID, version_id: UUID, query: dict[str, Any]
    ) -> Response:
        self.row(search_id)
        version = version_of(search_id, version_id)
        other = version_of(search_id, query["compared_with"]) if "compared_with" in query else before(version)
        return Response(ComparedOut(_compared(version, other)).data)


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
    found: SearchVersion | None = versions.select_related("search", "by__user").first()
    if found is None:
        raise NotThere
    return found


def _compared(version: SearchVersion, other: SearchVersion | None) -> dict[str, Any]:
    facts = {name: getattr(version, name) for name in ("id", "number", "query", "by", "at")}
    if other is None:
        return facts | {"changes": [], "compared_with": None, "before": [], "after": [(version.query, "")]}
    found = between(other, version)
    sides = {"before": found.before, "after": found.after}
    return facts | {"changes": found.sentences, "compared_with": other.number} | sides
