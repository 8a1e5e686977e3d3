"""What people do in and with their council."""

from apps.organisations.actions.councils import change_settings, found_organisation
from apps.organisations.actions.invitations import (
    accept_invitation,
    invite,
    letter_due,
    letter_sent,
    resend_invitation,
    revoke_invitation,
)
from apps.organisations.actions.members import change_role, end_membership
from apps.organisations.actions.place_lists import import_places
from apps.organisations.actions.places import (
    add_place,
    change_place,
    end_place,
    put_into_set,
    take_out_of_set,
)
from apps.organisations.actions.teams import (
    add_to_team,
    create_team,
    end_team,
    remove_from_team,
    rename_team,
)
from apps.organisations.actions.tokens import Issued, check_token, issue_token, revoke_token

__all__ = [
    "Issued",
    "accept_invitation",
    "add_place",
    "add_to_team",
    "change_place",
    "change_role",
    "change_settings",
    "check_token",
    "create_team",
    "end_membership",
    "end_place",
    "end_team",
    "found_organisation",
    "import_places",
    "invite",
    "issue_token",
    "letter_due",
    "letter_sent",
    "put_into_set",
    "remove_from_team",
    "rename_team",
    "resend_invitation",
    "revoke_invitation",
    "revoke_token",
    "take_out_of_set",
]
