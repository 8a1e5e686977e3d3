"""A council with something to tell: it follows a place and listens."""

import pytest

from apps.discoveries.actions.sources import answer_look, ask_to_look, follow_place
from apps.organisations.scope import council
from apps.searches.actions import list_account, write_search
from tests.cast import NOON

PLACE = {"title": "Allotments", "home_url": "", "platform": "feed", "secret": False, "items": []}


@pytest.fixture
def listening(ann):
    with council(ann.organisation.id):
        list_account(actor=ann.actor, handle="@MarloweFC", name="The club", kind="ours", at=NOON)
        look = ask_to_look(actor=ann.actor, address="https://plots.example/feed", at=NOON)
        found = PLACE | {"feed_url": "https://plots.example/feed"}
        answer_look(look=look, places=[found], sentence="", at=NOON)
        follow_place(actor=ann.actor, look=look, place=0, name="The allotment blog", at=NOON)
        write_search(actor=ann.actor, name="Growing", query="marrows OR @MarloweFC", at=NOON)
    ann.organisation.refresh_from_db()
    return ann.organisation
