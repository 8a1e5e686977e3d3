"""The first page: without a demonstration it explains; with one it shows a find and two true numbers."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_outside_the_demonstration_it_explains_and_leads_to_the_sign_in(client, settings, marlowe):
    settings.GC_DEMONSTRATION = False

    response = client.get("/")

    assert "Your community is already talking." in response.content.decode()
    assert reverse("account_login") in response.content.decode()
    assert not response.cookies


def test_a_demonstration_that_is_not_loaded_yet_explains_too(client, marlowe):
    assert "Come in as" not in client.get("/").content.decode()


def test_every_part_of_the_pages_can_be_looked_at(client):
    assert client.get("/styleguide").status_code == 200
