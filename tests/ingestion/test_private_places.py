"""A place behind a secret address: fetched for one council, matched there, and known to nobody else."""

import logging

import psycopg
import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.core.management.base import CommandError

from apps.common.clock import now
from apps.common.sealing import unseal
from apps.discoveries.actions.private import (
    follow_privately,
    look_now_private,
    unfollow_private,
)
from apps.discoveries.actions.sources import AlreadyFollowed, SecretAddress, ask_to_look, follow_place
from apps.discoveries.models import Find, Item, Look, PrivateFollow, PrivateSeen, Seen, Source
from apps.organisations.scope import council
from apps.searches.actions import write_search
from apps.work.models import Job

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
SECRET = "zqsecret0417546891"
MARROWS = ("p1", "Forty marrows", "Come and take one of the marrows outside the library")


@pytest.fixture
def address(blog):
    blog.posts = [MARROWS]
    return f"{blog.url}?token={SECRET}"


def look_at(person, address, workers):
    with council(person.organisation.id):
        look = ask_to_look(actor=person.actor, address=address, at=now())
    workers()
    with council(person.organisation.id):
        return Look.objects.get(pk=look.pk)


def listen(person, query="marrow"):
    with council(person.organisation.id):
        write_search(actor=person.actor, name="Growing", query=query, at=now())


@pytest.fixture
def follow(ann, address, workers):
    look = look_at(ann, address, workers)
    with council(ann.organisation.id):
        return follow_privately(actor=ann.actor, look=look, place=0, at=now())


def finds_of(person):
    with council(person.organisation.id):
        return list(Find.objects.order_by("url"))


def everything(database_server, database_name):
    """Every row of every table as text, seen by a superuser."""
    with psycopg.connect(database_server.admin_url, dbname=database_name) as admin:
        tables = admin.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        return "\n".join(
            row for (table,) in tables for (row,) in admin.execute(f"SELECT t::text FROM {table} t")
        )


def test_what_is_listed_there_becomes_finds_and_is_stored_nowhere_else(ann, follow, workers):
    listen(ann)
    workers()

    (find,) = finds_of(ann)
    assert (find.title, find.place, find.source_id) == ("Forty marrows", "Allotment society", None)
    assert find.private_follow_id == follow.id
    assert not any(model.objects.exists() for model in (Item, Seen, Source))


def test_a_search_may_name_it_as_its_source(ann, follow, workers):
    listen(ann, f'source:"{follow.name}" marrow')
    workers()

    assert [find.title for find in finds_of(ann)] == ["Forty marrows"]


def test_what_meets_no_search_leaves_only_that_it_was_seen(ann, follow, workers):
    listen(ann, "snow")
    workers()

    with council(ann.organisation.id):
        assert (Find.objects.count(), PrivateSeen.objects.count()) == (0, 1)


def test_a_post_is_found_once_however_often_it_is_listed(ann, follow, blog, workers):
    listen(ann)
    workers()
    blog.posts.insert(0, ("p2", "Marrow day", "Bring your marrows to the green"))
    for _time in range(2):
        with council(ann.organisation.id):
            look_now_private(actor=ann.actor, follow=follow, at=now())
        workers()

    assert [find.title for find in finds_of(ann)] == ["Forty marrows", "Marrow day"]


def test_another_council_learns_nothing_even_when_it_follows_the_same(ann, eve, follow, address, workers):
    listen(ann)
    listen(eve)
    workers()
    assert finds_of(eve) == []

    look = look_at(eve, address, workers)
    with council(eve.organisation.id):
        follow_privately(actor=eve.actor, look=look, place=0, at=now())
    workers()

    assert len(finds_of(eve)) == 1
    assert Job.objects.filter(kind="ingestion.private_poll").count() == 2


def test_a_secret_place_is_not_followed_through_the_shared_buffer(ann, address, workers):
    look = look_at(ann, address, workers)

    with council(ann.organisation.id), pytest.raises(SecretAddress):
        follow_place(actor=ann.actor, look=look, place=0, at=now())


def test_the_same_address_twice_is_told(ann, follow, address, workers):
    look = look_at(ann, address, workers)

    with council(ann.organisation.id), pytest.raises(AlreadyFollowed, match="already"):
        follow_privately(actor=ann.actor, look=look, place=0, at=now())


def test_unfollowing_forgets_the_address_and_keeps_the_finds(ann, follow, blog, workers):
    listen(ann)
    workers()
    with council(ann.organisation.id):
        ended = unfollow_private(actor=ann.actor, follow=follow, at=now())
    asked = blog.asked
    workers()

    assert (ended.sealed, ended.digest, ended.memory) == ("", "", {})
    assert len(finds_of(ann)) == 1
    assert blog.asked == asked
    assert not Job.objects.filter(kind="ingestion.private_poll").exists()


def test_nobody_can_read_the_address_anywhere(
    ann, address, workers, blog, caplog, database_server, database_name, client
):
    caplog.set_level(logging.DEBUG)
    look = look_at(ann, address, workers)
    with council(ann.organisation.id):
        follow = follow_privately(actor=ann.actor, look=look, place=0, at=now())
    listen(ann)
    workers()
    client.force_login(ann.user)
    answers = [
        client.get(path)
        for path in (
            f"/api/v1/organisations/marlowe/looks/{look.id}",
            "/api/v1/organisations/marlowe/private-sources",
            f"/api/v1/organisations/marlowe/private-sources/{follow.id}",
            "/api/v1/organisations/marlowe/finds",
            "/api/v1/organisations/marlowe/audit-events",
            "/api/v1/organisations/marlowe/changes",
            f"/o/marlowe/looks/{look.id}",
            "/o/marlowe/sources",
        )
    ]

    told = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert len(told) == len(answers)
    assert [page for page in told if SECRET in page] == []
    assert sum("Allotment society" in page for page in told) >= 4
    assert blog.asked >= 2
    assert SECRET not in everything(database_server, database_name)
    assert SECRET not in caplog.text
    with council(ann.organisation.id):
        assert SECRET in unseal(PrivateFollow.objects.get().sealed)


@pytest.mark.parametrize("broken", ["unseal", "connector"])
def test_what_breaks_on_the_way_says_what_broke_and_no_more(
    ann, follow, workers, settings, caplog, monkeypatch, broken
):
    if broken == "unseal":
        settings.GC_FIELD_KEYS = [Fernet.generate_key().decode()]
    else:
        follow.platform = "myspace"
        with council(ann.organisation.id):
            follow.save()
    workers()

    with council(ann.organisation.id):
        now_is = PrivateFollow.objects.get()
    job = Job.objects.filter(kind="ingestion.private_poll").first()
    assert (now_is.state, now_is.who_must_act) == ("stopped", "council") if job is None else job.last_error
    assert SECRET not in caplog.text


def test_a_newer_key_takes_over_and_the_old_one_may_go(ann, follow, address, workers, settings, capsys):
    listen(ann)
    with council(ann.organisation.id):
        ask_to_look(actor=ann.actor, address=address, at=now())
    old, new = settings.GC_FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.GC_FIELD_KEYS = [new, old]
    call_command("seal_anew")
    settings.GC_FIELD_KEYS = [new]
    workers()

    assert "2 secret addresses are sealed" in capsys.readouterr().out
    assert len(finds_of(ann)) == 1


def test_a_key_that_is_missing_is_said(ann, follow, settings):
    settings.GC_FIELD_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(CommandError, match="Put the key back"):
        call_command("seal_anew")
