"""Looking at an address, following what is there, and stopping."""

import pytest

from apps.discoveries.models import Look, Source
from apps.work.models import Job

HERE = "/organisations/marlowe"
PLACE = {
    "title": "Allotment society",
    "home_url": "https://allotments.example/",
    "feed_url": "https://allotments.example/feed",
    "kind": "feed",
    "platform": "feed",
    "what": "posts",
    "secret": False,
    "items": [{"title": "Marrows", "url": "https://allotments.example/1", "at": "2026-11-23T12:00:00+00:00"}],
}


@pytest.fixture
def look(signed_in, ed, in_marlowe):
    """Asked by Ed, answered by a worker."""
    asked = signed_in(ed).post(f"{HERE}/looks", {"address": "allotments.example"})
    Look.objects.update(state="found", places=[PLACE, PLACE | {"secret": True}])
    return asked


@pytest.fixture
def source(signed_in, ed, look):
    answer = signed_in(ed).post(f"{HERE}/sources", {"look": look.json()["id"], "place": 0})
    assert answer.status_code == 201
    return answer


def test_looking_takes_its_time(look):
    assert (look.status_code, look.json()["state"]) == (202, "looking")
    assert look["Location"].endswith(look.json()["id"])


def test_what_is_there(signed_in, ed, look):
    seen = signed_in(ed).get(look["Location"].removeprefix("/api/v1")).json()

    assert (seen["state"], seen["places"][0]["items"][0]["title"]) == ("found", "Marrows")


def test_following_a_place(source, in_marlowe):
    assert (source.json()["name"], source.json()["health"]["state"]) == ("Allotment society", "new")
    assert Job.objects.filter(kind="ingestion.poll", subject_id=Source.objects.get().id).exists()


def test_following_it_twice(signed_in, ed, look, source):
    answer = signed_in(ed).post(f"{HERE}/sources", {"look": look.json()["id"], "place": 0})

    assert (answer.status_code, answer.json()["code"]) == (409, "already_followed")


@pytest.mark.parametrize(
    ("place", "status"), [(1, 422), (2, 404), (-1, 422), ("0", 422), (True, 422), (0.5, 422)]
)
def test_a_place_that_cannot_be_followed(signed_in, ed, look, place, status):
    answer = signed_in(ed).post(f"{HERE}/sources", {"look": look.json()["id"], "place": place})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (status, "/place")


def test_another_councils_look(signed_in, eve, look):
    answer = signed_in(eve).post("/organisations/elsewhere/sources", {"look": look.json()["id"], "place": 0})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (404, "/look")


def test_another_name_a_look_now_and_the_end(signed_in, ed, source):
    path = source["Location"].removeprefix("/api/v1")

    assert signed_in(ed).patch(path, {"name": "The plots"}).json()["name"] == "The plots"
    assert signed_in(ed).post(f"{path}/look-now").status_code == 202
    assert signed_in(ed).delete(path).status_code == 204
    assert signed_in(ed).get(f"{HERE}/sources").json()["data"] == []


def test_a_colleague_follows_nothing(signed_in, bob):
    assert signed_in(bob).post(f"{HERE}/looks", {"address": "allotments.example"}).status_code == 403


def test_an_integration_pushes_a_place(by_token, ann):
    caller = by_token(ann, "sources:write", kind="integration")

    assert caller.post(f"{HERE}/looks", {"address": "allotments.example"}).status_code == 202
