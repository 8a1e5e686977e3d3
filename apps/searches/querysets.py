"""Which searches."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from apps.common.tenancy import TenantQuerySet


class SearchQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.exclude(state="ended")

    def running(self) -> Self:
        return self.filter(state="running")

    def named(self, name: str) -> Any:
        """Of this name, one that has not ended before one that has; None when there is none."""
        called = self.filter(name__iexact=name)
        return called.current().first() or called.order_by("-changed_at").first()

    def using_others(self) -> Self:
        """Those that hold search:"…"."""
        return self.current().filter(query__icontains="search:")

    def for_display(self) -> Self:
        return self.select_related("team", "locked_by__user").order_by("name")


class VersionQuerySet(TenantQuerySet):
    def newest_first(self) -> Self:
        return self.select_related("by__user").order_by("-number")


class ListedAccountQuerySet(TenantQuerySet):
    def for_display(self) -> Self:
        return self.select_related("added_by__user", "approved_by__user").order_by("-kind", "name")

    def in_force(self, day: date) -> Self:
        """What a search may name on that day."""
        return self.filter(Q(kind="ours") | Q(approved_at__isnull=False, ends_on__gte=day))

    def waiting(self) -> Self:
        """For a second person's word."""
        return self.exclude(kind="ours").filter(approved_at=None)

    def run_out(self, day: date) -> Self:
        return self.exclude(kind="ours").filter(ends_on__lt=day)


class ReviewQuerySet(TenantQuerySet):
    def newest_first(self) -> Self:
        return self.select_related("by__user").order_by("-at")
