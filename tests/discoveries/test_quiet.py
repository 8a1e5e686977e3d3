"""Which places have gone quiet, against their own last four weeks and nobody else's."""

from datetime import timedelta

import pytest

from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Follow
from apps.discoveries.quiet import rhythms_of
from tests.cast import NOON
from tests.factories.finds import make_source

NOW = NOON + timedelta(days=28)


@pytest.fixture
def place(in_marlowe):
    source = make_source(first_look_at=NOON)
    return Follow.objects.create(
        organisation=in_marlowe, source=source, name="Plots", since=NOON - timedelta(days=1)
    )


def posts(place, *days):
    for day in days:
        at = NOON + timedelta(days=day)
        take_in(source=place.source, arrivals=[Arrival(identity=f"id:{day}", title="A post")], at=at)


def rhythm_of(place, at=NOW):
    return rhythms_of([place], at)[place.id]


def test_a_daily_place_that_says_nothing_for_a_week_has_gone_quiet(place):
    posts(place, *range(1, 21))

    rhythm = rhythm_of(place)

    assert rhythm.is_quiet
    assert (rhythm.posts, rhythm.silent_for.days, len(rhythm.by_day)) == (20, 8, 28)


def test_a_weekly_place_may_say_nothing_for_a_week(place):
    posts(place, 0, 7, 14, 21)

    assert not rhythm_of(place).is_quiet


def test_a_lively_place_is_not_quiet_over_a_weekend(place):
    posts(place, *range(1, 27))

    assert not rhythm_of(place).is_quiet


def test_two_posts_are_too_few_to_say(place):
    posts(place, 1, 2)

    assert (rhythm_of(place).gap, rhythm_of(place).is_quiet) == (None, False)


def test_the_dates_of_the_feed_itself_help_where_we_saw_too_little(place):
    place.source.memory = {"url": place.source.url, "gap_seconds": 86_400}

    assert rhythm_of(place).is_quiet


def test_what_was_seen_before_we_followed_is_not_told(place):
    posts(place, 1, 2, 3, 20)
    place.since = NOON + timedelta(days=10)
    place.save()

    assert rhythm_of(place).posts == 1
