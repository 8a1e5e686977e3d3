"""Due work as rows. Celery only says that there is some (docs/adr/0005)."""

from django.db import models

from apps.common.tenancy import Identified
from apps.work.querysets import JobQuerySet


class Job(Identified):
    """Something to do, by whoever holds the lease. Ids only: no council's words live here.

    ``share`` is whom the lane is fair between: a host for fetches, an organisation for a council's own work.
    ``asked`` counts the times it was asked for, so that asking during a run is not lost.
    """

    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    lane = models.CharField(max_length=12)
    share = models.CharField(max_length=255)
    due_at = models.DateTimeField()
    asked = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    quarantined_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="work_job_once")]
        indexes = [
            models.Index(
                fields=["lane", "share", "due_at"],
                condition=models.Q(quarantined_at=None),
                name="work_job_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Share(models.Model):
    """When a host or an organisation was last served in a lane, and when it may be again."""

    lane = models.CharField(max_length=12)
    name = models.CharField(max_length=255)
    served_at = models.DateTimeField()
    allowed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lane", "name"], name="work_share_once")]

    def __str__(self) -> str:
        return f"{self.lane} {self.name}"


class Heartbeat(models.Model):
    """When something that has to keep going last did."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Allowance(models.Model):
    """How much of something was used in the window that is running (sign-in tries, API calls)."""

    key = models.CharField(max_length=200, primary_key=True)
    window_ends_at = models.DateTimeField()
    used = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key


class CachedAnswer(models.Model):
    """The table of Django's database cache, made by a migration so that no command need be remembered."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "work_cache"

    def __str__(self) -> str:
        return self.cache_key
