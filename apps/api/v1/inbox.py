"""How people go through finds: views, habits, many at once, and what was decided lately."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset
from apps.api.parsing import Choice, Flag, Id, Ids, In, Text, Whole
from apps.api.shapes import Constant, Moment, Out, PersonOut, Word
from apps.api.views import CouncilRequest, OrgView
from apps.assignments.hands import PILES
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.models import Joy
from apps.inbox.actions.batches import decide_many, undo_batch
from apps.inbox.actions.views import LONGEST, change_view, end_view, keep_habit, save_view
from apps.inbox.activity import deeds, outcomes, reasons_of
from apps.inbox.models import Batch, Habit, Order, View
from apps.inbox.wanted import FOUND, LONGEST_WORDS, Wanted


class WantedIn(In):
    """Which finds. Everything narrows."""

    pile = Choice(
        choices=[(name, name) for name in PILES], required=False, help_text="As the pages sort them."
    )
    q = Text(required=False, max_length=LONGEST_WORDS, help_text="Words, read as in a search.")
    search = Id(required=False)
    source = Id(required=False)  # type: ignore[assignment]  # what a field is called, not its source
    near = Id(required=False, help_text="A place of the gazetteer.")
    language = Text(required=False, max_length=35)
    tag = Id(required=False)
    joy = Choice(choices=Joy.choices, required=False)
    found = Choice(choices=list(FOUND.items()), required=False, help_text="How lately.")


def wanted_in(query: dict[str, Any]) -> Wanted:
    return Wanted(**{name: query[name] for name in asdict(Wanted()) if query.get(name)})


class ViewOut(Out):
    """A filter with a name: one’s own, a team’s, or the council’s."""

    object = Constant("view")
    id = serializers.UUIDField()
    name = serializers.CharField()
    wanted = serializers.DictField(child=serializers.CharField())
    team_id = serializers.UUIDField(allow_null=True)
    is_own = serializers.SerializerMethodField()
    place = serializers.IntegerField()
    made_at = Moment()

    def get_is_own(self, view: View) -> bool:
        return view.owner_id is not None


class ViewIn(In):
    name = Text(max_length=LONGEST)
    wanted = WantedIn()
    team_id = Id(required=False, allow_null=True)
    is_councils = Flag(required=False)


class ViewChangeIn(In):
    name = Text(required=False, max_length=LONGEST)
    wanted = WantedIn(required=False)
    place = serializers.IntegerField(required=False, min_value=0, max_value=999)


class ViewView(OrgView):
    tag = "finds"
    name = "view"
    out = ViewOut

    def rows(self) -> models.QuerySet[Any]:
        views: models.QuerySet[Any] = View.objects.for_member(self.request.actor.membership_id)
        return views


class Views(ViewView):
    @page("The views that one is offered", permission=P.FINDS_READ, out=ViewOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation("Save a view", permission=P.FINDS_READ, body=ViewIn, out=ViewOut, status=HTTPStatus.CREATED)
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """One’s own, unless `team_id` or `is_councils` says whose it is."""
        wanted = wanted_in(body.pop("wanted"))
        view = save_view(actor=request.actor, wanted=wanted, at=now(), **body)
        return self.shown(view.pk, HTTPStatus.CREATED)


class OneView(ViewView):
    @operation("One view", permission=P.FINDS_READ, out=ViewOut)
    def get(self, request: CouncilRequest, view_id: UUID) -> Response:
        return self.shown(view_id)

    @operation("Change a view", permission=P.FINDS_READ, body=ViewChangeIn, out=ViewOut)
    def patch(self, request: CouncilRequest, view_id: UUID, body: dict[str, Any]) -> Response:
        if "wanted" in body:
            body["wanted"] = wanted_in(body["wanted"])
        change_view(actor=request.actor, view=self.match(view_id), at=now(), **body)
        return self.shown(view_id)

    @operation("End a view", permission=P.FINDS_READ, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, view_id: UUID) -> Response:
        end_view(actor=request.actor, view=self.match(view_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class HabitOut(Out):
    """How one likes the inbox."""

    object = Constant("habit")
    order = Word(Order.values)
    view_id = serializers.UUIDField(allow_null=True)


class HabitIn(In):
    order = Choice(choices=Order.choices, required=False)
    view_id = Id(required=False, allow_null=True, help_text="The view it opens with; null for everything.")


class OneHabit(OrgView):
    tag = "finds"
    out = HabitOut

    @operation("How one likes the inbox", permission=P.FINDS_READ, out=HabitOut)
    def get(self, request: CouncilRequest) -> Response:
        habit = Habit.objects.filter(member=request.actor.membership_id).first() or Habit()
        return Response(HabitOut(habit).data)

    @operation("Like the inbox another way", permission=P.FINDS_READ, body=HabitIn, out=HabitOut)
    def patch(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        opens_with_all = "view_id" in body and body["view_id"] is None
        habit = keep_habit(actor=request.actor, opens_with_all=opens_with_all, **body)
        return Response(HabitOut(habit).data)


class BatchOut(Out):
    """One decision about many finds. `became`: how many are in which state; `why_not`: refusals by code."""

    object = Constant("batch")
    id = serializers.UUIDField()
    what = Word(Batch.What.values)
    size = serializers.IntegerField()
    became = serializers.DictField(child=serializers.IntegerField())
    why_not = serializers.DictField(child=serializers.IntegerField())
    by = PersonOut()
    at = Moment()
    finished_at = Moment(allow_null=True)
    undone_at = Moment(allow_null=True)


class BatchIn(In):
    """`finds`, or `all` that match a filter; what came after `until_found` is left out."""

    what = Choice(choices=Batch.What.choices)
    finds = Ids(required=False, max_length=1000)
    all = WantedIn(required=False)
    until_found = Moment(required=False)
    reason = Text(required=False, allow_blank=True, max_length=20)
    until = Moment(required=False)
    to = Id(required=False)
    team = Id(required=False)
    note = Text(required=False, allow_blank=True, max_length=500)
    tag = Text(required=False, max_length=40, help_text="The word to put on them.")
    tag_id = Id(required=False, help_text="The tag to take off them.")


class BatchView(OrgView):
    tag = "finds"
    name = "batch"
    out = BatchOut
    keyset = Keyset(("at", "id"), is_descending=True)

    def rows(self) -> models.QuerySet[Any]:
        batches: models.QuerySet[Any] = Batch.objects.select_related("by__user")
        return batches

    def dressed(self, rows: list[Any]) -> list[Any]:
        became = outcomes(rows)
        for batch in rows:
            batch.became = became.get(batch.pk, {})
            batch.why_not = reasons_of(batch) if len(rows) == 1 else {}
        return rows


class Batches(BatchView):
    @page("What was decided about many finds, newest first", permission=P.FINDS_READ, out=BatchOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Decide about many finds",
        permission=P.FINDS_JOIN,
        body=BatchIn,
        out=BatchOut,
        status=HTTPStatus.CREATED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Up to 200 at once; of more, read the batch until `finished_at` is there."""
        batch = decide_many(
            actor=request.actor,
            what=body["what"],
            finds=body.get("finds", ()),
            wanted=wanted_in(body["all"]) if "all" in body else None,
            until_found=body.get("until_found"),
            said=_said(body),
            at=now(),
        )
        return self.shown(batch.pk, HTTPStatus.CREATED)


