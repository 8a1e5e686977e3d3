"""Which councils, which people, which keys."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models

from apps.common.tenancy import TenantQuerySet


class OrganisationQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        return self.filter(suspended_at=None)

    def of_user(self, user_id: UUID) -> Self:
        """Where this person has a place now."""
        return self.active().filter(memberships__user_id=user_id, memberships__ended_at=None).order_by("name")

    def listening(self) -> Self:
        """Those with a public notice: from their first running search on, for good."""
        return self.active().exclude(listening_since=None)

    def begin_listening(self, organisation_id: UUID, *, at: datetime) -> None:
        """From the first running search on there is a public notice."""
        self.filter(pk=organisation_id, listening_since=None).update(listening_since=at)


class MembershipQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        return self.filter(ended_at=None, organisation__suspended_at=None, user__is_active=True)

    def of_organisation(self, organisation_id: UUID) -> Self:
        return self.filter(organisation_id=organisation_id)

    def for_display(self) -> Self:
        return self.select_related("user").order_by("user__name", "id")


class TeamQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at=None).order_by("name")


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self, at: datetime) -> Self:
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)

    def of_organisation(self, organisation_id: UUID) -> Self:
        return self.filter(organisation_id=organisation_id)


class TokenQuerySet(models.QuerySet[Any]):
    def usable(self, at: datetime) -> Self:
        """Neither ended nor revoked, and made by someone who is still a member."""
        return self.filter(
            revoked_at=None,
            expires_at__gt=at,
            created_by__ended_at=None,
            created_by__user__is_active=True,
            organisation__suspended_at=None,
        )

    def of_organisation(self, organisation_id: UUID) -> Self:
        return self.filter(organisation_id=organisation_id)
