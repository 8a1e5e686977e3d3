"""One press comes in: only as an invented person, only in the demonstration."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from apps.common.clock import now
from apps.demonstration.loading import load
from apps.demonstration.week import Opening
from apps.discoveries.models import Find
from apps.organisations.roles import Role
from apps.organisations.scope import council
from tests.cast import make_person

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
AMINA = "amina@tarrowbridge.example"


@pytest.fixture
def tarrowbridge(monkeypatch):
    monkeypatch.setattr("apps.work.nudges._senders", [])
    at = now()
    return load(Opening(at, seed=1, every=4.0), base="http://localhost:8700", at=at)[0].organisation


def come_in(client, **sent):
    return client.post(reverse("showcase:come_in"), sent)


def test_the_first_page_shows_the_marrows_the_week_and_the_way_in(client, tarrowbridge):
    page = client.get("/").content.decode()

    assert "marrows</mark>" in page
    assert "in the allotment society’s blog, not ours" in page
    assert re.search(r"9 times</b> and asked <b[^>]*>3 times", page)
    assert f'name="person" value="{AMINA}"' in page


def test_one_press_signs_in_and_lands_on_the_same_find(client, tarrowbridge):
    find_id = re.search(r'name="find" value="([^"]+)"', client.get("/").content.decode())[1]

    response = come_in(client, person=AMINA, find=find_id)

    assert response["Location"] == f"/o/tarrowbridge/finds/{find_id}"
    assert client.get(response["Location"]).status_code == 200


def test_coming_in_begins_a_new_session(client, tarrowbridge):
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key

    come_in(client, person=AMINA)

    assert client.session.session_key != before


def test_someone_of_the_other_council_lands_at_home(client, tarrowbridge):
    with council(tarrowbridge.id):
        find_id = str(Find.objects.first().id)

    response = come_in(client, person="lowri@bro-gwennol.example", find=find_id)

    assert response["Location"] == "/o/bro-gwennol/"


def test_outside_the_demonstration_there_is_no_such_door(client, tarrowbridge, settings):
    settings.GC_DEMONSTRATION = False

    response = come_in(client, person=AMINA)

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_real_can_be_borrowed(client, tarrowbridge, ann):
    guest = make_person(tarrowbridge, "Guest", Role.COLLEAGUE)
    guest.user.email = "guest@council.gov.uk"
    guest.user.save()

    for person in (ann.user.email, guest.user.email, "nobody@tarrowbridge.example", ""):
        assert come_in(client, person=person).status_code == 404


def test_a_form_from_elsewhere_signs_nobody_in(tarrowbridge):
    careful = Client(enforce_csrf_checks=True)

    assert come_in(careful, person=AMINA).status_code == 403


def test_coming_in_takes_a_press_not_a_link(client, tarrowbridge):
    assert client.get(reverse("showcase:come_in")).status_code == 405
