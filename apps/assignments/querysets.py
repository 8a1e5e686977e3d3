"""Whose finds."""

from typing import Self
from uuid import UUID

from django.db.models import Q

from apps.common.tenancy import TenantQuerySet


class AssignmentQuerySet(TenantQuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def held_by(self, membership_id: UUID) -> Self:
        """In this person's own hands, or waiting for one of their teams."""
        return (
            self.open()
            .filter(Q(to_id=membership_id) | Q(team__members__membership_id=membership_id))
            .distinct()
        )

    def for_display(self) -> Self:
        return self.select_related("to__user", "team", "by__user")
