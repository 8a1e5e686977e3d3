"""ETags: what is unchanged is not sent again, and nobody overwrites what they have not seen."""

import pytest

from apps.work.models import Allowance
from tests.factories.crowd import all_at_once

HERE = "/organisations/marlowe"


@pytest.mark.parametrize("path", [HERE, f"{HERE}/finds", f"{HERE}/members", "/me"])
def test_an_unchanged_answer_is_not_sent_again(signed_in, ann, path):
    caller = signed_in(ann)
    first = caller.get(path)

    second = caller.get(path, If_None_Match=first["ETag"])

    assert (second.status_code, second.content) == (304, b"")
    assert second["ETag"] == first["ETag"]


def test_asking_whether_something_changed_is_free(signed_in, ann):
    caller = signed_in(ann)
    etag = caller.get(HERE)["ETag"]
    used = list(Allowance.objects.order_by("key").values_list("key", "used"))

    caller.get(HERE, If_None_Match=etag)

    assert list(Allowance.objects.order_by("key").values_list("key", "used")) == used


def test_a_change_of_what_one_has_seen(signed_in, ann):
    caller = signed_in(ann)
    seen = caller.get(HERE)["ETag"]

    answer = caller.patch(HERE, {"purpose": "To say well done."}, If_Match=seen)

    assert answer.status_code == 200
    assert answer["ETag"] == caller.get(HERE)["ETag"] != seen


def test_a_change_of_what_somebody_else_changed_meanwhile(signed_in, ann):
    caller = signed_in(ann)
    seen = caller.get(HERE)["ETag"]
    caller.patch(HERE, {"purpose": "To say well done."})

    answer = caller.patch(HERE, {"purpose": "To help."}, If_Match=seen)

    assert (answer.status_code, answer.json()["code"]) == (412, "changed")
    assert caller.get(HERE).json()["purpose"] == "To say well done."


def test_what_is_private_is_kept_by_nobody(signed_in, ann):
    assert signed_in(ann).get(HERE)["Cache-Control"] == "private, no-store"


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_saw_the_same_one_changes_it(signed_in, ann):
    callers = [signed_in(ann) for _ in range(10)]
    seen = callers[0].get(HERE)["ETag"]

    answers = all_at_once(
        *[
            lambda caller=caller, days=days: caller.patch(HERE, {"keep_days": days}, If_Match=seen)
            for days, caller in enumerate(callers, start=40)
        ]
    )

    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 9
