"""The host rota's page, and who is host on Today."""

import re
from datetime import datetime

import pytest
import time_machine

from apps.assignments.actions import set_weekdays
from apps.common.clock import LONDON, now

HOSTS = "/o/marlowe/people/hosts/"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_a_colleague_says_who_usually_is_host_and_today_shows_it(bobs, anns, ann, in_marlowe):
    answer = bobs.post(HOSTS, {"monday": str(ann.member.pk)}, follow=True)

    assert "That is who looks in from now on." in answer.content.decode()
    assert "Ann is host today." in bobs.get("/o/marlowe/").content.decode()
    assert "You are host today." in anns.get("/o/marlowe/").content.decode()


def test_a_day_is_swapped_and_as_usual_again(bobs, ann, bob, in_marlowe):
    set_weekdays(actor=ann.actor, hosts={0: ann.member.pk}, at=now())

    page = bobs.post(f"{HOSTS}swap/", {"day": "2026-11-23", "host": str(bob.member.pk)}, follow=True)
    back = re.search(r'action="([^"]*as-usual/)"', page.content.decode())[1]
    assert "You are host today." in bobs.get("/o/marlowe/").content.decode()
    bobs.post(back)

    assert "Ann is host today." in bobs.get("/o/marlowe/").content.decode()


def test_what_cannot_be_swapped_says_why(bobs, in_marlowe):
    page = bobs.post(f"{HOSTS}swap/", {"day": "2026-11-28", "host": ""}, follow=True).content.decode()

    assert "Choose a weekday within the next three months." in page


def test_a_reader_sees_the_rota_and_no_form(reas, in_marlowe):
    page = reas.get(HOSTS).content.decode()

    assert "Monday 23 Nov" in page
    assert "<select" not in page
    assert reas.post(HOSTS, {}).status_code == 403
