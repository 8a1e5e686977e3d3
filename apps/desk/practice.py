"""A find to practise on. Its words are our own, and nobody said them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _


def practice_find(at: datetime) -> dict[str, Any]:
    """As ``components/find_card.html`` wants it."""
    return {
        "id": "practice",
        "segments": [(_("Forty marrows and no more recipes."), False)],
        "more_segments": [
            (_("Whoever likes "), False),
            (_("marrows"), True),
            (_(", come to the gate on Saturday. And thank you, whoever mended the water butt!"), False),
        ],
        "place": _("The allotment society’s blog (invented)"),
        "author": "Maureen",
        "at": at - timedelta(hours=2),
        "why": _("The marked word is what a search listened for."),
        "is_open": False,
    }


def feedback_on(answer: str) -> str:
    """What a friend would say about the three buttons that are not “Join in”."""
    said = {
        "pass_on": _(
            "A colleague who gardens would be a good guest here. For practice, go yourself: press “Join in”."
        ),
        "leave_be": _(
            "Right for adverts and quarrels. But here somebody is pleased and says so in public: press “Join in”."
        ),
        "later": _("It would come back tomorrow at nine. Marrows do not wait, though: press “Join in”."),
    }
    return said.get(answer, "")
