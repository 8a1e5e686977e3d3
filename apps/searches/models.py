"""Saved searches: what community life sounds like here."""

from datetime import date

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel
from apps.searches.language.ast import Node, from_json
from apps.searches.querysets import (
    ListedAccountQuerySet,
    ReviewQuerySet,
    SearchQuerySet,
    VersionQuerySet,
)


class Search(TenantModel):
    """A search as it stands. ``rev`` grows with every commit that changes one.

    ``ast`` is what was written; ``resolved`` is what the matcher reads, each name (near:, source:, search:, pack:)
    replaced by what it stands for. Saving with ``rev = 0`` asks the database for the next one as the transaction ends (docs/adr/0012).
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    class Purpose(models.TextChoices):
        """Why a council listens for it. Each is something to join in with; to keep an eye on people is none."""

        CELEBRATE = "celebrate", _("To say well done and enjoy it")
        HELP = "help", _("To answer questions and help")
        EVENTS = "events", _("To come along to what is on")
        PLACES = "places", _("To look after places together")
        SAFETY = "safety", _("To hear of floods, weather and getting about")
        HISTORY = "history", _("To remember and pass stories on")
        TO_US = "to_us", _("To answer what people say to us")

    name = models.CharField(_("name"), max_length=80)
    team = models.ForeignKey(
        "organisations.Team", models.SET_NULL, null=True, related_name="searches", db_constraint=False
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    purpose = models.CharField(
        _("what for"),
        max_length=10,
        choices=Purpose.choices,
        default=Purpose.CELEBRATE,
        db_default="celebrate",
    )
    query = models.TextField(_("what to listen for"), max_length=2000)
    ast = models.JSONField()
    resolved = models.JSONField(db_default=models.Value({}, models.JSONField()))
    language_version = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    rev = models.BigIntegerField(default=0)
    created_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, related_name="+", db_constraint=False
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    resumes_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(
        "organisations.Membership",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    locked_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(SearchQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("organisation"),
                Lower("name"),
                condition=~models.Q(state="ended"),
                name="search_name_once",
            ),
            models.CheckConstraint(
                condition=models.Q(locked_by=None, locked_at=None)
                | models.Q(locked_by__isnull=False, locked_at__isnull=False),
                name="search_locked_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(resumes_at=None) | models.Q(state="paused"),
                name="search_resumes_from_pause",
            ),
        ]
        indexes = [models.Index(fields=["rev"], name="searches_by_rev")]

    def __str__(self) -> str:
        return self.name

    @property
    def tree(self) -> Node:
        """What it listens for."""
        return from_json(self.resolved)

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def is_locked(self) -> bool:
        return self.locked_by_id is not None


class SearchVersion(TenantModel):
    """A search as it once stood. Finds say by which version they were found."""

    search = models.ForeignKey(Search, models.CASCADE, related_name="versions", db_constraint=False)
    number = models.PositiveIntegerField()
    query = models.TextField(max_length=2000)
    ast = models.JSONField()
    resolved = models.JSONField(db_default=models.Value({}, models.JSONField()))
    by = models.ForeignKey("organisations.Membership", models.PROTECT, related_name="+", db_constraint=False)
    at = models.DateTimeField()

    objects = TenantManager.from_queryset(VersionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "search", "number"], name="search_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.search_id} v{self.number}"


class ListedAccount(TenantModel):
    """Somebody or something a search may name, why, and until when. Never a private person.

    ``handle`` is the key of a handle or of a name. All but the council's own accounts need a second person's word.
    """

    class Kind(models.TextChoices):
        OURS = "ours", _("One of our own accounts")
        GROUP = "group", _("An organisation or a group")
        OFFICE = "office", _("Somebody in public office, in that office")
        NOBODY = "nobody", _("Not a living person: a place, an event, somebody from history")

    handle = models.CharField(_("handle or name"), max_length=120)
    name = models.CharField(_("who or what it is"), max_length=120)
    kind = models.CharField(
        _("what kind of name it is"), max_length=8, choices=Kind.choices, db_default="group"
    )
    reason = models.CharField(_("why a search should name it"), max_length=300, blank=True, db_default="")
    ends_on = models.DateField(_("until when"), null=True)
    added_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, related_name="+", db_constraint=False
    )
    added_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    approved_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(ListedAccountQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "handle"], name="listed_account_once"),
            models.CheckConstraint(
                condition=models.Q(kind="ours") | models.Q(ends_on__isnull=False), name="listing_ends"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("added_by")),
                name="listing_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.handle

    @property
    def is_ours(self) -> bool:
        return self.kind == self.Kind.OURS

    @property
    def is_approved(self) -> bool:
        return self.is_ours or self.approved_at is not None

    def is_in_force(self, day: date) -> bool:
        """On that day a search may name it."""
        return self.is_ours or (self.is_approved and self.ends_on is not None and day <= self.ends_on)


class SearchReview(TenantModel):
    """Somebody looked through all our searches and said which of them are still right."""

    by = models.ForeignKey("organisations.Membership", models.PROTECT, related_name="+", db_constraint=False)
    at = models.DateTimeField()
    kept = models.PositiveIntegerField()
    paused = models.PositiveIntegerField()

    objects = TenantManager.from_queryset(ReviewQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"], name="search_reviews_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
