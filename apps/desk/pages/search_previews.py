"""What the editor shows beside a search: how it was read, what it would have found, and the cheat sheet."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from apps.common.actor import Actor
from apps.discoveries.haste import StillCounting
from apps.discoveries.previews import Preview, preview
from apps.searches.actions import NamesSomebody

MONTH = 30
A_DAY = 45
A_WEEK = 6


def addresses(slug: str) -> dict[str, str]:
    """Whom the scripts beside a search ask."""
    here = f"/api/v1/organisations/{slug}/searches"
    return {"preview_url": f"{here}/preview", "would_match_url": f"{here}/would-match"}


def shown(*, actor: Actor, query: str, at: datetime) -> dict[str, Any]:
    """What components/search_preview.html draws; empty for an empty query."""
    if not query.strip():
        return {}
    try:
        seen = preview(actor=actor, query=query, at=at)
    except StillCounting as refusal:
        return {"problem": str(refusal)}
    days = [{"date": day, "count": count} for day, count in seen.by_day]
    return {
        "seen": seen,
        "understood": seen.understood,
        "notes": [
            note | {"fixed": _fixed(query, note)} for note in seen.notes if note["code"] != NamesSomebody.code
        ],
        "unlisted": seen.unlisted,
        "counted": _counted(seen),
        "pace": pace_of(seen),
        "by_day": days if seen.count else [],
        "most": max(count for _day, count in seen.by_day),
        "by_place": [(place, numeral(count)) for place, count in seen.by_place],
        "matches": seen.matches,
        "words": [(word.words, _about(word.count, word.is_exact)) for word in seen.words],
        "kept_out": _about(seen.kept_out.count, seen.kept_out.is_exact) if seen.kept_out.count else "",
    }


def pace_of(seen: Preview) -> str:
    """How many finds to expect; preview.js says it in the same words."""
    if not seen.count:
        return ""
    if seen.count >= A_DAY:
        return _("about %(count)s a day") % {"count": numeral(round(seen.count / MONTH))}
    if seen.count >= A_WEEK:
        return _("about %(count)s a week") % {"count": round(seen.count * 7 / MONTH)}
    return _("about one a week or fewer")


def numeral(count: int) -> str:
    return f"{count:,}"


def _about(count: int, is_exact: bool) -> str:  # noqa: FBT001 - two facts of one number
    return numeral(count) if is_exact else _("about %(count)s") % {"count": numeral(count)}


def _counted(seen: Preview) -> str:
    if seen.estimated and not seen.count:
        return _("Too much to count")
    said = _("About %(count)s in the last 30 days") if seen.estimated else _("%(count)s in the last 30 days")
    return said % {"count": numeral(seen.count)}


def _fixed(query: str, note: dict[str, Any]) -> str:
    """The whole query with the way out taken; empty when the note offers none."""
    if note["fix"] is None:
        return ""
    return f"{query[: note['start']]}{note['fix']}{query[note['end'] :]}"


def examples() -> list[tuple[str, str]]:
    """The language in a few lines, as docs/search-language.md has it whole: something to try, and what it means."""
    return [
        ("litter pick", _("both words, in any order, with their endings: picks, picking")),
        ('"litter pick"', _("exactly these words, side by side")),
        ("library OR archive", _("either of them; OR in capitals")),
        ("(swap OR repair) café", _("brackets say what belongs together")),
        ("allotment -jobs", _("leave out what follows the minus")),
        ("play* park", _("words that begin so, beside a whole word; four letters or more")),
        ("litter NEAR/5 park", _("both, at most five words apart, in either order")),
        ("#LoveParks", _("a hashtag")),
        ('near:"Old Town" fair', _("any name of a place from your list of places people name")),
        ('source:"The Echo" fair', _("only from one place that you follow")),
        ("litter has:image", _("with a picture; also has:link, has:video, has:question")),
        ('search:"Fairs" -pack:jobs', _("what another search of yours asks; without job adverts")),
        (
            "eisteddfod lang:cy",
            _("only in Welsh, also as Welsh changes a word’s beginning; lang:en for English"),
        ),
        ("market site:example.org", _("only from one site")),
        ("flood since:2026-11-01", _("only since a day; until: for before one")),
        ("@LoveParks", _("mentions of an organisation you have listed; from: for what it says itself")),
    ]
