"""What browsers read before they install the site as an app."""

import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.django_db


def test_its_icons_are_there_and_its_addresses_lead_somewhere(client):
    answer = client.get("/manifest.webmanifest")

    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in told["icons"])
    assert client.get(told["start_url"]).status_code == 302
    assert client.get(told["share_target"]["action"]).status_code == 302
