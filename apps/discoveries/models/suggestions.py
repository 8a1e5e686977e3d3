"""Places that our own finds lead to and that we do not follow yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet
from apps.discoveries.models.finds import Find
from apps.discoveries.querysets import SuggestionQuerySet


class FindHost(TenantModel):
    """A host that a find leads to; hosts, never addresses. It goes with the find's words, or after ninety days."""

    find = models.ForeignKey(Find, models.CASCADE, related_name="hosts", db_constraint=False)
    host = models.CharField(max_length=255)
    at = models.DateTimeField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "find", "host"], name="find_host_once")
        ]
        indexes = [models.Index(fields=["organisation", "host"], name="find_hosts_by_host")]

    def __str__(self) -> str:
        return self.host


class Suggestion(TenantModel):
    """A host that several of our finds lead to, whether something can be followed there, and what we said to it."""

    class State(models.TextChoices):
        NEW = "new", _("Not looked at yet")
        OFFERED = "offered", _("Offered")
        NOTHING = "nothing", _("Nothing to follow")
        DECLINED = "declined", _("Not for us")

    host = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    title = models.CharField(max_length=200, blank=True)
    finds = models.PositiveIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    objects = TenantManager.from_queryset(SuggestionQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "host"], name="suggestion_once")]

    def __str__(self) -> str:
        return self.title or self.host
