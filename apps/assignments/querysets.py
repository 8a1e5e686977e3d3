"""Whose finds, who is looking, and who is host."""

from datetime import datetime
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


class PresenceQuerySet(TenantQuerySet):
    def now_at(self, find_id: UUID, at: datetime) -> Self:
        """Who is looking at a find."""
        return self.filter(find_id=find_id, until__gt=at).select_related("member__user").order_by("id")

    def over(self, at: datetime) -> Self:
        return self.filter(until__lte=at)


class HostQuerySet(TenantQuerySet):
    def for_display(self) -> Self:
        return self.select_related("host__user")
