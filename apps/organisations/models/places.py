"""The gazetteer: what people call the parts of a council's area."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel
from apps.organisations.querysets import PlacePartQuerySet, PlaceQuerySet

LONGEST_NAME = 80


class Place(TenantModel):
    """A name that people say when they speak of a part of here, with its nicknames and its Welsh name.

    A word that also means something else ("Reading", "March") counts only beside another local name. A set has no
    words of its own: it stands for its parts.
    """

    class Kind(models.TextChoices):
        TOWN = "town", _("Town or village")
        WARD = "ward", _("Ward")
        NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
        POSTCODE = "postcode", _("Postcode district")
        SET = "set", _("Several places under one name")

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind of place"), max_length=16, choices=Kind.choices)
    other_names = ArrayField(
        models.CharField(max_length=LONGEST_NAME), verbose_name=_("other names"), default=list, blank=True
    )
    is_common_word = models.BooleanField(_("also an everyday word"), default=False)
    parts = models.ManyToManyField(
        "self", through="PlacePart", through_fields=("whole", "part"), symmetrical=False, related_name="sets"
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(PlaceQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("organisation"), Lower("name"), condition=models.Q(ended_at=None), name="place_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_set(self) -> bool:
        return self.kind == self.Kind.SET

    @property
    def names(self) -> list[str]:
        """All that it is called, its own name first."""
        return [self.name, *self.other_names]


class PlacePart(TenantModel):
    """A place that belongs to a set."""

    whole = models.ForeignKey(Place, models.CASCADE, related_name="+", db_constraint=False)
    part = models.ForeignKey(Place, models.CASCADE, related_name="+", db_constraint=False)

    objects = TenantManager.from_queryset(PlacePartQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "whole", "part"], name="place_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.part_id} in {self.whole_id}"
