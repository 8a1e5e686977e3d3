"""How all our places are, on one page: who speaks, who has gone quiet, what to do."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.common.clock import now
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.health import SourceHealth, how_it_is, what_to_do
from apps.discoveries.models import Follow
from apps.discoveries.quiet import Rhythm, rhythms_of

WEEK, DAY = timedelta(days=7), timedelta(days=1)
# Those that need somebody first.
ORDER = ("stopped", "ill", "quiet", "waiting", "new", "fine")


@member_page(nav="sources")
def health(request: MemberRequest) -> HttpResponse:
    at = now()
    follows = list(Follow.objects.current().for_display())
    rhythms = rhythms_of(follows, at)
    rows = [_row(follow, rhythms[follow.id], at) for follow in follows]
    rows.sort(key=lambda row: ORDER.index(row["state"]))
    context = {"rows": rows, "quiet": sum(row["state"] == "quiet" for row in rows), "days": len(rows) and 28}
    return render(request, "sources/health.html", context)


def _row(follow: Follow, rhythm: Rhythm, at: datetime) -> dict[str, Any]:
    health = how_it_is(follow, at)
    days = [{"date": day, "count": count} for day, count in rhythm.by_day]
    return {
        "follow": follow,
        "state": _state(health, rhythm),
        "sentence": health.sentence if health.state != "fine" else "",
        "usual": _usual(rhythm),
        "silence": _silence(rhythm) if rhythm.is_quiet else "",
        "last_at": rhythm.last_at,
        "posts": rhythm.posts,
        "days": days,
        "most": max(count for _day, count in rhythm.by_day) or 1,
        "to_do": what_to_do(health, rhythm),
    }


def _state(health: SourceHealth, rhythm: Rhythm) -> str:
    return "quiet" if health.state == "fine" and rhythm.is_quiet else health.state


def _usual(rhythm: Rhythm) -> str:
    if rhythm.gap is None:
        return _("too early to say")
    a_week = WEEK / rhythm.gap
    if a_week >= 1:
        return ngettext("about %(count)d post a week", "about %(count)d posts a week", round(a_week)) % {
            "count": round(a_week)
        }
    days = round(rhythm.gap / DAY)
    return ngettext("about a post every %(count)d day", "about a post every %(count)d days", days) % {
        "count": days
    }


def _silence(rhythm: Rhythm) -> str:
    days = rhythm.silent_for.days
    return ngettext("nothing for %(count)d day", "nothing for %(count)d days", days) % {"count": days}
