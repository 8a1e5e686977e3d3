"""The main job from end to end, without doors: follow, search, find, join in, count."""

import pytest

from apps.assignments.actions import join_in, said_it
from apps.common.clock import now
from apps.discoveries.actions.sources import ask_to_look, follow_place
from apps.discoveries.models import Find, Item, Look
from apps.ledger.balance import this_week
from apps.organisations.scope import council
from apps.searches.actions import write_search

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])


def follow(person, blog, workers):
    with council(person.organisation.id):
        look = ask_to_look(actor=person.actor, address=blog.url, at=now())
        workers()
        look = Look.objects.get(pk=look.pk)
        return follow_place(actor=person.actor, look=look, place=0, at=now())


def test_a_post_becomes_a_find_and_an_act(ann, blog, workers):
    blog.posts = [("p1", "Forty marrows", "Come and take one of the marrows outside the library")]
    follow(ann, blog, workers)
    with council(ann.organisation.id):
        write_search(actor=ann.actor, name="Growing", query="marrow library", at=now())
    workers()

    with council(ann.organisation.id):
        find = Find.objects.inbox(now()).get()
        join_in(actor=ann.actor, find=find, at=now())
        said_it(actor=ann.actor, find=find, kind="well_done", way="give", words="Lovely!", at=now())

        assert this_week(at=now()).gave == 1
        assert find.title == "Forty marrows"


def test_a_new_post_meets_a_search_that_was_there_before(ann, blog, workers):
    blog.posts = [("p1", "Old news", "Nothing to see")]
    follow(ann, blog, workers)
    with council(ann.organisation.id):
        write_search(actor=ann.actor, name="Growing", query="marrow", at=now())
    workers()
    blog.posts.insert(0, ("p2", "Marrow day", "Bring your marrows"))
    with council(ann.organisation.id):
        from apps.discoveries.actions.sources import look_now
        from apps.discoveries.models import Follow

        look_now(actor=ann.actor, follow=Follow.objects.get(), at=now())
    workers()

    with council(ann.organisation.id):
        assert [find.title for find in Find.objects.all()] == ["Marrow day"]
    assert Item.objects.count() == 2


def test_what_one_council_follows_is_no_find_of_another(ann, eve, blog, workers):
    blog.posts = [("p1", "Forty marrows", "Marrows for all")]
    follow(ann, blog, workers)
    with council(eve.organisation.id):
        write_search(actor=eve.actor, name="Growing", query="marrow", at=now())
    workers()

    with council(eve.organisation.id):
        assert not Find.objects.exists()
