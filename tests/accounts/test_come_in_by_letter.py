"""The way of an invitation through pages: looked at by scanners, strangers and the person it is for."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.common.clock import now
from apps.common.scope import org_scope
from apps.organisations.actions import invite, letter_due
from apps.organisations.models import Invitation, Membership
from apps.organisations.roles import Role
from tests.accounts.reading import code_in, without_secrets

HERE = "/accounts/invitation/"


@pytest.fixture
def letter_to(ann, marlowe):
    """Sends a letter and says where it leads."""

    def send(email):
        with org_scope(marlowe.id):
            invitation = invite(actor=ann.actor, email=email, role=Role.COLLEAGUE, at=now())
        token = letter_due(invitation_id=invitation.id, at=now())[1]
        return reverse("account_invitation_letter", args=[token])

    return send


@pytest.fixture
def eves(eve):
    browser = Client()
    browser.force_login(eve.user)
    return browser


def test_a_new_person_makes_an_account_and_comes_in(client, letter_to, mailoutbox):
    client.get(letter_to("nia@marlowe.example"))
    client.post(
        reverse("account_signup"),
        {"email": "nia@marlowe.example", "password1": "staple battery horse", "name": "Nia"},
    )
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1])})

    answer = client.post(HERE)

    assert answer.url == "/o/marlowe/"
    assert Membership.objects.get(user__email="nia@marlowe.example").role == Role.COLLEAGUE


def test_an_account_that_was_not_verified_does_not_come_in(client, letter_to):
    client.get(letter_to("nia@marlowe.example"))
    client.post(
        reverse("account_signup"),
        {"email": "nia@marlowe.example", "password1": "staple battery horse", "name": "Nia"},
    )

    client.post(HERE)

    assert not Membership.objects.filter(user__email="nia@marlowe.example").exists()


def test_somebody_with_an_account_reads_who_invites_them_and_comes_in(eves, eve, letter_to):
    page = eves.get(letter_to(eve.user.email), follow=True).content.decode()

    answer = eves.post(HERE)

    assert "Come in to Marlowe Borough Council" in page
    assert answer.url == "/o/marlowe/"


def test_signing_in_leads_back_to_the_letter(client, eve, letter_to):
    client.get(letter_to(eve.user.email))

    answer = client.post(
        reverse("account_login"), {"login": eve.user.email, "password": "correct horse battery"}
    )

    assert answer.url == HERE


def test_looking_accepts_nothing(eves, eve, letter_to):
    for _ in range(3):
        eves.get(letter_to(eve.user.email) if not Invitation.objects.exists() else HERE)

    assert Invitation.objects.get().accepted_at is None


def test_the_token_leaves_the_address_at_once(client, letter_to):
    assert client.get(letter_to("nia@marlowe.example")).url == HERE


def test_a_letter_is_not_accepted_by_posting_to_its_address(eves, eve, letter_to):
    assert eves.post(letter_to(eve.user.email)).status_code == 405


def test_strangers_see_one_page_for_valid_expired_and_made_up(letter_to, db):
    valid, expired = letter_to("a@marlowe.example"), letter_to("b@marlowe.example")
    Invitation.objects.filter(email="b@marlowe.example").update(expires_at=now() - timedelta(days=1))
    made_up = reverse("account_invitation_letter", args=["A" * 43])

    pages = {without_secrets(Client().get(address, follow=True)) for address in (valid, expired, made_up)}

    assert len(pages) == 1


def test_sign_up_answers_an_expired_letter_like_a_made_up_one(letter_to):
    expired = letter_to("b@marlowe.example")
    Invitation.objects.update(expires_at=now() - timedelta(days=1))
    asked = {"email": "b@marlowe.example", "password1": "staple battery horse", "name": "B"}

    pages = set()
    for address in (expired, reverse("account_invitation_letter", args=["A" * 43])):
        browser = Client()
        browser.get(address)
        pages.add(
            re.sub(
                r'value="staple[^"]*"', "", without_secrets(browser.post(reverse("account_signup"), asked))
            )
        )

    assert len(pages) == 1


def test_somebody_else_who_is_signed_in_learns_nothing(eves, letter_to):
    page = eves.get(letter_to("a@marlowe.example"), follow=True).content.decode()
    answer = eves.post(HERE)

    assert "Marlowe" not in page
    assert answer.status_code == 404
    assert "This invitation cannot be used" in answer.content.decode()


def test_a_stranger_who_presses_is_asked_to_sign_in(client, letter_to):
    client.get(letter_to("a@marlowe.example"))

    assert client.post(HERE).url.startswith(reverse("account_login"))
