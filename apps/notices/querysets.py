"""Which letters."""

from datetime import date
from typing import Self
from uuid import UUID

from apps.common.tenancy import TenantQuerySet


class LetterQuerySet(TenantQuerySet):
    def of_member(self, membership_id: UUID) -> Self:
        return self.filter(member_id=membership_id)

    def older_than(self, day: date) -> Self:
        return self.filter(window__lt=day)
