import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from apps.connectors.contract import NEVER, Memory, Outcome, Reason
from tests.connectors.conftest import AT, FLOOR
from tests.connectors.written import rss

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PLAIN = rss("<item><guid>1</guid><title>One</title></item>")


def seconds_away(look):
    return (look.next_at - AT).total_seconds()


# Conditional requests


def test_validators_go_back_verbatim(neighbour, look):
    address = neighbour.says_feed(PLAIN, ETag='W/"caf\xe9,1"', Last_Modified="yesterday, about tea time")

    look(look(address).memory, at=AT + HOUR)

    _path, asked = neighbour.asked[-1]
    assert asked["if-none-match"] == 'W/"caf\xe9,1"'
    assert asked["if-modified-since"] == "yesterday, about tea time"


def test_a_304_is_unchanged_and_says_nothing_about_what_is_listed(neighbour, look):
    address = neighbour.says_feed(PLAIN, ETag='"1"')
    memory = look(address).memory
    neighbour.says["/feed"] = (304, {}, b"")

    result = look(memory, at=AT + HOUR)

    assert (result.outcome, result.items, result.listed) == (Outcome.UNCHANGED, (), None)
    assert result.memory.etag == '"1"'


def test_once_a_day_everything_is_asked_for(neighbour, look):
    address = neighbour.says_feed(PLAIN, ETag='"1"')
    memory = look(address).memory

    result = look(memory, at=AT + DAY)

    assert "if-none-match" not in neighbour.asked[-1][1]
    assert result.memory.unconditional_at == AT + DAY


def test_a_304_that_nobody_asked_for_is_an_illness(neighbour, look):
    neighbour.says["/feed"] = (304, {}, b"")

    result = look(f"{neighbour.home}/feed")

    assert (result.outcome, result.memory.failures) == (Outcome.ILL, 1)


def test_an_enormous_etag_is_not_kept(neighbour, look):
    address = neighbour.says_feed(PLAIN, ETag="x" * 2_000)

    assert look(address).memory.etag == ""


# Moves


def moves(neighbour, status):
    neighbour.says_feed(PLAIN, path="/new")
    neighbour.says["/old"] = (status, {"Location": "/new"}, b"")
    return f"{neighbour.home}/old"


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_move_is_adopted_at_its_third_sighting(neighbour, look, status):
    memory = Memory(url=moves(neighbour, status))

    first = look(memory)
    second = look(first.memory)
    third = look(second.memory)

    new = f"{neighbour.home}/new"
    assert [each.moved_to for each in (first, second, third)] == ["", "", new]
    assert (third.memory.url, third.memory.moved_times) == (new, 0)


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_move_is_never_adopted(neighbour, look, status):
    result = look(moves(neighbour, status))

    assert (result.outcome, result.memory.moved_times, result.memory.moved_to) == (Outcome.FRESH, 0, "")


def test_only_the_permanent_part_of_a_way_is_adopted(neighbour, look):
    neighbour.says_feed(PLAIN, path="/today")
    neighbour.says["/new"] = (302, {"Location": "/today"}, b"")
    neighbour.says["/old"] = (301, {"Location": "/new"}, b"")

    result = look(f"{neighbour.home}/old")

    assert result.memory.moved_to == f"{neighbour.home}/new"


def test_a_move_to_a_web_page_is_not_counted(neighbour, look):
    address = moves(neighbour, 301)
    neighbour.says["/new"] = (200, {"Content-Type": "text/html"}, b"<html><body>Sold!</body></html>")

    result = look(address)

    assert (result.outcome, result.memory.moved_times) == (Outcome.ILL, 0)


def test_a_move_that_changes_its_mind_starts_counting_again(neighbour, look):
    memory = replace(Memory(url=moves(neighbour, 301)), moved_to=f"{neighbour.home}/other", moved_times=2)

    result = look(memory)

    assert (result.moved_to, result.memory.moved_times) == ("", 1)


# Refusals


def test_gone_stops_for_good_and_the_council_must_act(neighbour, look):
    neighbour.says["/feed"] = (410, {}, b"")

    result = look(f"{neighbour.home}/feed")

    assert (result.outcome, result.next_at, result.who_must_act) == (Outcome.STOPPED, NEVER, "council")
    assert result.sentence == "This feed has gone for good (410). Follow its new address, or leave it."


