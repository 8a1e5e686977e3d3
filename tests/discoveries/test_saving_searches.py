"""A search is saved when somebody could read what it brings, and nobody's version is lost."""

from datetime import timedelta

import pytest

from apps.common.refusals import Invalid, NotAllowed
from apps.discoveries.actions import searches as saving
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.actions.searches import TooBroad, change_search, write_search
from apps.discoveries.counting import EXACT
from apps.discoveries.models import Follow
from apps.searches.actions import ChangedMeanwhile, NamesSomebody, NameTaken
from apps.searches.models import Search, SearchVersion
from tests.cast import NOON
from tests.factories.finds import make_source


@pytest.fixture
def place(in_marlowe):
    source = make_source(first_look_at=NOON)
    Follow.objects.create(
        organisation=in_marlowe, source=source, name="Plots", since=NOON - timedelta(days=1)
    )
    return source


def publish(place, count):
    arrivals = [
        Arrival(identity=f"id:{number}", url=f"https://plots.example/{number}", text="marrow")
        for number in range(count)
    ]
    take_in(source=place, arrivals=arrivals, at=NOON)


def test_what_nobody_could_read_is_not_saved(ann, place):
    publish(place, EXACT + 1)

    with pytest.raises(TooBroad, match="1,000"):
        write_search(actor=ann.actor, name="All", query="marrow", at=NOON)

    assert not Search.objects.exists()


def test_a_thousand_is_not_too_many(ann, place):
    publish(place, EXACT)

    assert write_search(actor=ann.actor, name="Marrows", query="marrow", at=NOON).is_running


def test_a_search_cannot_grow_too_broad_by_a_change(ann, place):
    search = write_search(actor=ann.actor, name="Leeks", query="leek", at=NOON)
    publish(place, EXACT + 1)

    with pytest.raises(saving.TooBroad):
        change_search(actor=ann.actor, search=search, name="Leeks", query="marrow", at=NOON)

    assert Search.objects.get().query == "leek"


def test_a_colleagues_version_is_not_lost(ann, ed, in_marlowe):
    search = write_search(actor=ann.actor, name="Leeks", query="leek", at=NOON)
    change_search(actor=ed.actor, search=search, name="Leeks", query="leek OR onion", based_on=1, at=NOON)

    with pytest.raises(ChangedMeanwhile):
        change_search(actor=ann.actor, search=search, name="Leeks", query="leek -soup", based_on=1, at=NOON)

    assert list(SearchVersion.objects.values_list("query", flat=True).order_by("number")) == [
        "leek",
        "leek OR onion",
    ]


@pytest.mark.parametrize("query", ["", "-marrow", "lang:en", "()", "since:2026-01-01"])
def test_what_asks_for_nothing_is_not_saved(query, ann, in_marlowe):
    with pytest.raises(Invalid) as refused:
        write_search(actor=ann.actor, name="Nothing", query=query, at=NOON)

    assert refused.value.field == "query"


def test_nobody_private_is_named(ann, in_marlowe):
    with pytest.raises(NamesSomebody, match="joan"):
        write_search(actor=ann.actor, name="Joan", query="library @joan", at=NOON)


def test_a_name_is_used_once(ann, in_marlowe):
    write_search(actor=ann.actor, name="Leeks", query="leek", at=NOON)

    with pytest.raises(NameTaken):
        write_search(actor=ann.actor, name="LEEKS", query="leek soup", at=NOON)


def test_colleagues_do_not_write_searches(bob, in_marlowe):
    with pytest.raises(NotAllowed):
        write_search(actor=bob.actor, name="Leeks", query="leek", at=NOON)
