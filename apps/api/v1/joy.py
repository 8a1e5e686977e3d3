"""What the council taught about what to look at first."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset
from apps.api.parsing import Choice, Flag, Id, In, Text
from apps.api.shapes import Constant, Moment, Out, PersonOut, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.discoveries.actions.joy import remove_joy_rule, switch_joy_rule, teach_joy
from apps.discoveries.models import Follow, JoyRule
from apps.discoveries.taste import LONGEST, Taste, examples_of
from apps.searches.models import Search


class JoyRuleOut(Out):
    """More like this, or less: `phrase`, `source_id` or `search_id` says like what."""

    object = Constant("joy_rule")
    id = serializers.UUIDField()
    way = Word(JoyRule.Way.values)
    kind = Word(JoyRule.Kind.values)
    phrase = serializers.CharField()
    source_id = serializers.UUIDField(source="follow_id", allow_null=True)
    search_id = serializers.UUIDField(allow_null=True)
    is_on = serializers.SerializerMethodField()
    made_by = PersonOut()
    made_at = Moment()

    def get_is_on(self, rule: JoyRule) -> bool:
        return rule.off_at is None


class TasteIn(In):
    """One of the three."""

    phrase = Text(required=False, max_length=LONGEST)
    source = Id(required=False)  # type: ignore[assignment]  # what a field is called, not its source
    search = Id(required=False)


class JoyRuleIn(TasteIn):
    way = Choice(choices=JoyRule.Way.choices)


class SwitchIn(In):
    is_on = Flag()


class MovesOut(Out):
    """How many open finds such a rule moves, up to a hundred, and the newest of them."""

    count = serializers.IntegerField()
    finds = serializers.ListField(child=serializers.UUIDField())


class JoyRuleView(OrgView):
    tag = "finds"
    name = "joy-rule"
    out = JoyRuleOut
    keyset = Keyset(("made_at", "id"), is_descending=True)

    def rows(self) -> models.QuerySet[Any]:
        rules: models.QuerySet[Any] = JoyRule.objects.standing().select_related("made_by__user")
        return rules


class JoyRules(JoyRuleView):
    @page("What was taught, newest first", permission=P.FINDS_READ, out=JoyRuleOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Teach: more like this, or less",
        permission=P.SEARCHES_WRITE,
        body=JoyRuleIn,
        out=JoyRuleOut,
        status=HTTPStatus.CREATED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Words, a place or a search; never an author. What was taught about the same before is taught anew."""
        way = body.pop("way")
        rule = teach_joy(actor=request.actor, taste=_taste(body), way=way, at=now())
        return self.shown(rule.pk, HTTPStatus.CREATED)


class OneJoyRule(JoyRuleView):
    @operation("One rule", permission=P.FINDS_READ, out=JoyRuleOut)
    def get(self, request: CouncilRequest, rule_id: UUID) -> Response:
        return self.shown(rule_id)

    @operation("Let a rule rest, or work again", permission=P.SEARCHES_WRITE, body=SwitchIn, out=JoyRuleOut)
    def patch(self, request: CouncilRequest, rule_id: UUID, body: dict[str, Any]) -> Response:
        switch_joy_rule(actor=request.actor, rule=self.match(rule_id), at=now(), **body)
        return self.shown(rule_id)

    @operation("Remove a rule", permission=P.SEARCHES_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, rule_id: UUID) -> Response:
        remove_joy_rule(actor=request.actor, rule=self.match(rule_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class JoyPreview(OrgView):
    tag = "finds"
    out = MovesOut

    @operation("What a rule would move", permission=P.FINDS_READ, body=TasteIn, out=MovesOut, keeps=False)
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        finds, count = examples_of(_taste(body), most=20)
        return Response(MovesOut({"count": count, "finds": [find.pk for find in finds]}).data)


def _taste(body: dict[str, Any]) -> Taste:
    return Taste(
        phrase=body.get("phrase", ""),
        follow=_one(Follow.objects.current(), body, "source"),
        search=_one(Search.objects.current(), body, "search"),
    )


def _one(rows: models.QuerySet[Any], body: dict[str, Any], name: str) -> Any:
    """Raises NotThere."""
    if name not in body:
        return None
    found = rows.filter(pk=body[name]).first()
    if found is None:
        raise NotThere(field=name)
    return found
