"""Saved searches: what community life sounds like here."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel
from apps.searches.language.ast import Node, from_json
from apps.searches.querysets import ListedAccountQuerySet, SearchQuerySet, VersionQuerySet


class Search(TenantModel):
    """A search as it stands. ``rev`` grows with every commit that changes one.

    ``ast`` is what was written; ``resolved`` is what the matcher reads, each name (near:, source:, search:, pack:)
    replaced by what it stands for. Saving with ``rev = 0`` asks the database for the next one as the transaction ends (docs/adr/0012).
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    name = models.CharField(_("name"), max_length=80)
    team = models.ForeignKey(
        "organisations.Team", models.SET_NULL, null=True, related_name="searches", db_constraint=False
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
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
    """An organisation or group, or the council itself, whose handle a search may name. Never a private person."""

    handle = models.CharField(_("handle"), max_length=120)
    name = models.CharField(_("name of the organisation or group"), max_length=120)
    is_ours = models.BooleanField(_("this is the council itself"), default=False)
    added_by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, related_name="+", db_constraint=False
    )
    added_at = models.DateTimeField()

    objects = TenantManager.from_queryset(ListedAccountQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "handle"], name="listed_account_once")]

    def __str__(self) -> str:
        return self.handle
