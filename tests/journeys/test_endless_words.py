"""Words without an end, in a title, a text and the name of a place: they wrap, and no page outgrows its window."""

import pytest

from apps.common.clock import now
from apps.discoveries.actions.items import Arrival, take_in
from apps.organisations.scope import council
from tests.desk.picked import follow, pick
from tests.journeys.conftest import is_wider_than_its_window

pytestmark = pytest.mark.browser
ENDLESS = "W" * 180
ARRIVAL = Arrival(
    identity="id:1", url="https://blog.example/1", title=f"marrow {ENDLESS}", text=f"marrow {ENDLESS}"
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 360])
def test_an_endless_word_wraps(ann, come_in, width):
    with council(ann.organisation.id):
        place = follow(ann, name=ENDLESS[:100])
        take_in(source=place.source, arrivals=[ARRIVAL], at=now())
        (find,) = pick(ann, ARRIVAL.title, text=ARRIVAL.text, place=place)
    page = come_in(ann, width=width)

    for address in (
        "",
        "finds",
        f"finds/{find.id}",
        "searches/new?query=marrow",
        "sources",
        f"sources/{place.id}",
        "acts/new",
    ):
        page.goto(f"/o/marlowe/{address}")
        assert not is_wider_than_its_window(page), address
