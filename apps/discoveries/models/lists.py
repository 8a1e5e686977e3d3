"""A list of places that somebody handed in at once (OPML), and what became of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel
from apps.discoveries.querysets import ListedPlaceQuerySet, PlaceListQuerySet


class PlaceList(TenantModel):
    """Handed in by somebody; a worker looks at its places one after the other, and follows what it may."""

    title = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    asked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(PlaceListQuerySet)()

    def __str__(self) -> str:
        return self.title


class ListedPlace(TenantModel):
    """One line of a list. ``address`` and ``sealed`` as in a look; ``look`` is where a person can decide themselves."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        FOLLOWED = "followed", _("Followed")
        KNOWN = "known", _("Followed already")
        TWICE = "twice", _("Twice in the list")
        ASKS = "asks", _("Needs your answer")
        NOTHING = "nothing", _("Nothing to follow")
        CANCELLED = "cancelled", _("Called off")

    list = models.ForeignKey(PlaceList, models.CASCADE, related_name="places", db_constraint=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=2000)
    sealed = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sentence = models.CharField(max_length=400, blank=True)
    look = models.ForeignKey(
        "discoveries.Look", models.SET_NULL, null=True, related_name="+", db_constraint=False
    )

    objects = TenantManager.from_queryset(ListedPlaceQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "list", "number"], name="listed_place_once")
        ]

    def __str__(self) -> str:
        return self.title or self.address
