"""Signing in by password or code, and what ends a session. Nobody learns who has an account."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from tests.accounts.reading import code_in, without_secrets

PASSWORD = "correct horse battery"


def sign_in(client, person, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": person.user.email, "password": password})


def is_in(client):
    return client.get(reverse("account_profile")).status_code == 200


class TestByPassword:
    def test_brings_them_to_their_councils(self, client, bob):
        assert sign_in(client, bob).url == "/o/"

    def test_the_session_gets_a_new_name(self, client, bob):
        client.get(reverse("account_login"))
        session = client.session
        session["planted"] = True
        session.save()
        planted = session.session_key
        client.cookies["gc_session"] = planted

        sign_in(client, bob)

        assert client.session.session_key != planted

    def test_a_wrong_one_says_the_same_for_nobody_and_somebody(self, bob):
        somebody = Client().post(reverse("account_login"), {"login": bob.user.email, "password": "wrong"})
        nobody = Client().post(reverse("account_login"), {"login": "no@body.example", "password": "wrong"})

        assert somebody.status_code == nobody.status_code
        assert without_secrets(somebody, bob.user.email) == without_secrets(nobody, "no@body.example")

    def test_a_person_who_is_locked_out_does_not_come_in(self, client, bob):
        bob.user.is_active = False
        bob.user.save()

        sign_in(client, bob)

        assert not is_in(client)


class TestByCode:
    def test_comes_by_letter_and_works(self, client, bob, mailoutbox):
        client.post(reverse("account_request_login_code"), {"email": bob.user.email})

        client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

        assert is_in(client)

    def test_works_once(self, client, bob, mailoutbox):
        client.post(reverse("account_request_login_code"), {"email": bob.user.email})
        code = code_in(mailoutbox[0])
        client.post(reverse("account_confirm_login_code"), {"code": code})
        client.post(reverse("account_logout"))

        client.post(reverse("account_confirm_login_code"), {"code": code})

        assert not is_in(client)

    def test_works_in_the_browser_that_asked_only(self, client, bob, mailoutbox):
        client.post(reverse("account_request_login_code"), {"email": bob.user.email})
        other = Client()

        other.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

        assert not is_in(other)

    def test_three_wrong_ones_end_it(self, client, bob, mailoutbox):
        client.post(reverse("account_request_login_code"), {"email": bob.user.email})
        for _ in range(3):
            client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})

        client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

        assert not is_in(client)

    def test_asking_looks_the_same_for_nobody_and_somebody(self, bob, mailoutbox):
        page = reverse("account_request_login_code")

        somebody = Client().post(page, {"email": bob.user.email}, follow=True)
        nobody = Client().post(page, {"email": "no@body.example"}, follow=True)

        assert somebody.redirect_chain == nobody.redirect_chain
        assert without_secrets(somebody, bob.user.email) == without_secrets(nobody, "no@body.example")

    def test_the_stranger_is_told_by_letter_and_offered_no_sign_up(self, client, db, mailoutbox):
        client.post(reverse("account_request_login_code"), {"email": "no@body.example"})

        assert "There is no account with this address" in mailoutbox[0].body
        assert "signup" not in mailoutbox[0].body


class TestForgotten:
    def test_asking_looks_the_same_for_nobody_and_somebody(self, bob, mailoutbox):
        page = reverse("account_reset_password")

        somebody = Client().post(page, {"email": bob.user.email}, follow=True)
        nobody = Client().post(page, {"email": "no@body.example"}, follow=True)

        assert without_secrets(somebody, bob.user.email) == without_secrets(nobody, "no@body.example")


class TestSessions:
    def test_a_new_password_ends_them_all(self, bob):
        here, there = Client(), Client()
        sign_in(here, bob)
        sign_in(there, bob)

        here.post(
            reverse("account_change_password"),
            {
                "oldpassword": PASSWORD,
                "password1": "staple battery horse",
                "password2": "staple battery horse",
            },
        )

        assert not is_in(there)
        assert not is_in(here)

    def test_a_cookie_does_not_outlive_signing_out(self, client, bob):
        sign_in(client, bob)
        kept = client.cookies["gc_session"].value
        client.post(reverse("account_logout"))
        thief = Client()
        thief.cookies["gc_session"] = kept

        assert not is_in(thief)

    def test_the_others_are_signed_out_from_the_list(self, bob):
        here, there = Client(), Client()
        sign_in(here, bob)
        sign_in(there, bob)
        is_in(here), is_in(there)

        here.post(reverse("usersessions_list"))

        assert is_in(here)
        assert not is_in(there)

    def test_signing_out_takes_a_press(self, client, bob):
        sign_in(client, bob)

        client.get(reverse("account_logout"))

        assert is_in(client)


class TestSecondStep:
    @pytest.fixture
    def with_codes(self, bob):
        Authenticator.objects.create(
            user=bob.user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
        )
        return Authenticator.objects.create(
            user=bob.user,
            type=Authenticator.Type.RECOVERY_CODES,
            data={"migrated_codes": ["11111111", "22222222"], "used_mask": 0},
        )

    def test_the_password_alone_is_not_enough(self, client, bob, with_codes):
        answer = sign_in(client, bob)

        assert answer.url == reverse("mfa_authenticate")
        assert not is_in(client)
        assert client.get("/o/").status_code == 302

    def test_the_step_has_a_page_of_ours(self, client, bob, with_codes):
        sign_in(client, bob)

        assert "gc/tokens.css" in client.get(reverse("mfa_authenticate")).content.decode()

    def test_a_recovery_code_works_once(self, client, bob, with_codes):
        sign_in(client, bob)
        client.post(reverse("mfa_authenticate"), {"code": "11111111"})
        came_in = is_in(client)
        again = Client()
        sign_in(again, bob)

        again.post(reverse("mfa_authenticate"), {"code": "11111111"})

        assert came_in
        assert not is_in(again)


class TestSignUp:
    ASKED = {"email": "new@marlowe.example", "password1": "staple battery horse", "name": "Nia"}

    def test_is_closed_without_a_letter(self, client, db):
        answer = client.post(reverse("account_signup"), self.ASKED)

        assert "by invitation" in answer.content.decode()
        assert not User.objects.exists()

    def test_is_not_opened_by_a_made_up_token(self, client, db):
        client.get(reverse("account_invitation_letter", args=["A" * 43]))

        answer = client.post(reverse("account_signup"), self.ASKED)

        assert "There is no open invitation for this address" in answer.content.decode()
        assert not User.objects.exists()
