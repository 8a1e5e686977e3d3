"""Finds, and the buttons under them."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset, PageQuery
from apps.api.parsing import Choice, Flag, Id, Ids, In, Text
from apps.api.shapes import Constant, Moment, Out, PersonOut, Segments, Word
from apps.api.v1.inbox import WantedIn, wanted_in
from apps.api.v1.tags import TagIn
from apps.api.views import CouncilRequest, OrgView
from apps.assignments.actions import give_back, join_in, pass_on, said_it, undo
from apps.assignments.hands import hands_of
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.discoveries.actions.captures import LONGEST_PLACE, capture_find
from apps.discoveries.actions.finds import erase_find
from apps.discoveries.actions.glances import note_glance
from apps.discoveries.actions.stories import merge_stories, split_story
from apps.discoveries.actions.tags import tag_find, untag_find
from apps.discoveries.actions.triage import LEAVE_REASONS, leave_be, put_off
from apps.discoveries.excerpts import LONGEST
from apps.discoveries.models import Decision, Find, Follow, Joy, JoyRule, Tag
from apps.discoveries.showing import shown_all
from apps.inbox.models import Order
from apps.inbox.wanted import finds_wanted
from apps.ledger.models import Act


class ReasonOut(Out):
    """A search that met the find, and in which version."""

    search_id = serializers.UUIDField()
    name = serializers.CharField()
    version = serializers.IntegerField()


class TeamNameOut(Out):
    id = serializers.UUIDField()
    name = serializers.CharField()


class HandsOut(Out):
    """Whose it is now: a colleague’s, or a team’s to take."""

    to = PersonOut(allow_null=True)
    team = TeamNameOut(allow_null=True)
    by = PersonOut()
    note = serializers.CharField()
    since = Moment(source="given_at")


class TagNameOut(Out):
    id = serializers.UUIDField()
    name = serializers.CharField()


class MovedByOut(Out):
    """Something the council taught that moves the find in “joy first”: see joy-rules."""

    id = serializers.UUIDField()
    way = Word(JoyRule.Way.values)


class FindOut(Out):
    """Something that passed by and met a search. Segments are pairs of a text and whether it is marked."""

    object = Constant("find")
    id = serializers.UUIDField(source="find.id")
    state = Word(Find.State.values, source="find.state")
    version = serializers.IntegerField(source="find.version")
    title = serializers.CharField(source="find.title")
    title_segments = Segments()
    excerpt = serializers.CharField(source="find.excerpt")
    excerpt_segments = Segments()
    url = serializers.CharField(source="find.url")
    place = serializers.CharField(source="find.place")
    source_id = serializers.UUIDField(source="find.follow_id", allow_null=True)
    captured_by = PersonOut(allow_null=True, help_text="Who put it in by hand.")
    author = serializers.CharField(source="find.author")
    language = serializers.CharField(source="find.language")
    published_at = Moment(source="find.published_at", allow_null=True)
    first_seen = Moment(source="find.first_seen")
    found_at = Moment(source="find.found_at")
    decided_at = Moment(source="find.decided_at", allow_null=True)
    later_until = Moment(source="find.later_until", allow_null=True)
    leave_reason = serializers.CharField(source="find.leave_reason")
    why = ReasonOut(many=True)
    copies = serializers.ListField(
        child=serializers.CharField(), help_text="Other places that carry the story."
    )
    joy = Word(["", *Joy.values], source="find.joy")
    moved_by = MovedByOut(many=True)
    tags = TagNameOut(many=True)
    hands = HandsOut(source="find.hands", allow_null=True)
    undo = serializers.CharField(
        source="find.undo", allow_null=True, help_text="Where to POST to take back what was decided last."
    )


class FindsQuery(PageQuery, WantedIn):
    """Without a filter: one find of every story, whatever became of it."""

    state = Choice(choices=Find.State.choices, required=False)
    order = Choice(
        choices=Order.choices, required=False, help_text="Newest first, unless joy is to come first."
    )


JOY_FIRST = Keyset(("joy_rank", "found_at", "id"), is_descending=True)


class FindView(OrgView):
    tag = "finds"
    name = "find"
    out = FindOut
    keyset = Keyset(("found_at", "id"), is_descending=True)

    def rows(self) -> models.QuerySet[Any]:
        finds: models.QuerySet[Any] = Find.objects.all()
        return with_source(finds)

    def dressed(self, rows: list[Any]) -> list[Any]:
        hands = hands_of(rows)
        for find in rows:
            find.hands = hands.get(find.id)
            find.undo = self._undo(find) if find.is_decided and find.state != Find.State.GONE else None
        return list(shown_all(rows))

    def _undo(self, find: Find) -> str:
        return reverse("api:find-undo", args=[self.request.organisation.slug, find.id])


def with_source(finds: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """With the place’s id as this council follows it, and whether anything was decided that stands."""
    follows = Follow.objects.filter(source=OuterRef("source")).order_by("-since").values("id")[:1]
    decisions = Decision.objects.filter(find=OuterRef("pk"), undone_at=None)
    shown: models.QuerySet[Any] = finds.annotate(
        follow_id=models.Subquery(follows), is_decided=Exists(decisions)
    )
    return shown


class FindIn(In):
    """What somebody saw. The address is kept, not fetched; without one, `place` says where it was."""

    address = Text(required=False, allow_blank=True, max_length=2000)
    words = Text(max_length=LONGEST, help_text="What it says, in its own words.")
    place = Text(required=False, allow_blank=True, max_length=LONGEST_PLACE)


class Finds(FindView):
    @page("The finds, newest first", permission=P.FINDS_READ, query=FindsQuery, out=FindOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        """Words (`q`) are read as in a search. They never ask for a person."""
        finds = finds_wanted(wanted_in(query), actor=request.actor, at=now())
        if "state" in query:
            finds = finds.filter(state=query["state"])
        if query.get("order") == Order.JOY:
            self.keyset = JOY_FIRST  # type: ignore[misc]  # of this request's view alone
        return self.paged(query, with_source(finds))

    @operation(
        "Put in something that was seen",
        permission=P.FINDS_PUSH,
        body=FindIn,
        out=FindOut,
        status=HTTPStatus.CREATED,
        also=HTTPStatus.OK,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """A new find answers 201; what was there already, by its address, answers 200."""
        seen = capture_find(actor=request.actor, at=now(), **body)
        return self.shown(seen.find.id, HTTPStatus.CREATED if seen.is_new else HTTPStatus.OK)


class OneFind(FindView):
    @operation("One find", permission=P.FINDS_READ, out=FindOut)
    def get(self, request: CouncilRequest, find_id: UUID) -> Response:
        note_glance(actor=request.actor, find=self.row(find_id), at=now())
        return self.shown(find_id)


class JoinIn(FindView):
    @operation("Join in: take it into one’s hands", permission=P.FINDS_JOIN, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID) -> Response:
        """Of many who ask at once one gets it; the others are told who, with 409."""
        join_in(actor=request.actor, find=self.row(find_id), at=now())
        return self.shown(find_id)


class SaidIn(In):
    kind = Choice(choices=Act.Kind.choices)
    way = Choice(choices=Act.Way.choices)
    words = Text(required=False, allow_blank=True, max_length=2000)
    said_at = Moment(required=False)


class SaidIt(FindView):
    @operation(
        "I said it: the act is counted, the find is done", permission=P.FINDS_JOIN, body=SaidIn, out=FindOut
    )
    def post(self, request: CouncilRequest, find_id: UUID, body: dict[str, Any]) -> Response:
        said_it(actor=request.actor, find=self.row(find_id), at=now(), **body)
        return self.shown(find_id)


class PassOnIn(In):
    """Either a colleague or a team."""

    to = Id(required=False, help_text="A member’s id.")
    team = Id(required=False)
    note = Text(required=False, allow_blank=True, max_length=500)


class PassOn(FindView):
    @operation("Pass it on to a colleague or a team", permission=P.FINDS_JOIN, body=PassOnIn, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID, body: dict[str, Any]) -> Response:
        pass_on(actor=request.actor, find=self.row(find_id), at=now(), **body)
        return self.shown(find_id)


class LeaveIn(In):
    reason = Choice(choices=list(LEAVE_REASONS.items()), required=False, allow_blank=True)


class LeaveBe(FindView):
    @operation("Leave it be", permission=P.FINDS_JOIN, body=LeaveIn, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID, body: dict[str, Any]) -> Response:
        """A reason helps and is never required."""
        leave_be(actor=request.actor, find=self.row(find_id), at=now(), **body)
        return self.shown(find_id)


class LaterIn(In):
    until = Moment(required=False, help_text="By default tomorrow at nine.")


class Later(FindView):
    @operation("Later", permission=P.FINDS_JOIN, body=LaterIn, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID, body: dict[str, Any]) -> Response:
        put_off(actor=request.actor, find=self.row(find_id), at=now(), **body)
        return self.shown(find_id)


class GiveBack(FindView):
    @operation("Give it back to everybody", permission=P.FINDS_JOIN, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID) -> Response:
        give_back(actor=request.actor, find=self.row(find_id), at=now())
        return self.shown(find_id)


class Undo(FindView):
    @operation("Take back what was decided last", permission=P.FINDS_JOIN, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID) -> Response:
        undo(actor=request.actor, find=self.row(find_id), at=now())
        return self.shown(find_id)


class Split(FindView):
    @operation("Not the same story: let it stand alone", permission=P.FINDS_JOIN, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID) -> Response:
        """Later copies of the story do not draw it back in. `undo` does."""
        split_story(actor=request.actor, find=self.row(find_id), at=now())
        return self.shown(find_id)


class MergeIn(In):
    finds = Ids(max_length=50)


class Merge(FindView):
    @operation("The same story: put finds together", permission=P.FINDS_JOIN, body=MergeIn, out=FindOut)
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Answers with the find that leads: the one in somebody’s hands, else the oldest. Its `undo` takes it back."""
        finds = [self.row(find_id) for find_id in dict.fromkeys(body["finds"])]
        return self.shown(merge_stories(actor=request.actor, finds=finds, at=now()).find_id)


class FindTags(FindView):
    @operation("Put a tag on a find", permission=P.FINDS_JOIN, body=TagIn, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID, body: dict[str, Any]) -> Response:
        """A word that is no tag yet becomes one."""
        tag_find(actor=request.actor, find=self.row(find_id), at=now(), **body)
        return self.shown(find_id)


class OneFindTag(FindView):
    @operation("Take a tag off a find", permission=P.FINDS_JOIN, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, find_id: UUID, tag_id: UUID) -> Response:
        tag = Tag.objects.current().filter(pk=tag_id).first()
        if tag is None:
            raise NotThere
        untag_find(actor=request.actor, find=self.row(find_id), tag=tag, at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class EraseIn(In):
    leave_author_alone = Flag(required=False, help_text="Nothing of the same author becomes a find again.")


class Erase(FindView):
    @operation("Erase, because someone asked", permission=P.ERASE, body=EraseIn, out=FindOut)
    def post(self, request: CouncilRequest, find_id: UUID, body: dict[str, Any]) -> Response:
        """Its words go at once and stay gone; the changes feed says so, for copies elsewhere."""
        erase_find(actor=request.actor, find=self.row(find_id), at=now(), **body)
        return self.shown(find_id)
