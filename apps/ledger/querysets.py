"""Which acts, and how many."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Count, Q

from apps.common.tenancy import TenantQuerySet


class ActQuerySet(TenantQuerySet):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(withdrawn_at=None)

    def between(self, start: datetime, end: datetime) -> Self:
        return self.filter(at__gte=start, at__lt=end)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")

    def for_display(self) -> Self:
        return self.select_related("find", "by__user")

    def counted(self) -> dict[str, Any]:
        """``{"gave", "asked", "broadcast", "likes"}``: whole acts, from the first one on."""
        return self.standing().aggregate(
            gave=Count("id", filter=Q(way="give")),
            asked=Count("id", filter=Q(way="ask")),
            broadcast=Count("id", filter=Q(way="broadcast")),
            likes=Count("id", filter=Q(way="give", kind="like")),
        )
