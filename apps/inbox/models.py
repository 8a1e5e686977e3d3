"""How people go through finds: what they look at, in which order, and what they decide about many at once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet
from apps.inbox.querysets import BatchQuerySet, ViewQuerySet


class Order(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    JOY = "joy", _("Joy first")


class View(TenantModel):
    """A filter with a name: one person's own, a team's, or without either the whole council's."""

    name = models.CharField(_("name of the view"), max_length=60)
    wanted = models.JSONField()
    owner = models.ForeignKey(
        "organisations.Membership", models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    team = models.ForeignKey(
        "organisations.Team", models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    place = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, related_name="+", db_constraint=False
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(ViewQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(owner=None) | Q(team=None), name="view_is_one_kind_of_ours")
        ]

    def __str__(self) -> str:
        return self.name


class Habit(TenantModel):
    """How one person likes their inbox: the order, and the view that it opens with."""

    member = models.ForeignKey(
        "organisations.Membership", models.CASCADE, related_name="+", db_constraint=False
    )
    order = models.CharField(max_length=8, choices=Order.choices, default=Order.NEWEST)
    view = models.ForeignKey(View, models.CASCADE, null=True, related_name="+", db_constraint=False)

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="habit_once")]

    def __str__(self) -> str:
        return f"{self.order} of {self.member_id}"


class Batch(TenantModel):
    """One decision about many finds. Which ones is settled when it is asked; ``said`` holds what goes with it."""

    class What(models.TextChoices):
        LEAVE_BE = "leave_be", _("left be")
        LATER = "later", _("put off")
        PASS_ON = "pass_on", _("passed on")
        TAG = "tag", _("tagged")
        UNTAG = "untag", _("untagged")

    what = models.CharField(max_length=10, choices=What.choices)
    said = models.JSONField(default=dict)
    by = models.ForeignKey("organisations.Membership", models.PROTECT, related_name="+", db_constraint=False)
    at = models.DateTimeField()
    size = models.PositiveIntegerField()
    finished_at = models.DateTimeField(null=True)
    undo_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    undo_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(BatchQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at", "-id"], name="batches_newest")]

    def __str__(self) -> str:
        return f"{self.what} {self.size}"


class BatchFind(TenantModel):
    """What became of one find in a batch; ``why_not``: the code of the refusal, of the deed or of its undoing."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        REFUSED = "refused", _("not possible")
        UNDONE = "undone", _("undone")
        STAYS = "stays", _("not undone")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="finds", db_constraint=False)
    find = models.ForeignKey("discoveries.Find", models.CASCADE, related_name="+", db_constraint=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why_not = models.CharField(max_length=40, blank=True)
    decision = models.ForeignKey(
        "discoveries.Decision", models.CASCADE, null=True, related_name="+", db_constraint=False
    )

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "batch", "find"], name="batch_find_once")
        ]
        indexes = [
            models.Index(fields=["organisation", "batch", "state"], name="batch_finds_by_state"),
            models.Index(fields=["organisation", "decision"], name="batch_of_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.find_id} in {self.batch_id}"
