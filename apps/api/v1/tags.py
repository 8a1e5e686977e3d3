"""The council's own words for its finds."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset, PageQuery
from apps.api.parsing import Id, In, Text
from apps.api.shapes import Constant, Moment, Out
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotThere
from apps.discoveries.actions.tags import LONGEST, end_tag, make_tag, merge_tag, rename_tag
from apps.discoveries.models import Tag
from apps.discoveries.naming import folded


class TagOut(Out):
    """A word that colleagues put on finds."""

    object = Constant("tag")
    id = serializers.UUIDField()
    name = serializers.CharField()
    added_at = Moment()


class TagIn(In):
    name = Text(max_length=LONGEST, help_text="A word or two. Never a person’s name or handle.")


class MergeTagIn(In):
    into = Id(help_text="The tag that stays.")


class TagsQuery(PageQuery):
    q = Text(required=False, max_length=LONGEST, help_text="How it begins, for suggestions.")


class TagView(OrgView):
    tag = "finds"
    name = "tag"
    out = TagOut
    keyset = Keyset(("key", "id"))

    def rows(self) -> models.QuerySet[Any]:
        tags: models.QuerySet[Any] = Tag.objects.current()
        return tags


class Tags(TagView):
    @page("The tags, by their letters", permission=P.FINDS_READ, query=TagsQuery, out=TagOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        tags = self.rows()
        if "q" in query:
            tags = tags.filter(key__startswith=folded(query["q"]))
        return self.paged(query, tags)

    @operation("Make a tag", permission=P.SEARCHES_WRITE, body=TagIn, out=TagOut, status=HTTPStatus.CREATED)
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        tag = make_tag(actor=request.actor, at=now(), **body)
        return self.shown(tag.pk, HTTPStatus.CREATED)


class OneTag(TagView):
    @operation("One tag", permission=P.FINDS_READ, out=TagOut)
    def get(self, request: CouncilRequest, tag_id: UUID) -> Response:
        return self.shown(tag_id)

    @operation("Give a tag another name", permission=P.SEARCHES_WRITE, body=TagIn, out=TagOut)
    def patch(self, request: CouncilRequest, tag_id: UUID, body: dict[str, Any]) -> Response:
        rename_tag(actor=request.actor, tag=self.match(tag_id), at=now(), **body)
        return self.shown(tag_id)

    @operation(
        "End a tag: no find has it any more", permission=P.SEARCHES_WRITE, status=HTTPStatus.NO_CONTENT
    )
    def delete(self, request: CouncilRequest, tag_id: UUID) -> Response:
        end_tag(actor=request.actor, tag=self.match(tag_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class MergeTag(TagView):
    @operation("Merge a tag into another", permission=P.SEARCHES_WRITE, body=MergeTagIn, out=TagOut)
    def post(self, request: CouncilRequest, tag_id: UUID, body: dict[str, Any]) -> Response:
        """Answers with the tag that stays; what had the first has it from now on."""
        into = self.rows().filter(pk=body["into"]).first()
        if into is None:
            raise NotThere(field="into")
        merge_tag(actor=request.actor, tag=self.row(tag_id), into=into, at=now())
        return self.shown(into.pk)
