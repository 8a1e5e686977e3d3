"""What people do in and with their council."""

from apps.organisations.actions.councils import change_settings, found_organisation
from apps.organisations.actions.founding import found_invented_council, found_listed_council
from apps.organisations.actions.invitations import (
    accept_invitation,
    invite,
    letter_due,
    letter_sent,
    resend_invitation,
    revoke_invitation,
)
from apps.organisations.actions.joining import (
    answer_for_asker,
    ask_to_join,
    decline,
    forget_requests,
    let_in,
    pass_request_on,
    request_for_owners,
    request_told,
    take_request_back,
)
from apps.organisations.actions.members import change_role, close_welcome, end_membership
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
    "answer_for_asker",
    "ask_to_join",
    "change_place",
    "change_role",
    "change_settings",
    "check_token",
    "close_welcome",
    "create_team",
    "decline",
    "end_membership",
    "end_place",
    "end_team",
    "forget_requests",
    "found_invented_council",
    "found_listed_council",
    "found_organisation",
    "import_places",
    "invite",
    "issue_token",
    "let_in",
    "letter_due",
    "letter_sent",
    "pass_request_on",
    "put_into_set",
    "remove_from_team",
    "rename_team",
    "request_for_owners",
    "request_told",
    "resend_invitation",
    "revoke_invitation",
    "revoke_token",
    "take_out_of_set",
    "take_request_back",
]
