"""The morning letter, through a real mail server on loopback: at most one a window, and none too many."""

import re
import socket
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.conf import settings as live_settings
from django.core.mail import EmailMultiAlternatives

from apps.assignments.actions import set_weekdays
from apps.assignments.tasks import write_morning_letter
from apps.common.clock import LONDON, now
from apps.notices.actions import choose_letters
from apps.notices.choices import how_often_for
from apps.notices.models import Letter, LetterChoice
from apps.notices.stopping import token_for
from apps.notices.windows import next_morning
from apps.organisations.scope import council
from apps.work import actions as work
from apps.work.lanes import Lane
from apps.work.models import Job
from tests.factories.finds import make_find

SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=LONDON)
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=LONDON)


class Postbox:
    """Takes every letter, or says what it is told to say."""

    def __init__(self):
        self.letters, self.answer = [], "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - as aiosmtpd calls it
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@pytest.fixture
def post(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    yield box
    controller.stop()


def choose(person, how_often="daily", at=SUNDAY):
    with council(person.organisation.id):
        return choose_letters(actor=person.actor, how_often=how_often, at=at)


@contextmanager
def at(moment):
    with time_machine.travel(moment, tick=False):
        yield


def morning(moment=MONDAY):
    """What a worker does then, until nothing is due."""
    with at(moment):
        while claim := work.claim(lane=Lane.MAIL, at=now()):
            write_morning_letter(claim)


@pytest.fixture
def finds(marlowe):
    with council(marlowe.id):
        return [make_find(marlowe, title=f"Marrows <{number}>") for number in range(5)]


def test_whoever_asked_gets_three_finds_of_their_own_council(post, bob, eve, finds):
    choose(bob)
    choose(eve)

    morning()

    letter = post.letters[0]
    assert [one["To"] for one in post.letters] == [bob.user.email]  # Elsewhere has found nothing
    plain = letter.get_body(("plain",)).get_content()
    page = letter.get_body(("html",)).get_content()
    assert len(re.findall(r"/o/marlowe/finds/[0-9a-f-]{36}", plain)) == 3
    assert "Marrows <4>" in plain
    assert "Marrows &lt;4&gt;" in page


def test_nobody_gets_one_who_has_not_asked(post, bob, finds):
    morning()

    assert post.letters == []


def test_there_is_one_letter_a_window_whatever_happens(post, bob, finds):
    choose(bob)
    morning()

    for hours, how_often in enumerate(["daily", "weekly", "daily"]):
        later = MONDAY + timedelta(hours=hours + 1)
        choose(bob, how_often, at=MONDAY - timedelta(minutes=1))
        morning(later)

    assert len(post.letters) == 1


def killed(letter):
    raise KeyboardInterrupt


def test_a_worker_that_dies_on_the_way_loses_nothing_and_repeats_nothing(post, bob, finds, monkeypatch):
    choose(bob)
    with at(MONDAY), monkeypatch.context() as dying:
        dying.setattr(EmailMultiAlternatives, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            write_morning_letter(work.claim(lane=Lane.MAIL, at=now()))
    assert post.letters == []

    morning(MONDAY + timedelta(minutes=2))
    morning(MONDAY + timedelta(minutes=4))

    assert len(post.letters) == 1


def test_a_mail_server_that_is_away_is_asked_again(post, bob, finds):
    choose(bob)
    post.answer = "451 Come back later"
    morning()
    post.answer = "250 OK"

    morning(MONDAY + timedelta(minutes=14))
    assert post.letters == []
    morning(MONDAY + timedelta(minutes=15))

    assert len(post.letters) == 1
    assert Job.objects.quarantined().count() == 0


def test_who_left_or_was_suspended_gets_none(post, bob, ann, finds, marlowe):
    choose(bob)
    choose(ann)
    bob.member.ended_at = SUNDAY
    bob.member.save()
    marlowe.suspended_at = SUNDAY
    marlowe.save()

    morning()

    assert post.letters == []


def test_the_host_is_reminded_even_when_nothing_is_new(post, bob, in_marlowe):
    set_weekdays(actor=bob.actor, hosts={0: bob.member.id}, at=SUNDAY)
    choose(bob)

    morning()
    morning(MONDAY + timedelta(days=1))

    assert ["You are host today" in one.get_body(("plain",)).get_content() for one in post.letters] == [True]


def test_one_click_ends_them_without_signing_in_and_looking_does_not(post, client, bob, finds):
    choose(bob)
    morning()
    letter = post.letters[0]
    address = letter["List-Unsubscribe"].strip().strip("<>").removeprefix(live_settings.GC_BASE_URL)

    assert client.get(address).status_code == 200
    assert chosen(bob) == "daily"
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (answer.status_code, chosen(bob)) == (200, "off")
    morning(MONDAY + timedelta(days=1))
    assert len(post.letters) == 1


@pytest.mark.parametrize("spoil", [lambda token: token[:-1] + "!", lambda token: "nonsense"])
def test_a_link_that_we_did_not_make_ends_nothing_and_looks_the_same(client, bob, spoil):
    choose(bob)

    false = client.post(f"/letters/stop/{spoil(token_for(bob.member))}")

    assert chosen(bob) == "daily"
    assert false.content == client.post(f"/letters/stop/{token_for(bob.member)}").content


def chosen(person):
    with council(person.organisation.id):
        return how_often_for(person.actor)


@pytest.mark.parametrize(
    ("how_often", "nation", "after", "due"),
    [
        ("daily", "england", datetime(2026, 11, 27, 8, 0, tzinfo=LONDON), date(2026, 11, 30)),
        ("daily", "scotland", datetime(2026, 11, 27, 8, 0, tzinfo=LONDON), date(2026, 12, 1)),
        ("weekly", "england", datetime(2026, 11, 24, 8, 0, tzinfo=LONDON), date(2026, 11, 30)),
        ("weekly", "scotland", datetime(2026, 11, 24, 8, 0, tzinfo=LONDON), date(2026, 12, 1)),
        (
            "daily",
            "england",
            datetime(2026, 3, 27, 8, 0, tzinfo=LONDON),
            date(2026, 3, 30),
        ),  # the clocks went forward
    ],
)
def test_letters_come_at_half_past_seven_on_working_days(how_often, nation, after, due):
    morning_of = next_morning(how_often=how_often, nation=nation, at=after)

    assert (morning_of.date(), morning_of.hour, morning_of.minute) == (due, 7, 30)


def test_old_letters_are_forgotten(post, bob, finds):
    choose(bob)
    morning()

    for weeks in (1, 5):
        with council(bob.organisation.id):
            make_find(bob.organisation, found_at=MONDAY + timedelta(weeks=weeks))
        morning(MONDAY + timedelta(weeks=weeks))

    with council(bob.organisation.id):
        assert Letter.objects.count() == 2
        assert LetterChoice.objects.count() == 1
