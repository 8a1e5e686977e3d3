"""What is said in the two invented towns, without a server."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood, Post
from apps.demonstration.neighbourhood.places import PLACES, TOWNS
from apps.demonstration.neighbourhood.texts import texts

OPENED = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SLUGS = [place.slug for place in PLACES]
COUNCILS = Path(__file__).resolve().parents[3] / "shared/data/councils/local-authorities.csv"


class Clock:
    def __init__(self) -> None:
        self.at = OPENED

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def everything(neighbourhood: Neighbourhood, limit: int = 20) -> list[Post]:
    posts = [post for slug in SLUGS for post in neighbourhood.posts(slug, limit)]
    return posts + [post for slug in ("voice", "litter") for post in neighbourhood.comments(slug, limit)]


def test_it_opens_with_a_week_behind_it(clock):
    neighbourhood = Neighbourhood(clock)

    said = everything(neighbourhood)

    assert len(said) > 100
    assert all(OPENED - timedelta(days=7) <= post.at < OPENED for post in said)
    assert len({post.at.date() for post in said}) >= 7


def test_something_new_is_said_at_every_beat(clock):
    neighbourhood = Neighbourhood(clock, every=15)
    before = {post.path for post in everything(neighbourhood)}

    clock.pass_by(seconds=15 * 44)

    after = [post for post in everything(neighbourhood) if post.path not in before]
    assert len(after) == 44
    assert sorted(post.at for post in after) == [OPENED + timedelta(seconds=15 * n) for n in range(1, 45)]


def test_the_towns_take_turns_and_every_place_speaks(clock):
    neighbourhood = Neighbourhood(clock, every=10)

    clock.pass_by(seconds=220)

    new = sorted((post for post in everything(neighbourhood) if post.at > OPENED), key=lambda post: post.at)
    assert [post.place.town for post in new] == list(TOWNS) * 11
    assert {post.place.slug for post in new} == set(SLUGS)


def test_the_same_seed_says_the_same_and_another_does_not(clock):
    first, again, other = (Neighbourhood(clock, seed) for seed in (7, 7, 8))

    clock.pass_by(hours=3)

    assert everything(first) == everything(again)
    assert everything(first) != everything(other)


def test_what_was_said_does_not_change_afterwards(clock):
    neighbourhood = Neighbourhood(clock)
    clock.pass_by(minutes=20)
    before = neighbourhood.posts("buses", 5)

    clock.pass_by(minutes=5)

    assert [post for post in neighbourhood.posts("buses", 20) if post in before] == before


def test_nothing_is_repeated_word_for_word_for_four_hours(clock):
    neighbourhood = Neighbourhood(clock, every=15)
    clock.pass_by(hours=4)

    posts = [post for slug in SLUGS for post in neighbourhood.posts(slug, 200) if post.at > OPENED]

    counts = Counter((post.title, post.paragraphs) for post in posts if post.shared_from is None)
    assert len(posts) > 750
    assert [text for text, times in counts.items() if times > 1] == []


@pytest.mark.parametrize("slug", ["voice", "litter"])
def test_no_comment_is_repeated_within_half_an_hour(clock, slug):
    neighbourhood = Neighbourhood(clock, every=15)
    clock.pass_by(minutes=30)

    counts = Counter(post.paragraphs for post in neighbourhood.comments(slug, 60) if post.at > OPENED)

    assert max(counts.values()) == 1


def test_the_noticeboard_passes_on_what_another_place_said(clock):
    neighbourhood = Neighbourhood(clock)
    clock.pass_by(hours=1)

    shared = [post for post in neighbourhood.posts("noticeboard") if post.shared_from]

    originals = {
        (post.title, post.paragraphs) for slug in SLUGS[:6] for post in neighbourhood.posts(slug, 100)
    }
    assert len(shared) >= 5
    assert all((post.title, post.paragraphs) in originals for post in shared)


@pytest.mark.parametrize("minutes", [0, 7, 60, 600])
def test_a_hero_is_always_among_the_three_newest_of_the_allotments(clock, minutes):
    neighbourhood = Neighbourhood(clock)
    heroes = {text.paragraphs[-1][:20] for text in texts("allotments") if text.hero}

    clock.pass_by(minutes=minutes)

    newest = [post.paragraphs[-1][:20] for post in neighbourhood.posts("allotments", 3)]
    assert heroes & set(newest)


def test_at_the_opening_the_hero_is_the_newest_and_fresh(clock):
    post = Neighbourhood(clock).posts("allotments")[0]

    assert post.title == "Forty marrows, and a thank you to whoever mended the tap"
    assert OPENED - post.at < timedelta(minutes=10)


def test_a_post_is_found_again_by_its_address_after_a_year(clock):
    neighbourhood = Neighbourhood(clock)
    clock.pass_by(minutes=30)
    post = neighbourhood.posts("voice")[0]

    clock.pass_by(days=365)

    found = neighbourhood.post_at("voice", post.path)
    assert found is not None
    assert (found.title, found.paragraphs) == (post.title, post.paragraphs)


def test_a_post_that_is_yet_to_come_is_not_found(clock):
    later = Clock()
    later.pass_by(hours=1)
    post = Neighbourhood(later, opened=OPENED).posts("voice")[0]

    assert Neighbourhood(clock, opened=OPENED).post_at("voice", post.path) is None


@pytest.mark.parametrize("slug", ["voice", "litter"])
def test_comments_come_after_their_post_and_are_written_for_it(clock, slug):
    neighbourhood = Neighbourhood(clock)
    clock.pass_by(hours=2)

    comments = neighbourhood.comments(slug, 100)

    assert len(comments) > 20
    for comment in comments:
        assert comment.beneath is not None
        assert comment.at > comment.beneath.at
        assert comment in neighbourhood.comments_on(comment.beneath)
        assert comment.author != comment.beneath.author or comment.author in {"Notices", "Dafydd"}


def test_no_post_gets_the_same_comment_twice(clock):
    neighbourhood = Neighbourhood(clock)
    clock.pass_by(hours=6)

    said = Counter((c.beneath.path, c.paragraphs) for c in neighbourhood.comments("litter", 200) if c.beneath)

    assert max(said.values()) == 1


def test_published_by_hand_comes_first_and_only_the_last_forty_are_kept(clock):
    neighbourhood = Neighbourhood(clock)

    for number in range(100):
        clock.pass_by(seconds=1)
        neighbourhood.publish("football", title=f"By hand {number}", text="And another.")

    listed = [post.title for post in neighbourhood.posts("football", 200) if post.title.startswith("By hand")]
    assert listed[0] == "By hand 99"
    assert len(listed) == 40


def test_two_published_at_the_same_moment_have_two_addresses(clock):
    neighbourhood = Neighbourhood(clock)

    first, second = (neighbourhood.publish("buses", title="Late") for _ in range(2))

    assert first.path != second.path


def test_after_ten_years_of_talk_it_holds_no_more_than_at_the_start(clock):
    neighbourhood = Neighbourhood(clock, every=1)
    held = {name: repr(value) for name, value in vars(neighbourhood).items()}

    clock.pass_by(days=3650)

    assert all(len(neighbourhood.posts(slug)) == 20 for slug in SLUGS)
    assert {name: repr(value) for name, value in vars(neighbourhood).items()} == held


def test_there_are_many_texts_and_every_slot_is_known(clock):
    neighbourhood = Neighbourhood(clock)
    clock.pass_by(days=1)

    said = " ".join(f"{post.title} {' '.join(post.paragraphs)}" for post in everything(neighbourhood, 60))

    assert sum(len(texts(slug)) + sum(len(text.replies) for text in texts(slug)) for slug in SLUGS) >= 230
    assert re.findall(r"[{}]", said) == []
    assert re.findall(r"\w'\w", said) == []


def test_every_text_has_an_author_and_every_talking_place_three_answers_each():
    for place in PLACES:
        for text in texts(place.slug):
            assert text.author, text.title
            assert text.paragraphs, text.title
            assert len(text.replies) >= 3 or not place.has_comments, text.title


@pytest.mark.skipif(not COUNCILS.exists(), reason="the list of councils is not beside the checkout")
def test_the_towns_are_on_no_list_of_real_councils():
    listed = COUNCILS.read_text(encoding="utf-8").lower()

    assert not [name for name in ("tarrow", "gwennol", *TOWNS) if name in listed]
