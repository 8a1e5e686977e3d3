"""The first evening by a program with a personal token: the same acts through the other door."""

import pytest

from tests.connectors.conftest import DATA
from tests.ingestion.conftest import blog, workers

__all__ = ["blog", "workers"]
FEED = DATA / "feeds" / "guardian.rss"
HERE = "/organisations/marlowe"
pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"]),
    pytest.mark.skipif(not FEED.is_file(), reason="the shared feeds are not here"),
]


@pytest.fixture
def program(ann, by_token, blog):
    content = FEED.read_bytes()
    blog.body = lambda: content
    return by_token(ann)


def follow(program, place, workers):
    look = program.post(f"{HERE}/looks", {"address": place.url}).json()
    workers()
    found = program.get(f"{HERE}/looks/{look['id']}").json()
    program.post(f"{HERE}/sources", {"look": look["id"], "place": 0, "name": found["places"][0]["title"]})
    workers()


def test_a_program_has_the_same_evening(program, blog, workers):
    follow(program, blog, workers)
    seen = program.post(f"{HERE}/searches/preview", {"query": "trump OR climate OR library"}).json()
    program.post(f"{HERE}/searches", {"name": "The news", "query": "trump OR climate OR library"})
    workers()
    first, second = program.get(f"{HERE}/finds?pile=new&limit=2").json()["data"]

    left = program.post(f"{HERE}/finds/{second['id']}/leave-be").json()
    undone = program.post(f"{HERE}/finds/{second['id']}/undo").json()
    program.post(f"{HERE}/finds/{first['id']}/join-in")
    program.post(
        f"{HERE}/finds/{first['id']}/said-it", {"kind": "well_done", "way": "give", "words": "Lovely"}
    )

    assert seen["count"] > 0
    assert (left["state"], undone["state"]) == ("left", "new")
    assert program.get(f"{HERE}/finds/{first['id']}").json()["state"] == "done"
    assert program.get(f"{HERE}/balance").json()["gave"] == 1


def test_a_copy_elsewhere_can_follow_every_change(program, blog, workers):
    follow(program, blog, workers)
    program.post(f"{HERE}/searches", {"name": "The news", "query": "trump OR climate OR library"})
    workers()
    find = program.get(f"{HERE}/finds?limit=1").json()["data"][0]
    program.post(f"{HERE}/finds/{find['id']}/erase")

    changes = program.get(f"{HERE}/changes?after=0&limit=200").json()["data"]
    of_find = [change["change"] for change in changes if change["id"] == find["id"]]

    assert [change["position"] for change in changes] == sorted(change["position"] for change in changes)
    assert of_find == ["created", "erased"]
