"""Limits on tries that hold when sixty come at once, behind a proxy, and tell nobody's address."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.test import RequestFactory
from django.urls import reverse

from apps.work.models import Allowance

AT_ONCE = 60


def a_try(ip="192.0.2.1", **headers):
    request = RequestFactory().post("/", REMOTE_ADDR=ip, **headers)
    request.user = AnonymousUser()
    return request


def use(request, key="someone", **kwargs):
    config = {"knock": kwargs.pop("rate", "10/m/ip,5/5m/key")}
    return ratelimit.consume(request, app="allauth.account", action="knock", config=config, key=key, **kwargs)


def at_once(call):
    start = Barrier(AT_ONCE)

    def run(number):
        try:
            start.wait()
            return call(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_sixty_five_pass_for_one_account(self):
        outcomes = at_once(lambda number: use(a_try(ip=f"192.0.2.{number}")))

        assert sum(outcome is not None for outcome in outcomes) == 5

    def test_of_sixty_ten_pass_from_one_address(self):
        outcomes = at_once(lambda number: use(a_try(), key=f"account {number}"))

        assert sum(outcome is not None for outcome in outcomes) == 10

    def test_of_sixty_wrong_passwords_five_are_looked_at(self, bob, client):
        page = reverse("account_login")

        answers = at_once(
            lambda number: client.__class__(REMOTE_ADDR=f"192.0.2.{number}").post(
                page, {"login": bob.user.email, "password": "wrong"}
            )
        )

        told = ["Too many failed" in answer.content.decode() for answer in answers]
        assert told.count(False) == 5

    def test_of_sixty_who_ask_for_a_code_three_get_one(self, bob, client, mailoutbox):
        page = reverse("account_request_login_code")

        at_once(
            lambda number: client.__class__(REMOTE_ADDR=f"192.0.2.{number}").post(
                page, {"email": bob.user.email}
            )
        )

        assert len(mailoutbox) == 3


@pytest.mark.django_db
class TestCounting:
    def test_a_try_that_went_well_is_given_back(self):
        for _ in range(20):
            use(a_try()).rollback()

        assert use(a_try()) is not None

    def test_what_is_cleared_begins_anew(self):
        config = {"knock": "1/m/key"}
        use(a_try(), rate="1/m/key")

        ratelimit.clear(a_try(), app="allauth.account", action="knock", config=config, key="someone")

        assert use(a_try(), rate="1/m/key") is not None

    def test_asking_without_trying_costs_nothing(self):
        for _ in range(5):
            use(a_try(), rate="1/m/key", dry_run=True)

        assert use(a_try(), rate="1/m/key") is not None
        assert use(a_try(), rate="1/m/key", dry_run=True) is None

    def test_a_refusal_can_be_raised(self):
        use(a_try(), rate="1/m/key")

        with pytest.raises(RateLimited):
            use(a_try(), rate="1/m/key", raise_exception=True)

    def test_no_address_stands_in_the_rows(self):
        use(a_try(), key="ann@marlowe.example")

        kept = " ".join(Allowance.objects.values_list("key", flat=True))
        assert "ann@" not in kept
        assert "192.0.2.1" not in kept

    def test_a_browser_that_goes_too_far_is_told_to_wait(self, client):
        page = reverse("account_login")
        for number in range(30):
            client.post(page, {"login": f"{number}@a.example", "password": "wrong"})

        assert client.post(page, {"login": "x@a.example", "password": "wrong"}).status_code == 429


@pytest.mark.django_db
class TestBehindAProxy:
    def test_a_forged_header_is_not_believed_without_one(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0

        outcomes = [
            use(a_try(headers={"x-forwarded-for": f"203.0.113.{n}"}), rate="3/m/ip") for n in range(9)
        ]

        assert sum(outcome is not None for outcome in outcomes) == 3

    def test_behind_one_only_what_it_added_counts(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

        outcomes = [
            use(a_try(headers={"x-forwarded-for": f"203.0.113.{n}, 198.51.100.7"}), rate="3/m/ip")
            for n in range(9)
        ]

        assert sum(outcome is not None for outcome in outcomes) == 3

    def test_behind_one_people_are_told_apart(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

        outcomes = [
            use(a_try(headers={"x-forwarded-for": f"203.0.113.{n}"}), rate="3/m/ip") for n in range(9)
        ]

        assert all(outcome is not None for outcome in outcomes)
