"""What we gave and what we asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import TenantManager, TenantModel
from apps.ledger.querysets import ActQuerySet


class Act(TenantModel):
    """Something a colleague said or did in a place where people talk: a give, an ask or a broadcast."""

    class Kind(models.TextChoices):
        WELL_DONE = "well_done", _("Well done")
        LIKE = "like", _("Like")
        SHARE = "share", _("Share")
        ANSWER = "answer", _("Answer")
        OFFER = "offer", _("Offer help")
        EXPLAIN = "explain", _("Explain")

    class Way(models.TextChoices):
        GIVE = "give", _("Give")
        ASK = "ask", _("Ask")
        BROADCAST = "broadcast", _("Broadcast")

    find = models.ForeignKey(
        "discoveries.Find", models.PROTECT, null=True, related_name="acts", db_constraint=False
    )
    kind = models.CharField(_("what kind"), max_length=12, choices=Kind.choices)
    way = models.CharField(_("give, ask or broadcast"), max_length=10, choices=Way.choices)
    words = models.TextField(_("what you said"), max_length=2000, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    by = models.ForeignKey(
        "organisations.Membership", models.PROTECT, related_name="acts", db_constraint=False
    )
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(ActQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at", "-id"], name="acts_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_way_display()})"
