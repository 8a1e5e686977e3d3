"""What a council picked up, why, and what it decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet
from apps.discoveries.models.joy import Joy
from apps.discoveries.querysets import DecisionQuerySet, FindQuerySet

OPEN = models.Q(leads=True, state__in=["new", "later"])


class Cluster(TenantModel):
    """The same story told in several places. ``merged_into``: where new copies go since somebody put two together."""

    key = models.CharField(max_length=64)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_constraint=False)

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="cluster_once")]

    def __str__(self) -> str:
        return self.key


class Find(TenantModel):
    """Something a council picked up: an address, a few words, and what became of it.

    ``identity`` is the digest of its address, so that the same post is one find however often it is listed.
    ``source`` is missing where it came through a ``private_follow``, and where somebody put it in by hand:
    ``captured_by``, or a program without a person. ``version`` grows with each change. ``joy``, ``joy_rank``: what
    makes it worth looking at first, as it was read by the rules of ``read_as`` (apps/discoveries/joy.py).
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        TAKEN = "taken", _("Someone is joining in")
        DONE = "done", _("Done")
        LEFT = "left", _("Left be")
        LATER = "later", _("Later")
        GONE = "gone", _("Withdrawn by its author")

    identity = models.CharField(max_length=64)
    source = models.ForeignKey("discoveries.Source", models.PROTECT, null=True, related_name="+")
    captured_by = models.ForeignKey(
        "organisations.Membership",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    private_follow = models.ForeignKey(
        "discoveries.PrivateFollow",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    place = models.CharField(max_length=200)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=200, blank=True)
    excerpt = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=120, blank=True)
    author_digest = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=35, blank=True)
    published_at = models.DateTimeField(null=True)
    first_seen = models.DateTimeField()
    found_at = models.DateTimeField()
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="finds", db_constraint=False)
    leads = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    decided_at = models.DateTimeField(null=True)
    later_until = models.DateTimeField(null=True)
    leave_reason = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)
    joy = models.CharField(max_length=12, choices=Joy.choices, blank=True, default="", db_default="")
    joy_rank = models.SmallIntegerField(default=0, db_default=0)
    read_as = models.BigIntegerField(default=0, db_default=0)

    objects = TenantManager.from_queryset(FindQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "identity"], name="find_once"),
            models.CheckConstraint(
                condition=models.Q(source=None) | models.Q(captured_by=None), name="listed_or_put_in_by_hand"
            ),
            models.CheckConstraint(
                condition=models.Q(source=None) | models.Q(private_follow=None),
                name="listed_for_all_or_for_us",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-found_at", "-id"], name="finds_inbox"),
            models.Index(fields=["organisation", "cluster"], name="finds_of_cluster"),
            models.Index(
                fields=["organisation", "-found_at", "-id"], condition=OPEN, name="finds_open_newest"
            ),
            models.Index(
                fields=["organisation", "-joy_rank", "-found_at", "-id"],
                condition=OPEN,
                name="finds_open_joy",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.excerpt[:60]

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.NEW, self.State.LATER}

    @property
    def is_captured(self) -> bool:
        return self.source_id is None and self.private_follow_id is None


class FindMatch(TenantModel):
    """Why it is a find: which version of which search met it."""

    find = models.ForeignKey(Find, models.CASCADE, related_name="matches", db_constraint=False)
    search = models.ForeignKey("searches.Search", models.CASCADE, related_name="+", db_constraint=False)
    search_version = models.PositiveIntegerField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "find", "search"], name="find_match_once")
        ]
        indexes = [models.Index(fields=["organisation", "search"], name="find_matches_of_search")]

    def __str__(self) -> str:
        return f"{self.find_id} by {self.search_id}"


class Decision(TenantModel):
    """What someone decided about a find and its copies, and how each stood before: all that undo needs."""

    class Verb(models.TextChoices):
        JOINED = "joined", _("joined in")
        PASSED = "passed", _("passed it on")
        LEFT = "left", _("left it be")
        PUT_OFF = "put_off", _("put it off")
        SAID = "said", _("said it")
        GAVE_BACK = "gave_back", _("gave it back")
        SPLIT = "split", _("told it apart from another story")
        MERGED = "merged", _("put it together with the same story")

    find = models.ForeignKey(Find, models.CASCADE, related_name="decisions", db_constraint=False)
    verb = models.CharField(max_length=10, choices=Verb.choices)
    by = models.ForeignKey("organisations.Membership", models.PROTECT, related_name="+", db_constraint=False)
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(DecisionQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "find", "-at"], name="decisions_of_find"),
            models.Index(fields=["organisation", "-at", "-id"], name="decisions_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.find_id}"


class Tombstone(TenantModel):
    """The digest of something erased, so that it does not come back."""

    identity = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "identity"], name="tombstone_once")]

    def __str__(self) -> str:
        return self.identity
