"""The keys to a council's doors."""

from ipaddress import ip_address, ip_network
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.permission import Permission
from apps.common.tenancy import Identified
from apps.organisations.models.councils import Organisation
from apps.organisations.models.people import Membership
from apps.organisations.querysets import TokenQuerySet
from apps.organisations.roles import INTEGRATION


class ApiToken(Identified):
    """A key for a program: a member's own, or an integration's without a person. Shown once, kept as a digest."""

    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Personal")
        INTEGRATION = "integration", _("Integration")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    created_by = models.ForeignKey(Membership, models.PROTECT, related_name="tokens", db_constraint=False)
    name = models.CharField(_("what it is for"), max_length=80)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=40))
    networks = ArrayField(models.CharField(max_length=43), default=list, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def power(self) -> frozenset[Any]:
        """Scopes ∩ what the person or an integration may do."""
        from_role = INTEGRATION if self.kind == self.Kind.INTEGRATION else self.created_by.permissions
        return frozenset(Permission(scope) for scope in self.scopes) & from_role

    def admits(self, ip: str) -> bool:
        """Whether a call may come from there. Without networks it may from anywhere."""
        if not self.networks:
            return True
        try:
            address = ip_address(ip)
        except ValueError:
            return False
        return any(address in ip_network(network) for network in self.networks)
