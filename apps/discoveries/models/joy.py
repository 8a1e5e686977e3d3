"""What makes a find worth looking at first, and what a council taught about that."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel
from apps.discoveries.querysets import JoyRuleQuerySet


class Joy(models.TextChoices):
    """What is said in a find that a guest would answer gladly. It is about words, never about who says them."""

    THANKS = "thanks", _("Says thank you")
    ACHIEVEMENT = "achievement", _("Tells of something well done")
    OFFER = "offer", _("Offers something")
    QUESTION = "question", _("Asks something")


class JoyRule(TenantModel):
    """“More like this” or “less like this”, in the open: a phrase, a place or a search. Never an author.

    ``changes`` grows each time it is made, switched off or on, so that finds can tell whether they know it yet.
    """

    class Kind(models.TextChoices):
        PHRASE = "phrase", _("Words")
        PLACE = "place", _("A place")
        SEARCH = "search", _("A search")

    class Way(models.TextChoices):
        MORE = "more", _("More like this")
        LESS = "less", _("Less like this")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    way = models.CharField(max_length=4, choices=Way.choices)
    phrase = models.CharField(_("words"), max_length=80, blank=True)
    follow = models.ForeignKey(
        "discoveries.Follow", models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    search = models.ForeignKey(
        "searches.Search", models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    made_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, related_name="+", db_constraint=False
    )
    made_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    changes = models.PositiveIntegerField(default=1)

    objects = TenantManager.from_queryset(JoyRuleQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="phrase") & ~Q(phrase="")
                    | Q(kind="place", follow__isnull=False)
                    | Q(kind="search", search__isnull=False)
                ),
                name="joy_rule_is_about_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.kind}"
