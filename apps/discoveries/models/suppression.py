"""People who asked to be left alone, as keyed digests that nobody can read back."""

from django.db import models

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet


class LeftAlone(models.Model):
    """Asked of the whole platform; looked at before anything is stored."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class LeftAloneHere(TenantModel):
    """Asked of one council; looked at before a find or a preview is made."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="left_alone_here_once")
        ]

    def __str__(self) -> str:
        return self.digest
