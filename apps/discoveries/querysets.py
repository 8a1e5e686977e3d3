"""Which follows, which items, which finds."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, F, Func, Q, Value

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


class PlaceListQuerySet(TenantQuerySet):
    def with_progress(self) -> Self:
        """Each with how many ``places`` it has, how many are ``waiting`` and how many we ``followed``."""
        return self.annotate(
            places_count=Count("places"),
            waiting=Count("places", filter=Q(places__state="waiting")),
            followed=Count("places", filter=Q(places__state="followed")),
        )


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

    def past_their_terms(self, found_before: Mapping[str, datetime]) -> Self:
        """By platform: found so long ago that its terms let us keep no words, in whosever hands it is."""
        over = Q(pk=None)
        for platform, moment in found_before.items():
            over |= Q(source__platform=platform, found_at__lt=moment)
        return self.filter(over)

    def copies_of(self, find: Any) -> Self:
        return self.filter(cluster_id=find.cluster_id).exclude(pk=find.pk)

    def hosts(self, *, since: datetime) -> list[tuple[str, int]]:
        """The hosts where our finds of late stand, each with how many."""
        found = self.leading().filter(found_at__gte=since).exclude(state="gone").exclude(url="")
        host = Func(F("url"), Value(r"^https?://(?:www\.)?([^/:?#]+)"), function="substring")
        counted = found.order_by().values_list(host.copy()).annotate(Count("id"))
        return [(host, finds) for host, finds in counted if host]

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
