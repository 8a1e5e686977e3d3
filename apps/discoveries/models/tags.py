"""A council's own words for its finds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet
from apps.discoveries.querysets import TagQuerySet


class Tag(TenantModel):
    """A word that colleagues put on finds. ``key`` is its folded form, so that one word is one tag however it is typed.

    ``merged_into``: what its finds are tagged with since; what was kept under the old word leads there.
    """

    name = models.CharField(_("tag"), max_length=40)
    key = models.CharField(max_length=40)
    added_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, related_name="+", db_constraint=False
    )
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_constraint=False)

    objects = TenantManager.from_queryset(TagQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], condition=models.Q(ended_at=None), name="tag_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class FindTag(TenantModel):
    """A tag on a find."""

    find = models.ForeignKey("discoveries.Find", models.CASCADE, related_name="tagged", db_constraint=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="finds", db_constraint=False)
    by = models.ForeignKey("organisations.Membership", models.PROTECT, related_name="+", db_constraint=False)
    at = models.DateTimeField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "find", "tag"], name="find_tag_once")]
        indexes = [models.Index(fields=["organisation", "tag", "find"], name="finds_of_tag")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.find_id}"
