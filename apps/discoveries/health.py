"""How a followed place is, in words for the council that follows it and for nobody else.

Sources are shared, so what was seen before a council followed one says that somebody else did. It is not told.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from apps.discoveries.models import Follow, PrivateFollow, Source
from apps.discoveries.quiet import Rhythm

State = Literal["new", "fine", "waiting", "ill", "stopped", "ended"]


@dataclass(frozen=True, kw_only=True)
class SourceHealth:
    """``who_must_act``: nobody, council or operator. ``next_at`` is None when no further look is planned or known."""

    state: State
    sentence: Any
    who_must_act: str = "nobody"
    looked_at: datetime | None = None
    next_at: datetime | None = None


def how_it_is(follow: Follow | PrivateFollow, at: datetime) -> SourceHealth:
    """From the source's own row; never anything from before ``follow.since`` or after ``follow.ended_at``.

    A private follow knows itself how its place is.
    """
    source: Source | PrivateFollow = follow if isinstance(follow, PrivateFollow) else follow.source
    if follow.ended_at is not None:
        return SourceHealth(state="ended", sentence=_("We no longer follow this place."))
    if source.looked_at is None or source.looked_at < follow.since:
        return SourceHealth(state="new", sentence=_("We are about to look."))
    return SourceHealth(
        state=source.state,  # type: ignore[arg-type]  # Source.State has the same words
        sentence=source.sentence,
        who_must_act=source.who_must_act,
        looked_at=source.looked_at,
        next_at=max(source.next_at, at) if source.next_at else None,
    )


def what_to_do(health: SourceHealth, rhythm: Rhythm) -> Any:
    """One sentence, or nothing where nothing needs doing."""
    if health.state == "stopped":
        return _("Look for its new address and follow that, or stop following this one.")
    if health.who_must_act == "council":
        return _(
            "Open the place: is it still there, and open to everybody? Ask its people, or follow another address."
        )
    if health.who_must_act == "operator":
        return _("Whoever runs this for you has to look into it. They are told.")
    if health.state in {"ill", "waiting"}:
        return _("Nothing for now: we look again by ourselves.")
    if rhythm.is_quiet:
        return _("Go and see: perhaps they have moved, are on holiday, or would be glad of a kind word.")
    return ""
