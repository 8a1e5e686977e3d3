"""Many press Join in at once: one gets it, everybody else is told who."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from apps.accounts.models import User
from apps.assignments.models import Assignment
from apps.organisations.scope import council
from tests.cast import make_person
from tests.desk.picked import pick

MANY = 50


@pytest.mark.django_db(transaction=True)
def test_fifty_claim_one_find_and_forty_nine_are_told_who(ann, marlowe):
    with council(marlowe.id):
        find = pick(ann, "Forty marrows")[0]
    people = [make_person(marlowe, f"Officer{number:02}", "colleague") for number in range(MANY)]
    browsers = [signed_in(person) for person in people]
    together = Barrier(MANY)

    def press(browser):
        together.wait()
        try:
            return browser.post(f"/o/marlowe/finds/{find.id}/answer", {"answer": "join_in"})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(press, browsers))

    with council(marlowe.id):
        winner = Assignment.objects.open().get(find=find).to.user.name
    told = [answer.content.decode() for answer in answers if answer.status_code == 409]
    assert sum(answer.status_code == 302 for answer in answers) == 1
    assert len(told) == MANY - 1
    assert all(f"{winner} is joining in with this one." in page for page in told)


def signed_in(person):
    browser = Client()
    browser.force_login(User.objects.get(pk=person.user.pk))
    return browser
