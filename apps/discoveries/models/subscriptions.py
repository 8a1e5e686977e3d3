"""News that a hub sends us of a source, so that we need not ask (WebSub). Like sources, for everybody at once."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import Identified
from apps.discoveries.models.sources import Source


class Subscription(Identified):
    """That a hub tells us when a source has something new. ``token`` is the address it knows; nobody else does.

    ``secret`` signs what it sends. While it is live, polling is only the net beneath.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        LIVE = "live", _("Live")
        REFUSED = "refused", _("Refused by the hub")
        ENDED = "ended", _("Ended")

    source = models.OneToOneField(Source, models.CASCADE, related_name="subscription")
    hub = models.URLField(max_length=2000)
    topic = models.URLField(max_length=2000)
    token = models.CharField(max_length=43, unique=True)
    secret = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.topic} ({self.state})"

    def is_live(self, at: datetime) -> bool:
        return self.state == self.State.LIVE and self.lease_until is not None and at < self.lease_until


class Delivery(Identified):
    """What a hub sent, signed, until it is taken in."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    body = models.BinaryField()
    content_type = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.at:%H:%M:%S}"
