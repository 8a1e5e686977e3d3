"""From its first running search a council says what it listens to, and cannot stop saying it."""

import pytest
from django.urls import reverse

from apps.discoveries.models import PrivateFollow
from apps.organisations.scope import council
from apps.searches.actions import pause_search, write_search
from apps.searches.models import Search
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def notice_of(client, organisation):
    return client.get(reverse("showcase:listening", args=[organisation.slug]))


def test_there_is_no_notice_before_the_first_search(client, marlowe):
    assert notice_of(client, marlowe).status_code == 404
    assert client.get(reverse("showcase:council", args=["marlowe"])).status_code == 404


def test_it_names_subjects_places_purpose_and_whom_to_ask(client, listening):
    page = notice_of(client, listening).content.decode()

    for said in (
        "Growing",
        "The allotment blog",
        listening.purpose,
        listening.contact_email,
        "30 days",
        "180 days",
    ):
        assert said in page


def test_it_shows_neither_what_a_search_says_nor_whom_it_names(client, listening, ann):
    with council(listening.id):
        write_search(actor=ann.actor, name="Match days @MarloweFC", query="@MarloweFC goal", at=NOON)

    page = notice_of(client, listening).content.decode()

    assert "Match days" in page
    assert "MarloweFC" not in page
    assert "marrows" not in page


def test_pausing_every_search_leaves_the_notice_standing(client, listening, ann):
    with council(listening.id):
        pause_search(actor=ann.actor, search=Search.objects.get(), at=NOON)

    response = notice_of(client, listening)

    assert response.status_code == 200
    assert "Growing" not in response.content.decode()


def test_the_council_page_says_the_balance(client, listening):
    page = client.get(reverse("showcase:council", args=[listening.slug])).content.decode()

    assert "This week we joined in" in page


@pytest.mark.parametrize("name", ["listening", "council"])
def test_council_pages_set_no_cookie_and_may_be_kept_for_five_minutes(client, listening, name):
    response = client.get(reverse(f"showcase:{name}", args=[listening.slug]))

    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("name", ["reader", "accessibility", "privacy"])
def test_pages_about_us_set_no_cookie_either(client, name):
    response = client.get(reverse(f"showcase:{name}"))

    assert response.status_code == 200
    assert not response.cookies


def test_a_signed_in_person_sees_the_same_page_as_everybody(client, listening, ann):
    before = notice_of(client, listening).content
    client.force_login(ann.user)

    assert notice_of(client, listening).content == before


def test_a_suspended_council_has_no_public_page(client, listening):
    listening.suspended_at = NOON
    listening.save()

    assert notice_of(client, listening).status_code == 404


def test_our_reader_says_its_name_as_servers_see_it(client, settings):
    page = client.get(reverse("showcase:reader")).content.decode()

    assert settings.NET_USER_AGENT in page
    assert settings.NET_USER_AGENT.rpartition("+")[2].rstrip(")").endswith(reverse("showcase:reader"))


def test_it_names_private_places_too_and_never_their_address(client, listening):
    with council(listening.id):
        PrivateFollow.objects.create(
            organisation=listening, name="A group's own feed", host="secret.example", since=NOON
        )

    page = notice_of(client, listening).content.decode()

    assert "A group&#x27;s own feed" in page
    assert "secret.example" not in page
