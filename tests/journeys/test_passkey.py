"""A passkey is added and then opens the door, under the policy that allows no script of the page's own."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def add_passkey(page):
    page.goto(f"{reverse('account_reauthenticate')}?next={reverse('mfa_add_webauthn')}")
    page.fill("[name=password]", "correct horse battery")
    page.click("main form button[type=submit]")
    page.fill("[name=name]", "My phone")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")


def test_a_passkey_opens_the_door(come_in, ann):
    page = come_in(ann)
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    add_passkey(page)
    page.context.clear_cookies()

    page.goto(reverse("account_login"))
    page.click("#passkey_login")

    page.wait_for_url("**/o/marlowe/")
