"""Which searches."""

from typing import Self

from apps.common.tenancy import TenantQuerySet


class SearchQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.exclude(state="ended")

    def running(self) -> Self:
        return self.filter(state="running")

    def for_display(self) -> Self:
        return self.select_related("team", "locked_by__user").order_by("name")


class VersionQuerySet(TenantQuerySet):
    def newest_first(self) -> Self:
        return self.select_related("by__user").order_by("-number")


class ListedAccountQuerySet(TenantQuerySet):
    def for_display(self) -> Self:
        return self.order_by("-is_ours", "name")
