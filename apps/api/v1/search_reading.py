"""One search in three ways: its query, the boxes of a form, and the sentence that it makes."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation
from apps.api.parsing import In, Text
from apps.api.shapes import Constant, Out
from apps.api.v1.previews import NoteOut
from apps.api.views import CouncilRequest, OrgView
from apps.common.permission import Permission as P
from apps.common.refusals import Invalid
from apps.searches.editing import Reading, read_boxes, read_query
from apps.searches.language.asking import SIMPLE, Box, Boxes, split

MOST_ITEMS = 200
LONGEST = 2000


class BoxesIn(In):
    """Each box holds items as people write them; one text may hold several, with commas or line ends between."""

    def get_fields(self) -> dict[str, Any]:
        return {box.value: _items(Text(max_length=LONGEST, allow_blank=True)) for box in Box}


class BoxesOut(Out):
    """What each box holds; a box that is not there is empty."""

    def get_fields(self) -> dict[str, Any]:
        return {box.value: _items(serializers.CharField()) for box in Box}

    def to_representation(self, instance: Boxes) -> dict[str, list[str]]:
        return {box.value: list(items) for box, items in instance.items()}


class SimpleBoxesOut(BoxesOut):
    """The two boxes of the simple way."""

    def get_fields(self) -> dict[str, Any]:
        return {box.value: _items(serializers.CharField()) for box in SIMPLE}


class ReadNoteOut(NoteOut):
    """What there is to say, and about which ``field``: a box, or the query."""

    field = serializers.CharField()


class SearchReadingOut(Out):
    """One search in every way. Where a way cannot show it, its boxes are null and there is a reason."""

    object = Constant("search_reading")
    query = serializers.CharField()
    sentence = serializers.CharField()
    notes = ReadNoteOut(many=True)
    fields = BoxesOut(allow_null=True, source="detailed.boxes")  # type: ignore[assignment]  # what the API calls it
    cannot_show = serializers.CharField(source="detailed.cannot_show")
    simple = SimpleBoxesOut(allow_null=True, source="simple.boxes")
    simple_cannot_show = serializers.CharField(source="simple.cannot_show")


class SearchReadingIn(In):
    """A query, or what stands in boxes; with both, the query stays as it is written if it asks for the same."""

    query = Text(required=False, max_length=LONGEST, allow_blank=True, trim_whitespace=False)
    fields = BoxesIn(required=False)  # type: ignore[assignment]


class SearchReading(OrgView):
    tag = "searches"

    @operation(
        "A search in every way to write it",
        permission=P.SEARCHES_READ,
        body=SearchReadingIn,
        out=SearchReadingOut,
        keeps=False,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Changes nothing and looks at nothing that passed by."""
        return Response(SearchReadingOut(_read(body)).data)


def _read(body: dict[str, Any]) -> Reading:
    """Raises Invalid."""
    if "fields" in body:
        boxes = {
            Box(name): tuple(item for text in texts for item in split(text))
            for name, texts in body["fields"].items()
        }
        return read_boxes(boxes, standing=body.get("query", ""))
    if "query" in body:
        return read_query(body["query"])
    raise Invalid(_("Send a query, or fields."), field="query")


def _items(child: Any) -> serializers.ListField:
    return serializers.ListField(child=child, max_length=MOST_ITEMS, required=False)
