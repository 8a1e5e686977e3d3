"""What the REST door remembers: which requests it has already answered."""

from django.db import models

from apps.api.querysets import ClaimQuerySet
from apps.common.tenancy import TenantManager, TenantModel


class IdempotencyClaim(TenantModel):
    """One Idempotency-Key of one caller on one route, for a day.

    It keeps no answer, only its status and which row it was about: a replay reads that row again, so that nothing
    erased and no secret lives on in here. Without a status the request is still on its way, until ``lease_until``.
    """

    principal = models.CharField(max_length=50)
    route = models.CharField(max_length=200)
    key = models.CharField(max_length=255)
    body_digest = models.CharField(max_length=64)
    token = models.UUIDField()
    lease_until = models.DateTimeField()
    expires_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    subject_id = models.UUIDField(null=True)

    objects = TenantManager.from_queryset(ClaimQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "principal", "route", "key"], name="idempotency_key_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "expires_at"], name="idempotency_by_age")]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