def test_missing_backs_off_to_daily(neighbour, look):
    memory = Memory(url=f"{neighbour.home}/nowhere")

    waits = []
    for _time in range(8):
        result = look(memory)
        memory, waits = result.memory, [*waits, seconds_away(result)]

    assert waits == sorted(waits)
    assert 3_600 <= waits[0] <= 3_960
    assert 86_400 <= waits[-1] <= 95_040


def test_missing_for_two_weeks_stops(neighbour, look):
    memory = look(f"{neighbour.home}/nowhere").memory

    before = look(memory, at=AT + 14 * DAY - MINUTE)
    after = look(memory, at=AT + 14 * DAY)

    assert (before.outcome, before.who_must_act) == (Outcome.ILL, "nobody")
    assert (after.outcome, after.who_must_act) == (Outcome.STOPPED, "council")


def test_coming_back_forgets_that_it_was_missing(neighbour, look):
    memory = look(f"{neighbour.home}/feed").memory
    neighbour.says_feed(PLAIN)

    result = look(memory, at=AT + HOUR)

    assert (result.outcome, result.memory.first_missing_at, result.memory.failures) == (
        Outcome.FRESH,
        None,
        0,
    )


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_locked_door_is_for_the_council(neighbour, look, status):
    neighbour.says["/feed"] = (status, {}, b"")

    result = look(f"{neighbour.home}/feed")

    assert (result.outcome, result.manners.reason, result.who_must_act) == (
        Outcome.ILL,
        Reason.LOCKED,
        "council",
    )
    assert 86_400 <= seconds_away(result) <= 95_040


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("18300", datetime(2026, 11, 24, 14, 5, tzinfo=UTC)),
        ("Tue, 24 Nov 2026 14:05:00 GMT", datetime(2026, 11, 24, 14, 5, tzinfo=UTC)),
        ("9999999", AT + DAY),
        ("Tue, 24 Nov 2099 14:05:00 GMT", AT + DAY),
        ("1", AT + timedelta(seconds=FLOOR)),
    ],
)
def test_whoever_asks_us_to_wait_is_heard_up_to_a_day(neighbour, look, status, written, until):
    neighbour.says["/feed"] = (status, {"Retry-After": written}, b"")

    result = look(f"{neighbour.home}/feed")

    assert (result.outcome, result.next_at) == (Outcome.WAITING, until)


def test_waiting_names_the_time_in_the_councils_clock(neighbour, look):
    neighbour.says["/feed"] = (429, {"Retry-After": "18300"}, b"")
    summer = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)

    assert look(f"{neighbour.home}/feed").sentence == "They asked us (429) to wait until 14:05."
    assert look(f"{neighbour.home}/feed", at=summer).sentence == "They asked us (429) to wait until 14:05."


@pytest.mark.parametrize("written", ["", "soon", "-5", "0", "Tue, 24 Nov 2020 14:05:00 GMT"])
def test_a_retry_after_without_sense_doubles_the_interval(neighbour, look, written):
    neighbour.says["/feed"] = (429, {"Retry-After": written}, b"")

    first = look(f"{neighbour.home}/feed")
    second = look(first.memory)

    assert first.outcome == Outcome.WAITING
    assert seconds_away(second) == pytest.approx(2 * seconds_away(first))


@pytest.mark.parametrize("status", [400, 418, 500, 502])
def test_errors_back_off_and_in_the_end_ask_the_council(neighbour, look, status):
    neighbour.says["/feed"] = (status, {}, b"")
    memory = Memory(url=f"{neighbour.home}/feed")

    results = []
    for _time in range(6):
        results.append(look(memory))
        memory = results[-1].memory

    assert [each.who_must_act for each in results] == ["nobody"] * 5 + ["council"]
    assert [round(seconds_away(each) / seconds_away(results[0])) for each in results] == [1, 2, 4, 8, 16, 24]


def test_a_place_that_cannot_be_reached_ends_as_a_sentence(look):
    result = look("http://127.0.0.1:9/feed")

    assert (result.outcome, result.manners.reason) == (Outcome.ILL, Reason.UNREACHABLE)
    assert "127.0.0.1" not in result.sentence
    assert result.sentence.endswith(".")


