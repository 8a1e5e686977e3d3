"""How often we looked at one person's words lately: a count that warns us, kept so that it tells nobody anything else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet


class GlanceWindow(TenantModel):
    """Thirty days and their key. With the key everything that was counted under it goes, and cannot be made out again."""

    key = models.BinaryField(max_length=32)
    began_at = models.DateTimeField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}"


class Glances(TenantModel):
    """The finds of one author that somebody here opened, as digests under the window's key."""

    window = models.ForeignKey(GlanceWindow, models.CASCADE, related_name="glances", db_constraint=False)
    whose = models.CharField(max_length=64)
    finds = ArrayField(models.CharField(max_length=16), default=list)

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "window", "whose"], name="glances_once")
        ]

    def __str__(self) -> str:
        return self.whose
