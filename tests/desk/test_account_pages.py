"""A person's own pages, and allauth's in our look."""

import pytest
from django.urls import reverse

ENTRANCES = ["account_login", "account_request_login_code", "account_reset_password", "account_signup"]
OWN = [
    "account_profile",
    "account_security",
    "account_email",
    "usersessions_list",
    "account_logout",
    "account_change_password",
    "mfa_index",
    "mfa_list_webauthn",
]
AFTER_CONFIRMING = ["mfa_activate_totp", "mfa_add_webauthn"]


@pytest.fixture
def signed_in(client, bob):
    """A browser in which Bob signed in with his password, as people do."""
    client.post(reverse("account_login"), {"login": bob.user.email, "password": "correct horse battery"})
    return client


@pytest.mark.parametrize("name", ENTRANCES)
def test_an_entrance_is_one_of_our_pages(db, client, name):
    response = client.get(reverse(name))

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1>") == 1
    assert "gc/tokens.css" in page


@pytest.fixture
def confirmed(signed_in):
    """Bob, who has just shown once more that it is he."""
    signed_in.post(reverse("account_reauthenticate"), {"password": "correct horse battery"})
    return signed_in


@pytest.mark.parametrize("name", [*OWN, *AFTER_CONFIRMING])
def test_a_page_about_oneself_is_one_of_our_pages(confirmed, name):
    response = confirmed.get(reverse(name))

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert 'class="desk"' in page


@pytest.mark.parametrize("name", [*ENTRANCES, *OWN, *AFTER_CONFIRMING])
def test_no_page_carries_a_script_of_its_own(confirmed, name):
    page = confirmed.get(reverse(name), follow=True).content.decode()

    scripts = [part.split(">")[0] for part in page.split("<script")[1:]]
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)


@pytest.mark.parametrize("name", [*OWN, *AFTER_CONFIRMING])
def test_a_stranger_is_asked_to_sign_in(db, client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302


@pytest.mark.parametrize("name", AFTER_CONFIRMING)
def test_a_new_way_in_is_added_only_after_confirming(signed_in, name):
    assert signed_in.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))


def test_the_profile_changes_how_we_address_them(signed_in, bob):
    signed_in.post(reverse("account_profile"), {"name": "Robert", "language": "cy"})

    bob.user.refresh_from_db()
    assert (bob.user.name, bob.user.language, bob.user.single_keys) == ("Robert", "cy", False)


def test_the_next_page_comes_in_their_language(signed_in):
    signed_in.post(reverse("account_profile"), {"name": "Bob", "language": "cy"})

    assert 'lang="cy"' in signed_in.get(reverse("account_profile")).content.decode()
