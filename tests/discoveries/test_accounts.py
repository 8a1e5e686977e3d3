"""A single account is followed only while it is on the list: an organisation's, a group's or our own."""

from datetime import timedelta

import pytest

from apps.common.actor import system
from apps.discoveries.actions.accounts import leave_unlisted, unlist_account
from apps.discoveries.actions.sources import answer_look, ask_to_look, follow_place
from apps.discoveries.models import Follow
from apps.discoveries.whose import OfAPerson, WhoseAccount
from apps.searches.actions import approve_account, list_account
from tests.cast import NOON

CLUB = "marrowclub@social.example"


@pytest.fixture
def look(ann, in_marlowe):
    found = {"title": "Marrow club", "home_url": "", "feed_url": "https://social.example/@marrowclub.rss"}
    found |= {"platform": "mastodon", "secret": False, "account": CLUB, "items": []}
    look = ask_to_look(actor=ann.actor, address="social.example/@marrowclub", at=NOON)
    answer_look(look=look, places=[found], sentence="", at=NOON)
    return look


def listed(ann, ed, kind="group", days=30):
    ends_on = (NOON + timedelta(days=days)).date()
    account = list_account(
        actor=ann.actor, handle=CLUB, name="Club", kind=kind, reason="Partner", ends_on=ends_on, at=NOON
    )
    return approve_account(actor=ed.actor, account=account, at=NOON)


def follow(person, look, **answer):
    return follow_place(actor=person.actor, look=look, place=0, at=NOON, **answer)


def test_an_account_that_nobody_listed_says_what_to_do(ann, look):
    with pytest.raises(WhoseAccount, match="list of accounts"):
        follow(ann, look)


def test_a_persons_is_never_followed(ann, look):
    with pytest.raises(OfAPerson, match="never to a person"):
        follow(ann, look, whose="person")


def test_saying_that_it_is_a_group_is_not_enough(ann, look):
    with pytest.raises(WhoseAccount):
        follow(ann, look, whose="group")


def test_a_group_is_followed_once_two_people_agree(ann, ed, look):
    listed(ann, ed)

    assert follow(ann, look).source.account == CLUB


def test_somebody_in_office_is_a_person_all_the_same(ann, ed, look):
    listed(ann, ed, kind="office", days=20)

    with pytest.raises(WhoseAccount):
        follow(ann, look)


def test_a_program_follows_no_account_that_is_not_listed(ann, look):
    with pytest.raises(WhoseAccount):
        follow_place(actor=system("lists", ann.organisation.id), look=look, place=0, at=NOON)


def test_taken_off_the_list_it_is_followed_no_more(ann, ed, look):
    account = listed(ann, ed)
    follow(ann, look)

    unlist_account(actor=ann.actor, account=account, at=NOON)

    assert not Follow.objects.current().exists()


def test_when_its_time_is_over_it_is_followed_no_more(ann, ed, look):
    listed(ann, ed, days=3)
    follow(ann, look)
    daily = system("retention", ann.organisation.id)

    kept = leave_unlisted(actor=daily, at=NOON + timedelta(days=3))
    left = leave_unlisted(actor=daily, at=NOON + timedelta(days=4))

    assert (kept, left) == (0, 1)
