"""How an action says no. Pages show a refusal beside the field; the API answers with a problem (RFC 9457)."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An answer, not an accident: ``code`` for machines, ``message`` for people, ``field`` for where."""

    status = 422
    code = "refused"
    message: Any = _("That cannot be done.")

    def __init__(self, message: Any = None, *, field: str = "", **facts: Any) -> None:
        self.message = message or self.message
        self.field = field
        self.facts = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refusal):
    status = 403
    code = "not_allowed"
    message = _("Your role does not include this. An owner of your council can change that.")


class NotThere(Refusal):
    status = 404
    code = "not_there"
    message = _("There is nothing here with that name.")


class Conflict(Refusal):
    status = 409
    code = "conflict"
    message = _("Someone changed this in the meantime. Look again and then decide.")


class Invalid(Refusal):
    code = "invalid"
    message = _("That cannot be read.")


def require(allowed: bool) -> None:  # noqa: FBT001 - reads as require(can_join(actor, find))
    """Raises NotAllowed."""
    if not allowed:
        raise NotAllowed
