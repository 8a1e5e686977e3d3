"""Places where people already talk, and which of them a council follows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import Identified, TenantManager, TenantModel, TenantQuerySet
from apps.discoveries.querysets import FollowQuerySet


class Source(Identified):
    """A public place, fetched once for everybody. It holds no link to any council.

    ``account``: whose it is, as the list of accounts spells it, where everything there is by one account.
    """

    class State(models.TextChoices):
        NEW = "new", _("Not looked at yet")
        FINE = "fine", _("Fine")
        WAITING = "waiting", _("Waiting")
        ILL = "ill", _("Not well")
        STOPPED = "stopped", _("Stopped")

    url = models.URLField(max_length=2000, unique=True)
    host = models.CharField(max_length=255)
    platform = models.CharField(max_length=20)
    account = models.CharField(max_length=200, blank=True, db_default="")
    title = models.CharField(max_length=200, blank=True)
    home_url = models.URLField(max_length=2000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    sentence = models.CharField(max_length=300, blank=True)
    who_must_act = models.CharField(max_length=10, default="nobody")
    memory = models.JSONField(default=dict)
    wants_whole = models.BooleanField(default=False)
    looked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    first_look_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title or self.url


class Follow(TenantModel):
    """An organisation follows a source, from ``since`` on. ``rev`` as for searches."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    name = models.CharField(_("what we call it"), max_length=120)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    rev = models.BigIntegerField(default=0)

    objects = TenantManager.from_queryset(FollowQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source"], condition=models.Q(ended_at=None), name="follow_once"
            )
        ]
        indexes = [models.Index(fields=["rev"], name="discoveries_follow_by_rev")]

    def __str__(self) -> str:
        return self.name


class Look(TenantModel):
    """“Look at this address”: asked by a person, done by a worker, shown before anything is followed.

    ``sealed`` holds an address that is a secret; ``address`` then says only that there is one. Likewise ``feed_url``
    and ``sealed`` of each of its ``places``.
    """

    class State(models.TextChoices):
        LOOKING = "looking", _("Looking")
        FOUND = "found", _("Found")
        NOTHING = "nothing", _("Nothing there")

    address = models.CharField(_("address"), max_length=2000)
    sealed = models.TextField(blank=True, db_default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.LOOKING)
    sentence = models.CharField(max_length=400, blank=True)
    places = models.JSONField(default=list)
    asked_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(TenantQuerySet)()

    def __str__(self) -> str:
        return self.address
