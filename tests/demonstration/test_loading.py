"""The demonstration loads through the real pipeline, once, and its numbers are counts of rows."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from apps.assignments.models import Assignment
from apps.common.clock import now
from apps.demonstration.cast import COUNCILS
from apps.demonstration.deeds import DEEDS
from apps.demonstration.loading import load
from apps.demonstration.neighbourhood import feeds
from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood
from apps.demonstration.week import Opening
from apps.discoveries.models import Find, Item, Source
from apps.ingestion.actions.tellings import take_in_listing
from apps.ledger.balance import this_week
from apps.organisations.actions import check_token
from apps.organisations.models import Membership, Place
from apps.organisations.scope import council

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
BASE = "http://localhost:8700"
THURSDAY = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
JUST_MONDAY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    monkeypatch.setattr("apps.work.nudges._senders", [])


def loaded(at):
    return load(Opening(at, seed=1, every=4.0), base=BASE, at=at)


@pytest.mark.parametrize("at", [THURSDAY, JUST_MONDAY])
def test_the_two_numbers_of_the_week_are_true_whatever_the_hour(at):
    tarrowbridge, bro_gwennol = loaded(at)

    with council(tarrowbridge.organisation.id):
        assert (this_week(at=at).gave, this_week(at=at).asked) == (9, 3)
    with council(bro_gwennol.organisation.id):
        assert (this_week(at=at).gave, this_week(at=at).asked) == (7, 2)


def test_each_council_knows_what_people_call_its_places():
    tarrowbridge, bro_gwennol = loaded(THURSDAY)

    with council(tarrowbridge.organisation.id):
        wicks = Place.objects.get(kind="set")
        assert {part.name for part in wicks.parts.all()} == {"Nether Wick", "Over Wick", "TB4"}
    with council(bro_gwennol.organisation.id):
        assert Place.objects.get(name="Y Cei").other_names == ["The Quay"]
    assert bro_gwennol.organisation.nation == "wales"


def test_every_deed_that_is_told_finds_what_it_is_about():
    for each in loaded(THURSDAY):
        deeds = DEEDS[each.story.slug]
        decided = [deed[0] for deed in (*deeds.in_hands, *deeds.passed_on, *deeds.put_off, *deeds.left_be)]
        said = [joined.title for joined in deeds.joined]
        with council(each.organisation.id):
            untold = [
                title
                for title in (*said, *decided)
                if not Find.objects.filter(title__startswith=title).exclude(state="new").exists()
            ]

        assert untold == []


def test_the_marrows_wait_for_whoever_comes_in_first():
    tarrowbridge, _ = loaded(THURSDAY)

    with council(tarrowbridge.organisation.id):
        assert Find.objects.inbox(THURSDAY).filter(title__startswith="Forty marrows").exists()


def test_nobody_acts_before_there_is_something_to_act_on():
    tarrowbridge, _ = loaded(JUST_MONDAY)

    with council(tarrowbridge.organisation.id):
        early = [
            given
            for given in Assignment.objects.select_related("find")
            if given.given_at < given.find.found_at
        ]

    assert early == []


def test_loading_again_makes_nothing():
    loaded(THURSDAY)
    items, people = Item.objects.count(), Membership.objects.count()
    again = loaded(THURSDAY + timedelta(minutes=5))

    with council(again[0].organisation.id):
        assert this_week(at=THURSDAY).gave == 9
    assert (Item.objects.count(), Membership.objects.count()) == (items, people)


def test_what_the_neighbourhood_serves_later_is_no_double():
    loaded(THURSDAY)
    items = Item.objects.count()
    neighbourhood = Neighbourhood(lambda: THURSDAY, 1, every=4.0, opened=THURSDAY)
    source = Source.objects.get(url=f"{BASE}/tarrowbridge/hardware/news.rss")

    served = feeds.feed(neighbourhood, "hardware", BASE)
    new = take_in_listing(source=source, body=served, content_type="text/xml", at=THURSDAY)

    assert new == 0
    assert not Item.objects.exclude(withdrawn_at=None).exists()
    assert Item.objects.count() == items


def test_every_council_has_people_of_every_role():
    loaded(THURSDAY)

    for story in COUNCILS:
        roles = set(Membership.objects.filter(organisation__slug=story.slug).values_list("role", flat=True))
        assert roles == {"owner", "editor", "colleague", "reader"}


def test_the_launcher_is_told_who_can_sign_in_and_a_key_that_only_reads(tmp_path, settings):
    settings.VAR = tmp_path
    opened = {"opened": now().isoformat(), "seed": 1, "every": 4}
    (tmp_path / "neighbourhood.json").write_text(json.dumps(opened))

    call_command("load_demonstration", port=8700)
    first = json.loads((tmp_path / "welcome.json").read_text())
    call_command("load_demonstration", port=8700)
    second = json.loads((tmp_path / "welcome.json").read_text())
    power = check_token(first["token"], now()).power()

    assert len(first["sign_ins"]) == 10
    assert first == second
    assert {scope.value.partition(":")[2] for scope in power} == {"read"}
