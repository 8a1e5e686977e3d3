"""Whom searches may name, and the review of all searches."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset
from apps.api.parsing import Choice, Day, Id, In, Text
from apps.api.shapes import Constant, Moment, Out, PersonOut, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.actions.accounts import unlist_account
from apps.searches.actions import approve_account, list_account, review_searches
from apps.searches.models import ListedAccount, SearchReview


class ListedAccountOut(Out):
    """Whom or what searches may name: from its approval by a second person until its last day."""

    object = Constant("listed_account")
    id = serializers.UUIDField()
    handle = serializers.CharField()
    name = serializers.CharField()
    kind = Word(ListedAccount.Kind.values)
    reason = serializers.CharField()
    ends_on = serializers.DateField(allow_null=True)
    is_approved = serializers.BooleanField()
    added_by = PersonOut()
    added_at = Moment()
    approved_by = PersonOut(allow_null=True)
    approved_at = Moment(allow_null=True)


class ListedAccountIn(In):
    """`reason` and `ends_on` are needed for all but the council’s own accounts (`ours`)."""

    handle = Text(max_length=120, help_text="A handle, or a name as people write it.")
    name = Text(max_length=120)
    kind = Choice(choices=ListedAccount.Kind.choices, required=False)
    reason = Text(required=False, max_length=300)
    ends_on = Day(required=False, allow_null=True)


class ListedAccountView(OrgView):
    tag = "searches"
    name = "listed-account"
    out = ListedAccountOut

    def rows(self) -> models.QuerySet[Any]:
        accounts: models.QuerySet[Any] = ListedAccount.objects.for_display()
        return accounts


class ListedAccounts(ListedAccountView):
    @page("Whom searches may name", permission=P.SEARCHES_READ, out=ListedAccountOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Ask that searches may name an organisation, a group or an office",
        permission=P.SEARCHES_WRITE,
        body=ListedAccountIn,
        out=ListedAccountOut,
        status=HTTPStatus.CREATED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Never a private person. It counts once a colleague has approved it; our own accounts count at once."""
        account = list_account(actor=request.actor, at=now(), **body)
        return self.shown(account.id, HTTPStatus.CREATED)


class OneListedAccount(ListedAccountView):
    @operation("One of those whom searches may name", permission=P.SEARCHES_READ, out=ListedAccountOut)
    def get(self, request: CouncilRequest, account_id: UUID) -> Response:
        return self.shown(account_id)

    @operation("Take a name off the list", permission=P.SEARCHES_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, account_id: UUID) -> Response:
        unlist_account(actor=request.actor, account=self.match(account_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class ApproveListedAccount(ListedAccountView):
    @operation("Agree that searches may name it", permission=P.SEARCHES_WRITE, out=ListedAccountOut)
    def post(self, request: CouncilRequest, account_id: UUID) -> Response:
        """By somebody else than who asked."""
        approve_account(actor=request.actor, account=self.row(account_id), at=now())
        return self.shown(account_id)


class SearchReviewOut(Out):
    """Somebody looked through all running searches."""

    object = Constant("search_review")
    id = serializers.UUIDField()
    by = PersonOut()
    at = Moment()
    kept = serializers.IntegerField()
    paused = serializers.IntegerField()


class SearchReviewIn(In):
    keep = serializers.ListField(
        child=Id(), max_length=1000, help_text="The running searches that are still right; the others rest."
    )


class SearchReviewView(OrgView):
    tag = "searches"
    name = "search-review"
    out = SearchReviewOut
    keyset = Keyset(("at", "id"), is_descending=True)

    def rows(self) -> models.QuerySet[Any]:
        reviews: models.QuerySet[Any] = SearchReview.objects.select_related("by__user")
        return reviews


class SearchReviews(SearchReviewView):
    @page("The reviews of all searches, newest first", permission=P.SEARCHES_READ, out=SearchReviewOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Review all searches at once",
        permission=P.SETTINGS_WRITE,
        body=SearchReviewIn,
        out=SearchReviewOut,
        status=HTTPStatus.CREATED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Once a quarter. When nobody does, searches that name somebody rest two weeks later."""
        review = review_searches(actor=request.actor, keep=set(body["keep"]), at=now())
        return self.shown(review.id, HTTPStatus.CREATED)


class OneSearchReview(SearchReviewView):
    @operation("One review", permission=P.SEARCHES_READ, out=SearchReviewOut)
    def get(self, request: CouncilRequest, review_id: UUID) -> Response:
        return self.shown(review_id)