def _said(body: dict[str, Any]) -> dict[str, Any]:
    named = ("reason", "until", "to", "team", "note", "tag", "tag_id")
    given = {name: body[name] for name in named if body.get(name)}
    return {name: value.isoformat() if name == "until" else str(value) for name, value in given.items()}


class OneBatch(BatchView):
    @operation("One batch, and how far it is", permission=P.FINDS_READ, out=BatchOut)
    def get(self, request: CouncilRequest, batch_id: UUID) -> Response:
        return self.shown(batch_id)


class UndoBatch(BatchView):
    @operation("Take a batch back", permission=P.FINDS_JOIN, out=BatchOut)
    def post(self, request: CouncilRequest, batch_id: UUID) -> Response:
        """For thirty days. Finds that somebody decided about since stay as they are."""
        undo_batch(actor=request.actor, batch=self.row(batch_id), at=now())
        return self.shown(batch_id)


class DeedOut(Out):
    """A decision about one find, or about many. `can_undo`: POST to the find’s or the batch’s undo."""

    object = Constant("deed")
    verb = serializers.SerializerMethodField()
    find_id = serializers.UUIDField(source="decision.find_id", default=None, allow_null=True)
    batch_id = serializers.UUIDField(source="batch.pk", default=None, allow_null=True)
    by = PersonOut(source="of.by")
    at = Moment()
    can_undo = serializers.BooleanField()

    def get_verb(self, deed: Any) -> str:
        return str(deed.decision.verb if deed.decision else deed.batch.what)


class DeedsQuery(In):
    limit = Whole(min_value=1, max_value=200, default=50)
    by = Id(required=False, help_text="A member’s id.")
    before = Moment(required=False, help_text="Only what was decided before.")


class DeedsOut(Out):
    data = DeedOut(many=True)  # type: ignore[assignment]  # what the answer calls it


class Activity(OrgView):
    tag = "finds"
    out = DeedsOut

    @operation(
        "What was decided in the last thirty days", permission=P.FINDS_READ, query=DeedsQuery, out=DeedsOut
    )
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        """Newest first; for what is older ask again with the last `at` as `before`."""
        found = deeds(by=query.get("by"), before=query.get("before"), at=now(), most=query["limit"])
        return Response({"data": DeedOut(found, many=True).data})
