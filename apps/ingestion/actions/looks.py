"""“Look at this address”: what could be followed there."""

import time
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from apps.connectors.contract import NothingThere, Place
from apps.connectors.registry import connector_recognising
from apps.discoveries.actions.sources import answer_look
from apps.discoveries.models import Look
from apps.organisations.scope import council
from apps.work import actions as work

SHOWN = 5


def look_at_address(*, claim: work.Claim, at: datetime) -> None:
    """Go and see, outside any transaction; then answer. Raises LeaseLost."""
    address = _address(claim)
    places, sentence = _see(address, at) if address else ([], "")
    with council(claim.council_id):
        work.finish(claim)
        if address:
            look = Look.objects.get(pk=claim.subject_id)
            answer_look(look=look, places=places, sentence=sentence, at=at)


def _address(claim: work.Claim) -> str:
    """What to look at; empty when it was answered already."""
    with council(claim.council_id):
        look = Look.objects.filter(pk=claim.subject_id, state=Look.State.LOOKING).first()
        return look.address if look else ""


def _see(address: str, at: datetime) -> tuple[list[dict[str, Any]], str]:
    if "://" not in address:
        address = f"https://{address}"
    try:
        places = connector_recognising(address).discover(address, at=at, before_each=_unhurried())
    except NothingThere as nothing:
        return [], nothing.sentence
    except KeyError:
        return [], _("We do not know yet how to follow a place like this.")
    return [_as_json(place) for place in places], ""


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
        "home_url": place.home_url,
        "feed_url": place.feed_url,
        "kind": place.kind,
        "platform": place.platform,
        "what": place.what_kind_of_thing,
        "secret": place.secret,
        "items": [
            {
                "title": item.title[:200],
                "url": item.url,
                "at": item.published_at.isoformat() if item.published_at else None,
            }
            for item in place.items[:SHOWN]
        ],
    }
