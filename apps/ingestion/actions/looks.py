"""“Look at this address”: what could be followed there."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from apps.common.sealing import SealBroken, seal
from apps.connectors.contract import NothingThere, Place
from apps.connectors.plain import one_line
from apps.connectors.registry import discover
from apps.discoveries.actions.sources import answer_look
from apps.discoveries.addresses import Kept, address_of
from apps.discoveries.models import Look
from apps.ingestion.quietly import quietly
from apps.organisations.scope import council
from apps.work import actions as work

SHOWN = 5


def look_at_address(*, claim: work.Claim, at: datetime) -> None:
    """Go and see, outside any transaction; then answer. Raises LeaseLost."""
    with council(claim.council_id):
        look = Look.objects.filter(pk=claim.subject_id, state=Look.State.LOOKING).first()
    seen = see(look, at) if look is not None else None
    with council(claim.council_id):
        work.finish(claim)
        if look is not None and seen is not None:
            answer_look(look=look, places=seen.places, sentence=seen.sentence, at=at)


@dataclass(frozen=True)
class Seen:
    """What is at an address: places to follow, as a look keeps them, or a sentence that says why there are none."""

    places: list[dict[str, Any]]
    sentence: str = ""


def see(row: Kept, at: datetime) -> Seen:
    """What can be followed at the address that a row keeps; secret or not, no log hears of a secret one."""
    with quietly() if row.sealed else nullcontext():
        try:
            places = discover(address_of(row), at=at, before_each=_unhurried())
        except NothingThere as nothing:
            return Seen([], nothing.sentence)
        except SealBroken:
            return Seen([], _("We cannot open this address any more. Paste it again."))
        except KeyError:
            return Seen([], _("We do not know yet how to follow a place like this."))
    return Seen([_as_json(place) for place in places])


def _unhurried() -> Callable[[str], None]:
    """A pause before every request but the first: whoever we knock at is asked no faster than a poll would."""
    knocks = count()

    def wait(_address: str) -> None:
        if next(knocks):
            time.sleep(settings.GC_HOST_SPACING_SECONDS)

    return wait


def _as_json(place: Place) -> dict[str, Any]:
    return {
        "title": place.title[:200],
        "home_url": "" if place.secret else place.home_url,
        "feed_url": "" if place.secret else place.feed_url,
        "sealed": seal(place.feed_url) if place.secret else "",
        "kind": place.kind,
        "platform": place.platform,
        "what": place.what_kind_of_thing,
        "secret": place.secret,
        "account": place.account,
        "items": [
            {
                "title": one_line(item.title or item.text, most=200),
                "url": item.url,
                "at": item.published_at.isoformat() if item.published_at else None,
            }
            for item in place.items[:SHOWN]
        ],
    }
