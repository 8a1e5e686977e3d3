"""Which views, which batches."""

from typing import Self
from uuid import UUID

from django.db.models import Q

from apps.common.tenancy import TenantQuerySet


class ViewQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def for_member(self, membership_id: UUID | None) -> Self:
        """Their own, those of their teams, and the council's."""
        is_councils = Q(owner=None, team=None)
        if membership_id is None:
            return self.current().filter(is_councils)
        is_teams = Q(team__members__membership_id=membership_id)
        return self.current().filter(is_councils | Q(owner_id=membership_id) | is_teams).distinct()

    def for_display(self) -> Self:
        """One's own first, then the teams', then the council's."""
        return self.select_related("team", "made_by__user").order_by(
            "owner", "team__name", "place", "name", "id"
        )


class BatchQuerySet(TenantQuerySet):
    def newest_first(self) -> Self:
        return self.select_related("by__user").order_by("-at", "-id")
