"""The names of places that people here use."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.parsing import Choice, Flag, Id, In, Text
from apps.api.shapes import Constant, Moment, Out, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.organisations.actions import (
    add_place,
    change_place,
    end_place,
    import_places,
    put_into_set,
    take_out_of_set,
)
from apps.organisations.models import Place
from apps.organisations.place_lists import LONGEST_LIST
from apps.organisations.place_names import MOST_OTHER_NAMES
from apps.organisations.place_plans import Plan, Step, plan_of


class PlacePartOut(Out):
    """A place in a set."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class PlaceOut(Out):
    """A place that people here speak of. A set stands for its parts."""

    object = Constant("place")
    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = Word(Place.Kind.values)
    other_names = serializers.ListField(child=serializers.CharField())
    is_common_word = serializers.BooleanField()
    parts = PlacePartOut(many=True, source="parts.all")
    created_at = Moment()


def other_names() -> serializers.ListField:
    return serializers.ListField(child=Text(max_length=80), required=False, max_length=MOST_OTHER_NAMES)


class PlaceIn(In):
    """`is_common_word`: also an everyday word, so that it needs another local name beside it. Told from a list of ours
    if left out."""

    name = Text(max_length=80)
    kind = Choice(choices=Place.Kind.choices)
    other_names = other_names()
    is_common_word = Flag(required=False)


class PlaceChangeIn(In):
    """What is named is changed; the rest stays."""

    name = Text(required=False, max_length=80)
    kind = Choice(required=False, choices=Place.Kind.choices)
    other_names = other_names()
    is_common_word = Flag(required=False)


class PlaceView(OrgView):
    tag = "places"
    name = "place"
    out = PlaceOut

    def rows(self) -> models.QuerySet[Any]:
        places: models.QuerySet[Any] = Place.objects.current().for_display()
        return places

    def named(self, place_id: UUID) -> Place:
        """A place named in a body. Raises NotThere."""
        found: Place | None = Place.objects.current().filter(pk=place_id).first()
        if found is None:
            raise NotThere(_("There is no such place here."), field="place")
        return found


class Places(PlaceView):
    @page("The places people name", permission=P.SEARCHES_READ, out=PlaceOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Add a place", permission=P.SEARCHES_WRITE, body=PlaceIn, out=PlaceOut, status=HTTPStatus.CREATED
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        place = add_place(actor=request.actor, at=now(), **body)
        return self.shown(place.id, HTTPStatus.CREATED)


class OnePlace(PlaceView):
    @operation("One place", permission=P.SEARCHES_READ, out=PlaceOut)
    def get(self, request: CouncilRequest, place_id: UUID) -> Response:
        return self.shown(place_id)

    @operation("Change a place", permission=P.SEARCHES_WRITE, body=PlaceChangeIn, out=PlaceOut)
    def patch(self, request: CouncilRequest, place_id: UUID, body: dict[str, Any]) -> Response:
        change_place(actor=request.actor, place=self.match(place_id), at=now(), **body)
        return self.shown(place_id)

    @operation("End a place", permission=P.SEARCHES_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, place_id: UUID) -> Response:
        """Searches near it find nothing from then on, and sets lose it."""
        end_place(actor=request.actor, place=self.match(place_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class PlacePartIn(In):
    place = Id(help_text="The id of the place that becomes a part.")


class PlaceParts(PlaceView):
    @operation("Put a place into a set", permission=P.SEARCHES_WRITE, body=PlacePartIn, out=PlaceOut)
    def post(self, request: CouncilRequest, place_id: UUID, body: dict[str, Any]) -> Response:
        """Twice is once."""
        whole = self.row(place_id)
        put_into_set(actor=request.actor, whole=whole, part=self.named(body["place"]), at=now())
        return self.shown(place_id)


class OnePlacePart(PlaceView):
    @operation("Take a place out of a set", permission=P.SEARCHES_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, place_id: UUID, part_id: UUID) -> Response:
        whole, part = self.match(place_id), self.row(part_id)
        take_out_of_set(actor=request.actor, whole=whole, part=part, at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class PlaceStepOut(Out):
    """What becomes of one line. `fields` are those that change."""

    line = serializers.IntegerField(source="entry.line")
    name = serializers.CharField(source="place.name")
    what = Word(["new", "changed", "same"])
    fields_changed = serializers.ListField(child=serializers.CharField(), source="changes")
    new_parts = serializers.SerializerMethodField()

    def get_new_parts(self, step: Step) -> list[str]:
        return [part.name for part in step.new_parts]


class PlaceFaultOut(Out):
    line = serializers.IntegerField()
    message = serializers.CharField()


class PlaceListOut(Out):
    """What a list does. With faults, nothing is done."""

    object = Constant("place_list")
    steps = PlaceStepOut(many=True)
    faults = PlaceFaultOut(many=True)


class PlaceListIn(In):
    """CSV with the headings `name`, `kind`, `other_names`, `is_common_word` and `parts` (several names are set apart by
    `;`), or one name a line without headings. `kind`: of new places that say none."""

    text = Text(max_length=LONGEST_LIST, trim_whitespace=False)
    kind = Choice(required=False, choices=Place.Kind.choices)


class PlaceListPreview(OrgView):
    tag = "places"

    @operation(
        "What a list would change",
        permission=P.SEARCHES_WRITE,
        body=PlaceListIn,
        out=PlaceListOut,
        keeps=False,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Changes nothing, and says what is wrong in which line."""
        return told(plan_of(**body))


class PlaceList(OrgView):
    tag = "places"

    @operation(
        "Bring in a list", permission=P.SEARCHES_WRITE, body=PlaceListIn, out=PlaceListOut, keeps=False
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """All of it or nothing. The same list again changes nothing, and no list ends a place."""
        return told(import_places(actor=request.actor, at=now(), **body))


def told(plan: Plan) -> Response:
    return Response(PlaceListOut(plan).data)
