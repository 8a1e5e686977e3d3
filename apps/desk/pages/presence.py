"""Which colleagues are looking at a find too, in a sentence."""

from datetime import datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.assignments.presence import others_at
from apps.desk.requests import MemberRequest
from apps.discoveries.models import Find


def presence_of(request: MemberRequest, find: Find, at: datetime) -> dict[str, str]:
    """What ``components/presence.html`` shows. Looking at the page tells nobody anything: its script does."""
    others = [str(presence.member.user) for presence in others_at(find, actor=request.actor, at=at)]
    sentence = ngettext(
        "%(who)s is looking at this too.", "%(who)s are looking at this too.", len(others)
    ) % {"who": get_text_list(others, _("and"))}
    return {
        "api": f"/api/v1/organisations/{request.organisation.slug}/finds/{find.id}/presence",
        "sentence": sentence if others else "",
    }
