"""What is done at night: PostgreSQL looks over the matcher's shoulder, and common words are counted."""

from datetime import timedelta

import pytest

from apps.common.clock import now
from apps.discoveries.actions.finds import erase_find
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Find, FindMatch, Follow, Item
from apps.ingestion import tasks
from apps.ingestion.actions.audits import audit_matching
from apps.ingestion.actions.counting import FEWEST_DOCUMENTS, count_words
from apps.ingestion.actions.matches import match_batch
from apps.ingestion.actions.nights import ask_for_the_night
from apps.ingestion.health import work_health
from apps.ingestion.matcher import Matcher, frequencies
from apps.organisations.scope import council
from apps.searches.actions import write_search
from apps.work import actions as work
from apps.work.lanes import Lane
from tests.factories.finds import make_source

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])


@pytest.fixture
def place(ann):
    source = make_source(first_look_at=now())
    with council(ann.organisation.id):
        since = now() - timedelta(hours=1)
        Follow.objects.create(organisation=ann.organisation, source=source, name="Plots", since=since)
    return source


def publish(place, *texts):
    arrivals = [
        Arrival(identity=text, url=f"https://plots.example/{number}", text=text, author="Mair")
        for number, text in enumerate(texts)
    ]
    take_in(source=place, arrivals=arrivals, at=now())


def listen(person, *queries):
    with council(person.organisation.id):
        for query in queries:
            write_search(actor=person.actor, name=query, query=query, at=now())


def matched(matcher=None):
    """One batch for each item, so that all stand in the sample."""
    matcher = matcher or Matcher()
    while match_batch(matcher=matcher, at=now()):
        pass
    matcher.sample = dict.fromkeys(Item.objects.values_list("id", flat=True), matcher.search_rev)
    return matcher


def test_what_was_matched_rightly_passes_the_audit(ann, eve, place):
    listen(ann, "marrow", '"big marrow" -sale', "leek until:2020-01-01", "choir OR leek")
    listen(eve, "marrow leek")
    publish(place, "a big marrow", "a leek, a marrow", "nothing of the kind")

    audit = audit_matching(matcher=matched(), at=now())

    assert (audit.items, audit.searches, audit.disagreements) == (3, 5, 0)


def test_a_vector_that_says_something_else_is_found_out(ann, place):
    listen(ann, "marrow", "leek")
    publish(place, "a big marrow")
    matcher = matched()
    Item.objects.update(vector="'leek'")

    assert audit_matching(matcher=matcher, at=now()).disagreements == 2


def test_a_match_that_never_became_a_find_is_found_out(ann, place):
    listen(ann, "marrow", "big")
    publish(place, "a big marrow")
    matcher = matched()
    with council(ann.organisation.id):
        FindMatch.objects.filter(search__name="big").delete()

    assert audit_matching(matcher=matcher, at=now()).disagreements == 1


def test_what_changed_since_is_nobodys_mistake(ann, place):
    listen(ann, "marrow")
    publish(place, "a big marrow", "a small marrow")
    matcher = matched()
    listen(ann, "big")
    with council(ann.organisation.id):
        erase_find(actor=ann.actor, find=Find.objects.get(excerpt="a big marrow"), at=now())
    Item.objects.filter(text="a small marrow").update(withdrawn_at=now())

    audit = audit_matching(matcher=matcher, at=now())

    assert (audit.items, audit.disagreements) == (1, 0)


def test_the_matcher_does_its_nights_work_once_and_monitoring_sees_it(ann, place, monkeypatch):
    monkeypatch.setattr("apps.work.nudges._senders", [])
    ask_for_the_night(at=now())
    ask_for_the_night(at=now())

    tasks.match()

    health = work_health(at=now())
    assert (health["audit_items"], health["audit_disagreements"]) == (0, 0)
    assert health["audit_age_seconds"] < 60
    assert work.claim(lane=Lane.MATCH, at=now() + timedelta(seconds=1)) is None


def test_common_words_are_counted_and_names_are_not(place):
    publish(place, *(f"the marrow number{number}" for number in range(FEWEST_DOCUMENTS)), "the leek")

    count_words(at=now())

    counted = frequencies()
    assert counted["=marrow"] == FEWEST_DOCUMENTS
    assert counted["the"] == FEWEST_DOCUMENTS + 1
    assert not {"leek", "number1", "from:mair"} & counted.keys()


def test_what_is_said_no_more_is_forgotten(place):
    publish(place, *(f"the marrow number{number}" for number in range(FEWEST_DOCUMENTS)))
    count_words(at=now())

    assert count_words(at=now() + timedelta(days=2)) == 0
