"""The host rota for programs."""

from datetime import datetime

import pytest
import time_machine

from apps.common.clock import LONDON

HOSTS = "/organisations/marlowe/hosts"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=LONDON), tick=False):
        yield


def test_weekdays_a_swap_and_back(signed_in, ann, bob, in_marlowe):
    bobs = signed_in(bob)

    days = bobs.patch(HOSTS, {"monday": str(ann.member.pk)}).json()["data"]
    assert [(day["day"], day["host"] and day["host"]["name"]) for day in days[:2]] == [
        ("2026-11-23", "Ann"),
        ("2026-11-24", None),
    ]
    swap = bobs.post(f"{HOSTS}/swaps", {"day": "2026-11-24", "host": str(bob.member.pk)})
    assert (swap.status_code, swap.json()["host"]["name"]) == (201, "Bob")
    assert bobs.get(f"{HOSTS}?days=2").json()["data"][1]["swap_id"] == swap.json()["id"]
    assert bobs.delete(f"{HOSTS}/swaps/{swap.json()['id']}").status_code == 204
    assert bobs.get(HOSTS).json()["data"][1]["host"] is None


def test_a_stranger_is_no_host(signed_in, bob, eve, in_marlowe):
    answer = signed_in(bob).patch(HOSTS, {"friday": str(eve.member.pk)})

    assert answer.status_code == 404
    assert answer.json()["errors"][0]["pointer"] == "/friday"
