"""How writing searches says no."""

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Conflict, Refusal


class NameTaken(Conflict):
    code = "name_taken"
    message = _("You already have a search with this name. Give this one another.")


class ChangedMeanwhile(Conflict):
    code = "changed_meanwhile"
    message = _(
        "A colleague saved another version while you were writing. Look at theirs, then save yours again."
    )


class Locked(Conflict):
    code = "locked"
    message = _("“%(name)s” is locked by %(who)s. Ask them, or an owner, or write a copy of your own.")


class InUse(Conflict):
    code = "in_use"
    message = _("Other searches hold “%(name)s”: %(names)s. Change these first.")


class NamesSomebody(Refusal):
    code = "names_somebody"
    message = _(
        "This search names %(names)s. We listen to places and subjects, never to a person. "
        "If this is no private person, put it on the list first, and a colleague approves it."
    )
