"""Three councils with a word of their own in every text they own; each is shown its own words and no others'."""

import base64
import json
import logging

import pytest
from django.core import mail
from django.db import transaction

from apps.work.lanes import Lane
from apps.work.models import CachedAnswer
from apps.work.tasks import drain
from tests.factories.house import owned_models
from tests.guards.canaries import MARKS, Aviary, crawl, foreign_in, planted
from tests.guards.stage import leaving_nothing

SLUGS = tuple(MARKS)


@pytest.fixture(scope="module")
def aviary(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Aviary()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def report(aviary):
    """Of one council whole; the long run crawls them all."""
    return crawl(aviary, "marlowe")


def texts_of(model):
    """Columns that hold words of people or programs."""
    return [
        column.name
        for column in model._meta.local_fields
        if column.get_internal_type() in {"CharField", "TextField", "JSONField", "EmailField", "URLField"}
        and not column.choices
        and not column.is_relation
    ]


def test_there_is_a_canary_in_every_text_that_a_council_owns(aviary):
    told = planted(aviary.councils["marlowe"])
    wanted = {f"{model._meta.label}.{name}" for model in owned_models() for name in texts_of(model)}

    assert sorted(wanted - told) == sorted(BARE)
    assert len(told) >= 50


# Columns whose words are ours, not a council's.
BARE = [
    "audit.Event.change",
    "audit.Event.object_type",
    "audit.Event.verb",
    "discoveries.Decision.before",
    "discoveries.Find.language",
    "organisations.JoinRequest.gss",
    "work.Job.kind",
    "work.Job.lane",
]


def test_nobody_is_shown_what_is_anothers(report):
    assert report.leaks == []


def test_the_crawl_is_not_blind(report):
    assert report.pages >= 80
    assert report.with_own >= report.pages * 0.6
    assert len(report.own) >= 50


@pytest.mark.long
@pytest.mark.parametrize("slug", SLUGS)
def test_of_all_three_nobody_is_shown_what_is_anothers(aviary, slug):
    report = crawl(aviary, slug, variants=50, at_most=600)

    assert report.leaks == []
    assert report.with_own >= report.pages * 0.6


@pytest.fixture
def told_to_celery(monkeypatch):
    messages = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda *names, **facts: messages.append((names, facts))
    )
    return messages


def do_this_and_that(aviary, slug):
    """Some of everything that ends in a message, a toast, a letter or a piece of work; the pages that followed."""
    one, client = aviary.councils[slug], aviary.owners[slug].client
    acts = [
        (f"people/invitations/{one.id_for('invitation_id')}/again/", {}),
        ("people/invitations/", {"email": "new@people.example", "role": "reader"}),
        (f"searches/{one.id_for('search_id')}/pause", {}),
        (f"sources/{one.id_for('follow_id')}", {"name": "Their blog"}),
        (f"sources/{one.id_for('follow_id')}/look", {}),
        ("sources", {"address": "https://another.example/"}),
        (f"finds/{one.id_for('find_id')}/answer", {"answer": "later", "when": "tomorrow"}),
        (f"people/{one.id_for('member_id')}/end/", {}),
    ]
    return [client.post(f"/o/{slug}/{path}", body, follow=True) for path, body in acts]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_other_way_out_carries_anothers_words(
    aviary, slug, caplog, told_to_celery, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    with leaving_nothing():
        with django_capture_on_commit_callbacks(execute=True):
            pages = do_this_and_that(aviary, slug)
        drain(Lane.MAIL)
        letters = [str(letter.message()) for letter in mail.outbox]
        kept = [base64.b64decode(value) for value in CachedAnswer.objects.values_list("value", flat=True)]

    assert [foreign_in(page.content.decode(), slug) for page in pages] == [[]] * len(pages)
    assert [foreign_in(letter, slug) for letter in letters] == [[], []]
    assert all(MARKS[slug] in letter for letter in letters)
    assert told_to_celery
    assert "zq" not in repr(told_to_celery)
    assert "zq" not in repr(kept)
    assert "zq" not in caplog.text


@pytest.mark.parametrize("slug", SLUGS)
def test_asking_for_anothers_words_finds_nothing(aviary, slug):
    owner = aviary.owners[slug]

    def found(mark):
        listed = json.loads(owner.ask("GET", f"/api/v1/organisations/{slug}/finds?q={mark}").content)
        preview = f"/api/v1/organisations/{slug}/searches/preview"
        seen = json.loads(owner.ask("POST", preview, {"query": mark}, is_json=True).content)
        return len(listed["data"]), seen["count"]

    assert {other: found(mark) == (0, 0) for other, mark in MARKS.items()} == {
        other: other != slug for other in MARKS
    }
