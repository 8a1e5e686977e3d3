"""Whose find it is, who is looking at it, and who is host today."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.assignments.querysets import AssignmentQuerySet, HostQuerySet, PresenceQuerySet
from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet


class Assignment(TenantModel):
    """A find in a colleague's hands, or waiting for a team, until they say what became of it."""

    class Outcome(models.TextChoices):
        SAID = "said", _("joined in")
        GIVEN_BACK = "given_back", _("given back")
        PASSED_ON = "passed_on", _("passed on")
        LEFT = "left", _("left be")
        UNDONE = "undone", _("undone")

    find = models.ForeignKey(
        "discoveries.Find", models.CASCADE, related_name="assignments", db_constraint=False
    )
    to = models.ForeignKey(
        "organisations.Membership", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    team = models.ForeignKey(
        "organisations.Team", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    by = models.ForeignKey("organisations.Membership", models.PROTECT, related_name="+", db_constraint=False)
    note = models.CharField(_("a word to go with it"), max_length=500, blank=True)
    given_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)

    objects = TenantManager.from_queryset(AssignmentQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "find"],
                condition=Q(closed_at=None),
                name="one_pair_of_hands_per_find",
            ),
            models.CheckConstraint(
                condition=Q(to=None, team__isnull=False) | Q(to__isnull=False, team=None),
                name="to_a_person_or_a_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.find_id} with {self.to_id or self.team_id}"


class Presence(TenantModel):
    """That a colleague is looking at a find, until then; nobody keeps it any longer."""

    find = models.ForeignKey("discoveries.Find", models.CASCADE, related_name="+", db_constraint=False)
    member = models.ForeignKey(
        "organisations.Membership", models.CASCADE, related_name="+", db_constraint=False
    )
    until = models.DateTimeField()

    objects = TenantManager.from_queryset(PresenceQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "find", "member"], name="present_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.find_id}"


class HostWeekday(TenantModel):
    """Who looks in on a day of every week."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")

    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    host = models.ForeignKey(
        "organisations.Membership", models.CASCADE, related_name="+", db_constraint=False
    )

    objects = TenantManager.from_queryset(HostQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "weekday"], name="one_host_a_weekday"),
            models.CheckConstraint(condition=Q(weekday__lte=4), name="hosts_look_in_on_weekdays"),
        ]

    def __str__(self) -> str:
        return f"{self.host_id} on {self.get_weekday_display()}"


class HostSwap(TenantModel):
    """Who looks in on one day instead; without a host nobody does."""

    day = models.DateField()
    host = models.ForeignKey(
        "organisations.Membership", models.CASCADE, null=True, related_name="+", db_constraint=False
    )

    objects = TenantManager.from_queryset(HostQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="one_swap_a_day")]

    def __str__(self) -> str:
        return f"{self.host_id} on {self.day}"


class HomePlace(TenantModel):
    """The part of here that a member's home is about."""

    member = models.ForeignKey(
        "organisations.Membership", models.CASCADE, related_name="+", db_constraint=False
    )
    place = models.ForeignKey("organisations.Place", models.CASCADE, related_name="+", db_constraint=False)

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member"], name="one_home_place_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.place_id} for {self.member_id}"
