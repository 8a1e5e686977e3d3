"""Who did what: one row per act, appended in the same transaction, and the source of the changes feed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.audit.querysets import EventQuerySet
from apps.common.tenancy import Identified, TenantManager


class Event(Identified):
    """Ids, verbs and field names; never words or names from outside.

    ``position`` is given by the database at the very end of the transaction, one organisation at a time, so a
    reader that has seen position n has seen everything before it (docs/adr/0012).
    """

    organisation_id = models.UUIDField()
    position = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    change = models.CharField(max_length=12, blank=True)
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()
    actor_kind = models.CharField(max_length=12)
    membership_id = models.UUIDField(null=True)
    token_id = models.UUIDField(null=True)
    system = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=list)
    request_id = models.CharField(max_length=64, blank=True)

    objects = TenantManager.from_queryset(EventQuerySet)()

    class Change(models.TextChoices):
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ERASED = "erased", _("erased")

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "position"], name="audit_event_in_order"),
            models.Index(fields=["organisation_id", "object_id"], name="audit_event_of_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_id}"
