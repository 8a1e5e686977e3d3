"""Places behind a secret address: one council's own, fetched for it alone (docs/adr/0010)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet
from apps.discoveries.models.sources import Source
from apps.discoveries.querysets import PrivateFollowQuerySet


class PrivateFollow(TenantModel):
    """A council reads a place that only those can read who know its address.

    ``sealed`` is the address as nobody can read it without GC_FIELD_KEYS, ``digest`` tells the same address again;
    both go when the follow ends. What was fetched there meets this council's searches and is never stored but as a
    find. ``memory`` is a poll's, without the address.
    """

    name = models.CharField(_("what we call it"), max_length=120)
    platform = models.CharField(max_length=20)
    sealed = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    host = models.CharField(max_length=255)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    state = models.CharField(max_length=8, choices=Source.State.choices, default=Source.State.NEW)
    sentence = models.CharField(max_length=300, blank=True)
    who_must_act = models.CharField(max_length=10, default="nobody")
    memory = models.JSONField(default=dict)
    looked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    first_look_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(PrivateFollowQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "digest"],
                condition=models.Q(ended_at=None),
                name="private_follow_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(sealed="", digest=""),
                name="ended_private_follow_knows_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PrivateSeen(TenantModel):
    """That a private place has listed something; kept as long as the shared ``Seen``."""

    follow = models.ForeignKey(PrivateFollow, models.CASCADE, related_name="+", db_constraint=False)
    identity = models.CharField(max_length=64)
    last_listed = models.DateTimeField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "follow", "identity"], name="private_seen_once")
        ]

    def __str__(self) -> str:
        return self.identity
