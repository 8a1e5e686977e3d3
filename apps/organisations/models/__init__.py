"""Councils, the people in them, the keys to their doors, and what their parts are called."""

from apps.organisations.models.councils import Organisation
from apps.organisations.models.joining import JoinRequest
from apps.organisations.models.people import Invitation, Membership, Team, TeamMember
from apps.organisations.models.places import Place, PlacePart
from apps.organisations.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Organisation",
    "Place",
    "PlacePart",
    "Team",
    "TeamMember",
]
