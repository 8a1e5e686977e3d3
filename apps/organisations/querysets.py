"""Which councils, which people, which keys."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import Lower

from apps.common.tenancy import TenantQuerySet


class OrganisationQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        return self.filter(suspended_at=None)

    def of_user(self, user_id: UUID) -> Self:
        """Where this person has a place now."""
        return self.active().filter(memberships__user_id=user_id, memberships__ended_at=None).order_by("name")

    def lock(self, organisation_id: UUID) -> Any:
        """The council, fresh and locked: changes to its people and keys happen one after the other."""
        return self.select_for_update(no_key=True).get(pk=organisation_id)

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

    def with_address(self, email: str) -> Self:
        return self.filter(user__email__iexact=email)

    def owners_of(self, organisation_id: UUID) -> Self:
        return self.of_organisation(organisation_id).filter(role="owner")

    def for_display(self) -> Self:
        return self.select_related("user").order_by("user__name", "id")


class TeamQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at=None).order_by("name")


class PlaceQuerySet(TenantQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def called(self, name: str) -> Self:
        return self.filter(name__iexact=name)

    def for_display(self) -> Self:
        """With the parts of the sets; those that ended are no part of anything."""
        parts = models.Prefetch("parts", self.model.objects.current().order_by(Lower("name")))
        return self.prefetch_related(parts).order_by(Lower("name"), "id")


class PlacePartQuerySet(TenantQuerySet):
    def of(self, place: models.Model) -> Self:
        """Where it is a part, and where it has parts."""
        return self.filter(models.Q(whole=place) | models.Q(part=place))


class InvitationQuerySet(models.QuerySet[Any]):
    def unanswered(self) -> Self:
        """Open or run out: neither accepted nor taken back."""
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self, at: datetime) -> Self:
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)

    def for_display(self) -> Self:
        return self.select_related("invited_by__user").order_by("-created_at")

    def to_person(self, user_id: UUID) -> Self:
        """Sent to an address that this person has verified."""
        addresses = (
            get_user_model()
            .objects.filter(pk=user_id, emailaddress__verified=True)
            .values(address=Lower("emailaddress__email"))
        )
        return self.filter(email__in=addresses)

    def of_organisation(self, organisation_id: UUID) -> Self:
        return self.filter(organisation_id=organisation_id)


class JoinRequestQuerySet(models.QuerySet[Any]):
    def open(self, at: datetime) -> Self:
        return self.filter(answered_at=None, expires_at__gt=at)

    def of_organisation(self, organisation_id: UUID) -> Self:
        return self.filter(organisation_id=organisation_id)

    def of_person(self, user_id: UUID) -> Self:
        return self.filter(user_id=user_id)

    def answered_before(self, at: datetime) -> Self:
        """Answered, taken back or run out by then."""
        return self.filter(models.Q(answered_at__lt=at) | models.Q(answered_at=None, expires_at__lt=at))

    def for_display(self) -> Self:
        return self.select_related("user").order_by("-asked_at", "-id")


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

    def of_member(self, membership_id: UUID) -> Self:
        return self.filter(created_by_id=membership_id)

    def for_display(self) -> Self:
        return self.select_related("created_by__user").order_by(
            models.F("revoked_at").asc(nulls_first=True), "-created_at"
        )
