"""Which follows, which items, which finds."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from apps.common.tenancy import TenantQuerySet
from apps.searches.language.tokens import TOKENISER_VERSION


class FollowQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def for_display(self) -> Self:
        return self.select_related("source").order_by("name", "id")


class PrivateFollowQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def for_display(self) -> Self:
        return self.order_by("name", "id")


class ListedPlaceQuerySet(TenantQuerySet):
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def in_order(self) -> Self:
        return self.order_by("number")


class SuggestionQuerySet(TenantQuerySet):
    def offered(self) -> Self:
        """What can be followed and nobody has said anything to, the most frequent first."""
        return self.filter(state="offered").order_by("-finds", "host")


class ItemQuerySet(models.QuerySet[Any]):
    def passing(self) -> Self:
        """What its author has not withdrawn."""
        return self.filter(withdrawn_at=None)

    def unmatched(self) -> Self:
        """The oldest first, held by whoever asks until their transaction ends."""
        return self.filter(matched_at=None).order_by("first_seen", "id").select_for_update(skip_locked=True)

    def newest_first(self) -> Self:
        return self.order_by("-first_seen", "-id")

    def read_by_older_tokenisers(self) -> Self:
        return self.filter(tokeniser__lt=TOKENISER_VERSION)


class FindQuerySet(TenantQuerySet):
    def inbox(self, at: datetime) -> Self:
        """New, and put off until now; one of each cluster."""
        is_due = Q(state="new") | Q(state="later", later_until__lte=at)
        return self.leading().filter(
            is_due, state__in=["new", "later"]
        )  # said twice, so that an index knows it

    def leading(self) -> Self:
        """One find for each story; its copies are told beside it."""
        return self.filter(leads=True)

    def put_off(self, at: datetime) -> Self:
        return self.leading().filter(state="later", later_until__gt=at)

    def taken(self) -> Self:
        return self.leading().filter(state="taken")

    def done(self) -> Self:
        return self.leading().filter(state="done")

    def left(self) -> Self:
        return self.leading().filter(state="left")

    def closed(self) -> Self:
        return self.filter(state__in=["done", "left"])

    def kept_long_enough(self, *, closed_before: datetime, found_before: datetime) -> Self:
        """Closed long ago, or never answered; what is in somebody's hands stays."""
        return self.filter(
            Q(state__in=["done", "left"], decided_at__lt=closed_before)
            | Q(state__in=["new", "later"], found_at__lt=found_before)
        )

    def copies_of(self, find: Any) -> Self:
        return self.filter(cluster_id=find.cluster_id).exclude(pk=find.pk)

    def found_by(self, search_id: UUID) -> Self:
        return self.filter(matches__search_id=search_id)

    def newest_first(self) -> Self:
        return self.order_by("-found_at", "-id")

    def joy_first(self) -> Self:
        return self.order_by("-joy_rank", "-found_at", "-id")


class DecisionQuerySet(TenantQuerySet):
    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")


class TagQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at=None).order_by("key")


class JoyRuleQuerySet(TenantQuerySet):
    def standing(self) -> Self:
        """Made and not removed, switched off or not."""
        return self.filter(removed_at=None).order_by("-made_at", "-id")

    def working(self) -> Self:
        return self.standing().filter(off_at=None)
