"""Which events."""

from typing import Self

from apps.common.tenancy import TenantQuerySet


class EventQuerySet(TenantQuerySet):
    def changes_after(self, position: int) -> Self:
        """What a copy elsewhere has not seen yet, in order."""
        return self.filter(position__gt=position).exclude(change="").order_by("position")

    def newest_first(self) -> Self:
        return self.order_by("-position", "-id")