def test_a_redirect_into_a_private_network_ends_as_a_sentence(neighbour, look):
    neighbour.says["/feed"] = (301, {"Location": "http://169.254.169.254/latest"}, b"")

    result = look(f"{neighbour.home}/feed")

    assert (result.outcome, result.memory.moved_to) == (Outcome.ILL, "")


# Intervals


def dated(*days_ago):
    items = (
        f"<item><guid>{d}</guid><pubDate>{(AT - d * DAY).isoformat()}</pubDate></item>" for d in days_ago
    )
    return "".join(items)


@pytest.mark.parametrize(
    ("channel", "headers", "least"),
    [
        ("", {}, 900),
        ("<ttl>60</ttl>", {}, 3_600),
        ("<ttl>999999</ttl>", {}, 86_400),
        ("<ttl>soon</ttl>", {}, 900),
        (
            "<sy:updatePeriod>\n hourly </sy:updatePeriod><sy:updateFrequency>\n 2 </sy:updateFrequency>",
            {},
            1_800,
        ),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", {}, 86_400),
        ("", {"Cache_Control": "public, max-age=7200"}, 7_200),
        ("", {"Cache_Control": "max-age=31536000"}, 86_400),
    ],
)
def test_the_publishers_wishes_are_kept(neighbour, look, channel, headers, least):
    address = neighbour.says_feed(rss(channel), **headers)

    assert least <= seconds_away(look(address)) <= least * 1.1


@pytest.mark.parametrize(
    ("days_ago", "least"), [((0, 0.01, 0.02), 900), ((0, 1, 2), 14_400), ((300, 301), 86_400)]
)
def test_busy_places_are_looked_at_more_often_than_quiet_ones(neighbour, look, days_ago, least):
    address = neighbour.says_feed(rss(dated(*days_ago)))

    assert least <= seconds_away(look(address)) <= least * 1.1


def test_wishes_outlive_a_304(neighbour, look):
    memory = look(neighbour.says_feed(rss("<ttl>120</ttl>"), ETag='"1"')).memory
    neighbour.says["/feed"] = (304, {}, b"")

    result = look(memory, at=AT + HOUR)

    assert result.next_at - AT - HOUR >= 2 * HOUR


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("<skipHours><hour>9</hour><hour>10</hour><hour>x</hour></skipHours>", (24, 11)),
        ("<skipDays><day>Tuesday</day><day>Wednesday</day></skipDays>", (26, 0)),
        ("<skipHours>" + "".join(f"<hour>{h}</hour>" for h in range(24)) + "</skipHours>", (24, 9)),
    ],
)
def test_quiet_hours_and_days_are_gmt_and_cannot_be_for_ever(neighbour, look, channel, expected):
    next_at = look(neighbour.says_feed(rss(channel))).next_at

    assert (next_at.day, next_at.hour) == expected


def test_the_spread_over_time_comes_from_the_address_alone(neighbour, look):
    one, two = neighbour.says_feed(PLAIN, path="/a"), neighbour.says_feed(PLAIN, path="/b")

    assert look(one).next_at == look(one).next_at
    assert look(one).next_at != look(two).next_at


def test_a_lowered_floor_is_the_interval_whatever_the_feed_says(neighbour, look):
    address = neighbour.says_feed(rss("<ttl>60</ttl>" + dated(300)))

    assert seconds_away(look(address, floor_seconds=5)) == 5


def test_a_lowered_floor_is_not_for_strangers(look):
    assert seconds_away(look("http://127.0.0.1:9/feed", floor_seconds=5)) >= 3_600


def test_a_lowered_floor_shortens_what_follows_a_failure(neighbour, look):
    neighbour.says["/feed"] = (500, {}, b"")

    assert 20 <= seconds_away(look(f"{neighbour.home}/feed", floor_seconds=5)) <= 22


# What is remembered


def test_a_memory_survives_json(neighbour, look):
    memory = look(neighbour.says_feed(rss("<skipHours><hour>3</hour></skipHours>"), ETag='"1"')).memory

    assert Memory.from_json(json.loads(json.dumps(memory.to_json()))) == memory


def test_a_memory_of_another_version_is_read():
    assert Memory.from_json({"url": "https://a.example/", "colour": "green"}) == Memory(
        url="https://a.example/"
    )
