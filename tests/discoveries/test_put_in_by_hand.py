"""Something that somebody saw: three fields, one find, however often and however it comes."""

import pytest

from apps.audit.models import Event
from apps.common.clock import now
from apps.common.refusals import Invalid, NotAllowed
from apps.discoveries.actions.captures import Forgotten, capture_find
from apps.discoveries.actions.finds import Hit, erase_find, make_finds, withdraw_finds
from apps.discoveries.models import Find
from apps.organisations.scope import council
from tests.cast import make_person
from tests.desk.picked import follow, item, pick, search
from tests.factories.crowd import all_at_once

STORY = "The scouts cleared forty bags of litter from the brook on Saturday and baked a cake for everybody who came."
ADDRESS = "https://www.facebook.com/groups/marlowe/posts/1"


def capture(person, **seen):
    values = {"address": ADDRESS, "words": "The scouts cleared the brook", "place": "Marlowe Chat"}
    return capture_find(actor=person.actor, at=now(), **values | seen)


def test_what_bob_saw_is_a_find_for_everybody(in_marlowe, bob):
    seen = capture(bob)

    assert seen.is_new
    assert list(Find.objects.inbox(now())) == [seen.find]
    assert (seen.find.source, seen.find.captured_by) == (None, bob.member)
    assert Event.objects.get(verb="find.captured").change == "created"


def test_twice_is_once_and_leads_to_the_first(in_marlowe, ed, bob):
    first = capture(bob)

    again = capture(ed, address=ADDRESS + "?fbclid=follows-you", words="Other words")

    assert (again.is_new, again.find) == (False, first.find)
    assert Find.objects.count() == 1


def test_what_was_fetched_is_not_put_in_again(in_marlowe, ann, bob):
    fetched = pick(ann, "Scouts clear brook")[0]

    seen = capture(bob, address=fetched.url.replace("https://blog", "HTTPS://BLOG"))

    assert (seen.is_new, seen.find) == (False, fetched)


def test_the_same_address_fetched_later_is_the_same_find(in_marlowe, ann, bob):
    seen = capture(bob)
    by, listed = search(ann), item(follow(ann).source, "Scouts", STORY, now())
    listed.url = ADDRESS

    new = make_finds(actor=ann.actor, hits=[Hit(item=listed, searches={by.id: by})], at=now())

    assert new == 0
    assert Find.objects.get().matches.count() == 1
    assert Find.objects.get().excerpt == seen.find.excerpt


def test_a_story_that_is_known_from_elsewhere_gets_a_copy_and_no_second_card(in_marlowe, ann, bob):
    first = capture(bob, words=STORY)

    copy = capture(bob, address="https://other.example/2", words=STORY)

    assert copy.find.cluster == first.find.cluster
    assert list(Find.objects.inbox(now())) == [first.find]


def test_a_poster_has_no_address_and_is_one_find_all_the_same(in_marlowe, bob):
    first = capture(bob, address="", words="Choir  looks for basses", place="The baker’s window")

    again = capture(bob, address="", words="choir looks for basses", place="The Baker's window")

    assert (again.is_new, again.find) == (False, first.find)
    assert (first.find.url, first.find.place) == ("", "The baker’s window")


def test_where_is_taken_from_the_address_if_nobody_says(in_marlowe, bob):
    assert capture(bob, address="www.choir.example/news", place="").find.place == "choir.example"


@pytest.mark.parametrize(
    ("field", "seen"),
    [
        ("words", {"words": "  "}),
        ("words", {"words": "x" * 301}),
        ("place", {"address": "", "place": " "}),
        ("address", {"address": "the baker's window"}),
        ("address", {"address": "javascript:alert(1)"}),
        ("address", {"address": "ftp://files.example/1"}),
        ("address", {"address": "mailto:mair@example.org"}),
    ],
)
def test_what_cannot_be_read_says_where_and_leaves_nothing(in_marlowe, bob, field, seen):
    with pytest.raises(Invalid) as refusal:
        capture(bob, **seen)

    assert refusal.value.field == field
    assert Find.objects.count() == 0


def test_what_was_erased_stays_away(in_marlowe, ann, bob):
    erase_find(actor=ann.actor, find=capture(bob).find, at=now())
    Find.objects.all().delete()

    with pytest.raises(Forgotten):
        capture(bob)


def test_what_its_author_took_back_goes_here_too(in_marlowe, ann, bob):
    seen = capture(bob)

    withdraw_finds(actor=ann.actor, identities=[seen.find.identity], at=now())

    assert (Find.objects.get().state, Find.objects.get().excerpt) == ("gone", "")


def test_a_reader_puts_nothing_in(in_marlowe, rea):
    with pytest.raises(NotAllowed):
        capture(rea)


def test_councils_do_not_share_what_they_saw(marlowe, elsewhere, bob, eve):
    with council(marlowe.id):
        capture(bob)
    with council(elsewhere.id):
        assert capture(eve).is_new
        assert Find.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_puts_it_in(marlowe):
    people = [make_person(marlowe, f"Bob{number}", "colleague") for number in range(6)]

    def put_in(person):
        with council(marlowe.id):
            return capture(person)

    seen = all_at_once(*[lambda person=person: put_in(person) for person in people])

    assert sorted(one.is_new for one in seen) == [False] * 5 + [True]
    assert len({one.find.id for one in seen}) == 1
