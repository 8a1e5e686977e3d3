"""How deciding about finds says no."""

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Conflict


class InOtherHands(Conflict):
    code = "in_other_hands"
    message = _("Someone is joining in with this one. They can give it back.")


class Gone(Conflict):
    code = "gone"
    message = _("This was withdrawn by its author or erased. There is nothing left to decide.")


class AlreadyUndone(Conflict):
    code = "already_undone"
    message = _("This was undone already, or somebody decided anew in the meantime.")


class TooLate(Conflict):
    code = "too_late"
    message = _("This was decided more than thirty days ago. Decide anew instead.")


class StandsAlone(Conflict):
    code = "stands_alone"
    message = _("This one stands alone already: no other find is counted as the same story.")


class InTwoHands(Conflict):
    code = "in_two_hands"
    message = _(
        "Two of these are in somebody's hands. One has to be given back before they can be one story."
    )


class StoryMoved(Conflict):
    code = "story_moved"
    message = _("These finds were sorted anew in the meantime. Look again and then decide.")
