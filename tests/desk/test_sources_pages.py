"""The places a council follows, as its members meet them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.common.clock import now
from apps.common.scope import org_scope
from apps.common.sealing import seal
from apps.discoveries.actions.sources import answer_look, ask_to_look, follow_place, unfollow
from apps.discoveries.models import Follow, Look, Source
from tests.desk.asked import at_most

FEED = "https://plots.example/feed"


def address(name, *args):
    return reverse(f"desk:{name}", args=["marlowe", *args])


def place(**facts):
    return {
        "title": "Allotment society",
        "home_url": "https://plots.example/",
        "feed_url": FEED,
        "kind": "rss",
        "platform": "wordpress",
        "what": "posts",
        "secret": False,
        "items": [
            {"title": "Forty marrows", "url": "https://plots.example/1", "at": "2026-11-20T09:00:00+00:00"}
        ],
    } | facts


def looked(person, *places, sentence=""):
    with org_scope(person.organisation.id):
        look = ask_to_look(actor=person.actor, address="plots.example", at=now())
        answer_look(look=look, places=places, sentence=sentence, at=now())
    return look


@pytest.fixture
def follow(ann):
    look = looked(ann, place())
    with org_scope(ann.organisation.id):
        return follow_place(actor=ann.actor, look=look, place=0, at=now() - timedelta(hours=1))


def set_source(**facts):
    Source.objects.filter(url=FEED).update(**facts)


def text(response):
    return " ".join(response.content.decode().split())


class TestTheList:
    def test_is_read_in_a_dozen_queries(self, anns, follow):
        anns.get(address("sources"))

        with at_most(12):
            response = anns.get(address("sources"))

        assert response.status_code == 200
        assert text(response).count("<h1") == 1

    def test_a_place_just_followed_is_about_to_be_looked_at(self, anns, follow):
        assert "We are about to look." in text(anns.get(address("sources")))

    def test_what_was_seen_before_we_followed_is_not_told(self, anns, follow):
        set_source(state="ill", sentence="Somebody else knows this.", looked_at=now() - timedelta(days=1))

        page = text(anns.get(address("sources")))

        assert "We are about to look." in page
        assert "Somebody else" not in page

    def test_a_healthy_place_says_when_it_was_and_will_be_looked_at(self, anns, follow):
        set_source(state="fine", looked_at=now(), next_at=now() + timedelta(minutes=20))

        page = text(anns.get(address("sources")))

        assert "All is well" in page
        assert "next look about" in page

    def test_a_place_that_has_gone_says_whose_turn_it_is(self, anns, follow):
        set_source(
            state="stopped", sentence="This feed has gone for good.", who_must_act="council", looked_at=now()
        )

        page = text(anns.get(address("sources")))

        assert "It is your turn" in page
        assert "This feed has gone for good." in page

    def test_a_reader_sees_the_place_and_no_form(self, reas, follow):
        page = text(reas.get(address("sources")))

        assert "Allotment society" in page
        assert 'name="address"' not in page

    def test_invites_when_there_is_nothing(self, anns):
        assert "No place yet" in text(anns.get(address("sources")))

    def test_another_councils_are_not_there(self, eves, follow):
        assert eves.get(address("sources")).status_code == 404
        assert eves.get(reverse("desk:source", args=["elsewhere", follow.id])).status_code == 404


class TestFollowing:
    def test_an_address_leads_to_a_page_that_waits(self, anns, ann):
        response = anns.post(address("sources"), {"address": "plots.example"})

        page = text(anns.get(response.url))
        assert "We knock, read politely, and come back." in page
        assert 'http-equiv="refresh"' in page

    def test_a_page_that_waits_long_says_so(self, anns, ann):
        with org_scope(ann.organisation.id):
            look = ask_to_look(actor=ann.actor, address="slow.example", at=now() - timedelta(minutes=5))

        assert "This takes longer than usual." in text(anns.get(address("look", look.id)))

    def test_nothing_pasted_is_an_error_at_the_field(self, anns):
        page = text(anns.post(address("sources"), {"address": " "}))

        assert "Something needs another look" in page
        assert 'href="#id_address"' in page

    def test_a_colleague_may_not_paste(self, bobs):
        assert bobs.post(address("sources"), {"address": "plots.example"}).status_code == 403
        with org_scope(Look._meta.get_field("organisation").related_model.objects.get().id):
            assert not Look.objects.exists()

    def test_shows_what_was_found_before_anything_is_followed(self, anns, ann):
        page = text(anns.get(address("look", looked(ann, place()).id)))

        assert "One place to follow" in page
        assert "Forty marrows" in page
        assert "WordPress site" in page

    def test_follows_under_the_name_we_give(self, anns, ann):
        look = looked(ann, place())

        response = anns.post(address("look", look.id), {"place": "0", "name": "Marrow people"}, follow=True)

        assert "We follow “Marrow people” now." in text(response)

    def test_a_place_that_we_follow_says_so_instead_of_a_form(self, anns, ann, follow):
        page = text(anns.get(address("look", looked(ann, place()).id)))

        assert "You follow this already, as “Allotment society”." in page
        assert 'name="place"' not in page

    def test_following_twice_is_told_beside_the_place(self, anns, ann, follow):
        page = text(anns.post(address("look", looked(ann, place()).id), {"place": "0", "name": "Again"}))

        assert "Something needs another look" in page
        assert 'href="#place-0-place"' in page

    def test_a_secret_address_is_followed_for_us_alone(self, anns, ann):
        secret = place(secret=True, feed_url="", sealed=seal(f"{FEED}?token=zq1"), title="Google Alert: fête")
        look = looked(ann, secret)

        seen = text(anns.get(address("look", look.id)))
        followed = text(anns.post(address("look", look.id), {"place": "0", "name": "Our alert"}, follow=True))

        assert "This address is a secret" in seen
        assert "We follow “Our alert” now." in followed
        assert "zq1" not in seen + followed

    def test_an_account_asks_whose_it_is_and_a_person_is_not_followed(self, anns, ann):
        look = looked(ann, place(account="jo@social.example", platform="mastodon"))

        page = text(anns.get(address("look", look.id)))
        answers = [
            text(anns.post(address("look", look.id), {"place": "0", "name": "Jo", "whose": whose}))
            for whose in ("", "group", "person")
        ]

        assert "Whose account is it?" in page
        assert "Mastodon account" in page
        assert all("never" in answer and "Something needs another look" in answer for answer in answers)
        with org_scope(ann.organisation.id):
            assert not Follow.objects.exists()

    def test_our_own_account_is_listed_and_followed(self, anns, ann):
        look = looked(ann, place(account="marlowe@social.example", platform="mastodon"))

        anns.post(address("look", look.id), {"place": "0", "name": "Us", "whose": "ours"})

        with org_scope(ann.organisation.id):
            assert Follow.objects.get().source.account == "marlowe@social.example"

    def test_nothing_there_says_why_and_what_to_try(self, anns, ann):
        look = looked(ann, sentence="We cannot follow Google News: it forbids reading it this way.")

        page = text(anns.get(address("look", look.id)))

        assert "We cannot follow Google News" in page
        assert "What often helps" in page

    def test_a_reader_may_look_on_but_not_follow(self, reas, ann):
        look = looked(ann, place())

        assert 'name="place"' not in text(reas.get(address("look", look.id)))
        assert reas.post(address("look", look.id), {"place": "0", "name": "Mine"}).status_code == 403

    def test_another_councils_look_is_not_there(self, eves, ann):
        assert eves.get(reverse("desk:look", args=["elsewhere", looked(ann).id])).status_code == 404


class TestOnePlace:
    def test_is_read_in_a_dozen_queries(self, anns, follow):
        anns.get(address("sources"))

        with at_most(12):
            assert anns.get(address("source", follow.id)).status_code == 200

    def test_gets_another_name(self, anns, follow):
        response = anns.post(address("source", follow.id), {"name": "The plots"}, follow=True)

        assert "From now on we call it “The plots”." in text(response)

    def test_is_looked_at_when_asked(self, anns, follow):
        anns.post(address("source_look", follow.id))

        assert Source.objects.get(url=FEED).wants_whole

    def test_is_left_and_followed_again(self, anns, follow):
        left = anns.post(address("source_stop", follow.id), follow=True)
        again = anns.post(address("source_again", follow.id), follow=True)

        assert "Its finds stay." in text(left)
        assert f'action="{address("source_again", follow.id)}" data-undo' in text(left)
        assert FEED in text(again)

    def test_stands_among_the_former_ones_and_tells_nothing_new(self, anns, ann, follow):
        with org_scope(ann.organisation.id):
            unfollow(actor=ann.actor, follow=follow, at=now())
        set_source(state="fine", looked_at=now() + timedelta(hours=1))

        assert "Places we used to follow" in text(anns.get(address("sources")))
        assert "Looked" not in text(anns.get(address("source", follow.id)))

    @pytest.mark.parametrize("name", ["source_look", "source_stop", "source_again", "source"])
    def test_a_colleague_changes_nothing(self, bobs, follow, name):
        assert bobs.post(address(name, follow.id), {"name": "Mine"}).status_code == 403
        with org_scope(follow.organisation_id):
            assert Follow.objects.current().get().name == "Allotment society"
