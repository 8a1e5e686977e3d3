"""Organisations, groups and our own accounts that a search may name."""

import pytest
from django.urls import reverse

from apps.common.clock import day_of, now
from apps.common.scope import org_scope
from apps.searches.actions import list_account, write_search
from apps.searches.models import ListedAccount
from tests.cast import NOON
from tests.desk.asked import at_most

LISTED = "/o/marlowe/listed"


@pytest.fixture
def account(ann):
    with org_scope(ann.organisation.id):
        return list_account(actor=ann.actor, handle="@LoveMarlowe", name="Love Marlowe", kind="ours", at=NOON)


def test_says_why_we_ask_in_a_dozen_queries(anns, account):
    anns.get(LISTED)

    with at_most(12):
        page = anns.get(LISTED).content.decode()

    assert "Why we ask" in page
    assert "lovemarlowe" in page


def test_puts_one_on_the_list(anns):
    ours = {"handle": "@MarloweFC", "name": "The club", "kind": "ours"}
    page = anns.post(LISTED, ours, follow=True).content.decode()

    assert "Searches may name marlowefc now." in page


def test_a_handle_that_is_none_is_told_at_the_field(anns):
    page = anns.post(LISTED, {"handle": "@", "name": "Nobody", "kind": "ours"}).content.decode()

    assert 'href="#id_handle"' in page


def test_a_refused_search_brings_its_handle_along(anns):
    assert 'value="lovecrawley"' in anns.get(LISTED, {"handle": "lovecrawley"}).content.decode()


def test_takes_one_off(anns, account):
    anns.post(reverse("desk:listed_remove", args=["marlowe", account.id]))

    with org_scope(account.organisation_id):
        assert not ListedAccount.objects.exists()


def test_a_reader_sees_the_list_and_no_form(reas, account):
    page = reas.get(LISTED).content.decode()

    assert "lovemarlowe" in page
    assert 'name="handle"' not in page


def test_a_colleague_changes_nothing(bobs, account):
    assert bobs.post(LISTED, {"handle": "@x", "name": "X", "kind": "ours"}).status_code == 403
    assert bobs.post(reverse("desk:listed_remove", args=["marlowe", account.id])).status_code == 403


def test_another_councils_account_is_not_there(eves, account):
    assert eves.post(reverse("desk:listed_remove", args=["elsewhere", account.id])).status_code == 404


def test_a_club_waits_for_a_second_persons_word(anns, ed, client):
    asked = {"handle": "@MarloweFC", "name": "The club", "kind": "group", "reason": "To cheer"}
    waiting = anns.post(LISTED, asked | {"ends_on": day_of(now())}, follow=True).content.decode()
    with org_scope(ed.organisation.id):
        account = ListedAccount.objects.get()
    client.force_login(ed.user)

    page = client.post(
        reverse("desk:listed_approve", args=["marlowe", account.id]), follow=True
    ).content.decode()

    assert "has to approve marlowefc first" in waiting
    assert "Searches may name marlowefc now." in page


def test_all_searches_are_reviewed_on_one_page(anns, ann):
    with org_scope(ann.organisation.id):
        kept = write_search(actor=ann.actor, name="Plums", query="plum", at=now())
        write_search(actor=ann.actor, name="Leeks", query="leek", at=now())
    page = anns.get("/o/marlowe/searches/review").content.decode()

    done = anns.post("/o/marlowe/searches/review", {"keep": [str(kept.id)]}, follow=True).content.decode()

    assert "Plums" in page
    assert "1 search goes on, 1 rest." in done
