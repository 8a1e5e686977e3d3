"""The people in a council, their teams, and the letters that bring others in."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.common.permission import Permission
from apps.common.tenancy import Identified, TenantManager, TenantModel, TenantQuerySet
from apps.organisations.models.councils import Organisation
from apps.organisations.querysets import InvitationQuerySet, MembershipQuerySet, TeamQuerySet
from apps.organisations.roles import Role, powers_of


class Membership(Identified):
    """A person's place in a council. Ended, never deleted: what they did stays theirs.

    ``welcomed_at``: when they put the first steps away.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    welcomed_at = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=models.Q(ended_at=None), name="one_place_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def permissions(self) -> frozenset[Permission]:
        return powers_of(self.role)


class Team(TenantModel):
    """A service or a group of colleagues."""

    name = models.CharField(_("name of the team"), max_length=80)
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(TeamQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("organisation"), Lower("name"), condition=models.Q(ended_at=None), name="team_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(TenantModel):
    """Someone in a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members", db_constraint=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="teams", db_constraint=False)

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "team", "membership"], name="team_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.team_id}"


class Invitation(Identified):
    """A letter to one address. Only the digest of its token is kept; the token is made anew from ``nonce``."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    invited_by = models.ForeignKey(Membership, models.PROTECT, related_name="+", db_constraint=False)
    nonce = models.BinaryField(max_length=32)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    letters = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("organisation"),
                Lower("email"),
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email
