"""Handing in a list of places, and being told of places that our finds lead to."""

from datetime import timedelta

import pytest

from apps.common.actor import system
from apps.common.clock import now
from apps.discoveries.actions.lists import call_off_list, hand_in_list
from apps.discoveries.actions.suggestions import (
    answer_suggestion,
    decline_suggestion,
    look_at_suggestion,
    work_out_suggestions,
)
from apps.discoveries.exports import places_as_opml
from apps.discoveries.models import FindHost, Follow, ListedPlace, PlaceList, PrivateFollow, Suggestion
from apps.discoveries.silos import is_no_place
from apps.organisations.scope import council
from tests.factories.finds import make_find, make_source

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])


def opml(*addresses):
    lines = "".join(f'<outline text="Place {n}" xmlUrl="{each}"/>' for n, each in enumerate(addresses))
    return f"<opml><head><title>Ours</title></head><body>{lines}</body></opml>"


def hand_in(person, *addresses):
    with council(person.organisation.id):
        return hand_in_list(actor=person.actor, opml=opml(*addresses), at=now())


def states(person, handed_in):
    with council(person.organisation.id):
        return list(ListedPlace.objects.filter(list=handed_in).in_order().values_list("state", flat=True))


@pytest.fixture
def posts(blog):
    blog.posts = [("p1", "Forty marrows", "Outside the library")]
    return blog


def test_each_place_is_looked_at_and_followed_or_says_why_not(ann, posts, workers):
    twice, secret = posts.url, f"{posts.url}?token=zqsecret"

    handed_in = hand_in(ann, posts.url, twice, "http://127.0.0.1:9/feed", secret)
    assert states(ann, handed_in) == ["waiting", "twice", "waiting", "waiting"]
    workers()

    assert states(ann, handed_in) == ["followed", "twice", "nothing", "followed"]
    with council(ann.organisation.id):
        assert Follow.objects.get().name == "Place 0"
        assert PrivateFollow.objects.get().name == "Place 3"
        assert not ListedPlace.objects.exclude(sealed="").exists()


def test_the_same_list_twice_does_no_harm(ann, posts, workers):
    hand_in(ann, posts.url)
    workers()
    again = hand_in(ann, posts.url)
    workers()

    assert states(ann, again) == ["known"]
    with council(ann.organisation.id):
        assert Follow.objects.count() == 1


def test_a_list_called_off_is_looked_at_no_more(ann, posts, workers):
    handed_in = hand_in(ann, posts.url, f"{posts.url}/2")
    with council(ann.organisation.id):
        call_off_list(actor=ann.actor, handed_in=handed_in, at=now())
    workers()

    assert states(ann, handed_in) == ["cancelled", "cancelled"]
    assert posts.asked == 0


def test_whoever_has_left_follows_nothing_more(ann, ed, posts, workers):
    handed_in = hand_in(ed, posts.url)
    ed.member.ended_at = now()
    ed.member.save()
    workers()

    assert states(ed, handed_in) == ["asks"]
    with council(ann.organisation.id):
        assert "has left" in ListedPlace.objects.get().sentence
        assert not Follow.objects.exists()


def test_what_we_take_along_never_holds_a_secret(ann, posts, workers):
    hand_in(ann, posts.url, f"{posts.url}?token=zqsecret")
    workers()

    with council(ann.organisation.id):
        taken = places_as_opml(ann.organisation)
    assert posts.url in taken
    assert "Place 1" in taken
    assert "zqsecret" not in taken


def lead_to(organisation, host, finds):
    for _number in range(finds):
        FindHost.objects.create(
            organisation=organisation, find=make_find(organisation, url=""), host=host, at=now()
        )


def work_out(organisation):
    with council(organisation.id):
        work_out_suggestions(actor=system("suggestions", organisation.id), at=now())
        return sorted(Suggestion.objects.values_list("host", "finds"))


@pytest.fixture
def leading(marlowe):
    """Finds of ours that lead to one place often, to one seldom, and to a silo."""
    with council(marlowe.id):
        lead_to(marlowe, "fete.example", 3)
        lead_to(marlowe, "seldom.example", 2)
        lead_to(marlowe, "m.facebook.com", 5)
    return marlowe


def test_where_three_finds_lead_is_suggested_to_us_alone(leading, elsewhere):
    assert work_out(leading) == [("fete.example", 3)]
    assert work_out(elsewhere) == []


def test_where_our_finds_stand_is_suggested_too(marlowe):
    with council(marlowe.id):
        for _number in range(3):
            make_find(marlowe, url=f"https://www.paper.example/{_number}", found_at=now())

    assert work_out(marlowe) == [("paper.example", 3)]


def test_what_we_follow_or_followed_is_not_suggested(leading, ann):
    with council(leading.id):
        source = make_source(host="fete.example", home_url="https://www.fete.example/")
        Follow.objects.create(organisation=leading, source=source, name="Fête", since=now(), ended_at=now())

    assert work_out(leading) == []


def test_a_no_is_remembered(leading, ann):
    work_out(leading)
    with council(leading.id):
        decline_suggestion(actor=ann.actor, suggestion=Suggestion.objects.get(), at=now())
        answer_suggestion(suggestion=Suggestion.objects.get(), title="x", is_something=True, at=now())
    work_out(leading)

    with council(leading.id):
        assert Suggestion.objects.get().state == "declined"
        assert not Suggestion.objects.offered().exists()


def test_what_is_offered_is_looked_at_as_if_pasted(leading, ann):
    work_out(leading)
    with council(leading.id):
        answer_suggestion(suggestion=Suggestion.objects.get(), title="Fête", is_something=True, at=now())
        look = look_at_suggestion(actor=ann.actor, suggestion=Suggestion.objects.offered().get(), at=now())

    assert look.address == "https://fete.example/"


def test_old_leads_lead_nowhere(leading):
    work_out(leading)
    with council(leading.id):
        FindHost.objects.update(at=now() - timedelta(days=91))

    assert work_out(leading) == []


@pytest.mark.parametrize(
    ("host", "no_place"),
    [
        ("bit.ly", True),
        ("en.wikipedia.org", True),
        ("127.0.0.1", True),
        ("localhost", True),
        ("fete.example", False),
    ],
)
def test_silos_and_shorteners_are_no_places(host, no_place):
    assert is_no_place(host) is no_place


def test_the_pages_show_how_far_it_is_and_what_is_suggested(ann, posts, workers, client, leading):
    client.force_login(ann.user)
    answer = client.post("/o/marlowe/sources/lists", {"opml": opml(posts.url)})
    waiting = client.get(answer.url).content.decode()
    workers()
    done = client.get(answer.url).content.decode()
    work_out(leading)
    with council(leading.id):
        suggestion = Suggestion.objects.get()
        answer_suggestion(suggestion=suggestion, title="Fête", is_something=True, at=now())
        assert PlaceList.objects.with_progress().get().followed == 1
    places = client.get("/o/marlowe/sources").content.decode()

    assert "0 of 1 done" in waiting
    assert "1 of 1 done, 1 followed" in done
    assert "of your finds lead there" in places
    assert client.post(f"/o/marlowe/sources/suggested/{suggestion.id}/decline").status_code == 302
