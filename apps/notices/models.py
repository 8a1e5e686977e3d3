"""What people asked to be told by letter, and that they were."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet
from apps.notices.querysets import LetterQuerySet


class LetterChoice(TenantModel):
    """How often a member wants the morning letter. Whoever has not chosen gets none."""

    class HowOften(models.TextChoices):
        OFF = "off", _("Not by letter")
        DAILY = "daily", _("Every weekday morning")
        WEEKLY = "weekly", _("On Monday mornings")

    member = models.ForeignKey(
        "organisations.Membership", models.CASCADE, related_name="+", db_constraint=False
    )
    how_often = models.CharField(max_length=6, choices=HowOften.choices, default=HowOften.OFF)
    chosen_at = models.DateTimeField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member"], name="one_letter_choice_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.how_often} for {self.member_id}"


class Letter(TenantModel):
    """That a morning letter went to a member for a window: there is never a second for the same."""

    member = models.ForeignKey(
        "organisations.Membership", models.CASCADE, related_name="+", db_constraint=False
    )
    window = models.DateField()
    sent_at = models.DateTimeField()

    objects = TenantManager.from_queryset(LetterQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "window"], name="one_letter_a_window")
        ]

    def __str__(self) -> str:
        return f"{self.window} to {self.member_id}"
