"""Pages stay true while rows come and go."""

from datetime import timedelta
from itertools import chain

import pytest

from apps.common.scope import org_scope
from tests.cast import NOON
from tests.factories.finds import make_find

FINDS = "/organisations/marlowe/finds"


@pytest.fixture
def seven(in_marlowe):
    """Newest first; three of them found in the same moment."""
    hours = [6, 5, 4, 3, 3, 3, 2]
    made = [make_find(in_marlowe, found_at=NOON + timedelta(hours=hour)) for hour in hours]
    made.sort(key=lambda find: (find.found_at, find.id), reverse=True)
    return [str(find.id) for find in made]


def walk(caller, path, link="next"):
    ids = []
    while path:
        page = caller.get(path.removeprefix("/api/v1")).json()
        ids.append([row["id"] for row in page["data"]])
        path = page[link]
    return ids


def test_every_row_comes_once_and_in_order(signed_in, ann, seven):
    pages = walk(signed_in(ann), f"{FINDS}?limit=2")

    assert [len(page) for page in pages] == [2, 2, 2, 1]
    assert list(chain(*pages)) == seven


def test_and_back_again(signed_in, ann, seven):
    caller = signed_in(ann)
    last = caller.get(f"{FINDS}?limit=5").json()["next"]

    pages = walk(caller, last, "previous")

    assert pages == [seven[5:], seven[:5]]


def test_a_row_that_comes_meanwhile_shifts_nothing(signed_in, ann, seven, in_marlowe):
    caller = signed_in(ann)
    first = caller.get(f"{FINDS}?limit=3").json()
    make_find(in_marlowe, found_at=NOON + timedelta(hours=9))

    second = caller.get(first["next"].removeprefix("/api/v1")).json()

    assert [row["id"] for row in second["data"]] == seven[3:6]


def test_the_link_header_says_the_same(signed_in, ann, seven):
    answer = signed_in(ann).get(f"{FINDS}?limit=3")

    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'


def test_filters_go_with_the_cursor(signed_in, ann, in_marlowe, seven):
    make_find(in_marlowe, state="done")

    following = signed_in(ann).get(f"{FINDS}?limit=3&state=new").json()["next"]

    assert "state=new" in following
    assert len(list(chain(*walk(signed_in(ann), following)))) == 4


def test_a_cursor_of_another_council_is_refused(signed_in, ann, eve, seven):
    with org_scope(eve.organisation.id):
        for _ in range(3):
            make_find(eve.organisation)
    theirs = signed_in(eve).get("/organisations/elsewhere/finds?limit=1").json()["next"].split("cursor=")[1]

    answer = signed_in(ann).get(f"{FINDS}?cursor={theirs}")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/cursor")
