"""One page that says how all our places are."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Follow
from apps.organisations.scope import council
from tests.desk.asked import at_most
from tests.factories.finds import make_source

PAGE = "/o/marlowe/sources/health"


@pytest.fixture
def places(marlowe):
    at = now()
    with council(marlowe.id):
        for name, last in (("Plots", 9), ("Football", 0)):
            source = make_source(first_look_at=at, state="fine", looked_at=at)
            Follow.objects.create(
                organisation=marlowe, source=source, name=name, since=at - timedelta(days=27)
            )
            for day in range(last, 27):
                when = at - timedelta(days=day)
                take_in(source=source, arrivals=[Arrival(identity=f"id:{day}", title="Hello")], at=when)


def test_who_has_gone_quiet_stands_first_and_what_to_do(reas, places):
    page = reas.get(PAGE).content.decode()

    assert "nothing for 9 days" in page
    assert page.index("Plots") < page.index("Football")
    assert "Go and see" in page


def test_the_page_asks_little_however_many_places(reas, places):
    reas.get(PAGE)

    with at_most(12):
        reas.get(PAGE)


def test_nobody_elses_places_are_told(eves, places):
    assert "Plots" not in eves.get("/o/elsewhere/sources/health").content.decode()
