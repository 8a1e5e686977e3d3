"""How councils, their people and their keys say no."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Conflict, Invalid, Refusal

MOST_SHOWN = 50


class NameTaken(Conflict):
    code = "name_taken"
    message = _("There is one with that name already.")


class LastOwner(Conflict):
    code = "last_owner"
    message = _("A council needs an owner. Make someone else an owner first.")


class AlreadyMember(Conflict):
    code = "already_member"
    message = _("This person is in your council already.")


class AlreadyInvited(Conflict):
    code = "already_invited"
    message = _("An invitation to this address is open. You can send it again or take it back.")


class TooManyLetters(Refusal):
    status = 429
    code = "too_many_letters"
    message = _(
        "This invitation was sent five times. Take it back and check the address before you send another."
    )


class InvitationClosed(Refusal):
    """One answer for unknown, used, expired and taken back, and for another address: strangers learn nothing."""

    status = 404
    code = "invitation_closed"
    message = _(
        "This invitation cannot be used. It may have been used or taken back, be older than seven days, or have "
        "been sent to another address than yours. Whoever invited you can send it again."
    )


class AlreadyAsked(Conflict):
    code = "already_asked"
    message = _("You have asked already. You get a letter as soon as an owner answers.")


class AskedLately(Conflict):
    code = "asked_lately"
    message = _("An owner has said not this time. You can ask again thirty days after that.")


class AskedTooOften(Refusal):
    status = 429
    code = "asked_too_often"
    message = _("That was often enough for one day. Try again tomorrow.")


class RequestClosed(Conflict):
    code = "request_closed"
    message = _("This was answered or taken back in the meantime.")


class NotOfThisHouse(Refusal):
    """One answer whether that council is here or not, for whoever cannot show that they work there."""

    status = 403
    code = "not_of_this_house"
    message = _(
        "To begin for a council we need an address of its own. Make an account with yours from there, or ask "
        "whoever runs this to begin for you."
    )


class AlreadyHere(Conflict):
    code = "already_here"
    message = _("A colleague of yours has begun already. Ask to come in.")


class NotOpen(Refusal):
    status = 403
    code = "not_open"
    message = _("Here councils are begun by whoever runs this. Write to them, and they let you in.")


class ListUnreadable(Invalid):
    """``facts["notes"]``: each fault with its line."""

    code = "list_unreadable"
    message = _("Some lines need another look. Nothing was changed.")

    def __init__(self, faults: Sequence[object]) -> None:
        notes = [{"code": "line", "message": str(fault)} for fault in faults[:MOST_SHOWN]]
        super().__init__(field="text", notes=notes)


class NoticeIncomplete(Invalid):
    code = "notice_incomplete"
    message = _("Your public notice is on, so people need to find this here.")
