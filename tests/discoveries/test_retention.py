"""Nothing is kept longer than we say."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from apps.common.actor import system
from apps.discoveries.actions.finds import erase_find, make_finds
from apps.discoveries.actions.retention import forget_in_time
from apps.discoveries.erasures import remembered
from apps.discoveries.models import Find, FindHost, LeftAloneHere, PlaceList, Tombstone
from apps.ingestion.manners import most_days
from tests.cast import NOON
from tests.factories.finds import make_find, make_source


@pytest.fixture(autouse=True)
def erasure_log(settings, tmp_path):
    settings.GC_ERASURE_LOG = str(tmp_path / "erasures.jsonl")


def forget(organisation, **later):
    return forget_in_time(actor=system("retention", organisation.id), at=NOON + timedelta(**later))


def test_an_authors_name_goes_a_day_after_the_find_is_closed(in_marlowe):
    find = make_find(in_marlowe, state="done", decided_at=NOON, author="Joan")

    forget(in_marlowe, days=2)

    assert Find.objects.get(pk=find.pk).author == ""
    assert Find.objects.get(pk=find.pk).title == find.title


@pytest.mark.parametrize(
    ("state", "days", "kept"), [("done", 179, True), ("done", 181, False), ("new", 31, False)]
)
def test_words_go_when_their_time_has_come(state, days, kept, in_marlowe):
    find = make_find(in_marlowe, state=state, decided_at=NOON)

    forget(in_marlowe, days=days)

    assert bool(Find.objects.get(pk=find.pk).excerpt) is kept


def test_what_is_in_hands_stays(in_marlowe):
    find = make_find(in_marlowe, state="taken", decided_at=NOON)

    forget(in_marlowe, days=400)

    assert Find.objects.get(pk=find.pk).excerpt


def test_erased_is_gone_and_on_the_list_outside_the_database(ann, in_marlowe):
    find = make_find(in_marlowe, author="Joan", author_digest="d" * 64)

    erase_find(actor=ann.actor, find=find, leave_author_alone=True, at=NOON)

    gone = Find.objects.get(pk=find.pk)
    assert (gone.title, gone.excerpt, gone.author, gone.url, gone.state) == ("", "", "", "", "gone")
    assert Tombstone.objects.get().identity == find.identity
    assert LeftAloneHere.objects.count() == 1
    assert [erasure.identity for erasure in remembered()] == [find.identity]


def test_making_no_finds_writes_nothing(in_marlowe):
    assert make_finds(actor=system("ingestion", in_marlowe.id), hits=[], at=NOON) == 0


def test_after_a_restore_the_erased_is_erased_again(ann, in_marlowe):
    find = make_find(in_marlowe)
    identity = find.identity
    erase_find(actor=ann.actor, find=find, at=NOON)
    Tombstone.objects.all().delete()
    Find.objects.filter(pk=find.pk).update(title="Back again", excerpt="Back again", state="new")

    call_command("replay_erasures", stdout=StringIO())

    assert Find.objects.get(pk=find.pk).excerpt == ""
    assert Tombstone.objects.get().identity == identity


@pytest.mark.parametrize("state", ["done", "taken", "new"])
@pytest.mark.parametrize(("days", "kept"), [(29, True), (31, False)])
def test_a_platforms_own_terms_come_first(state, days, kept, in_marlowe):
    find = make_find(in_marlowe, source=make_source(platform="youtube"), state=state, decided_at=NOON)

    at = NOON + timedelta(days=days)
    forget_in_time(actor=system("retention", in_marlowe.id), most_days={"youtube": 30}, at=at)

    assert bool(Find.objects.get(pk=find.pk).excerpt) is kept


def test_the_terms_that_hold_are_those_of_the_connectors():
    assert most_days() == {"youtube": 30, "reddit": 30}


def test_hosts_and_lists_go_in_their_time(in_marlowe):
    find = make_find(in_marlowe, state="taken")
    FindHost.objects.create(organisation=in_marlowe, find=find, host="fete.example", at=NOON)
    PlaceList.objects.create(organisation=in_marlowe, title="Ours", asked_at=NOON)

    forget(in_marlowe, days=91)

    assert (FindHost.objects.count(), PlaceList.objects.count()) == (0, 0)


def test_hosts_go_with_the_words(in_marlowe):
    find = make_find(in_marlowe)
    FindHost.objects.create(organisation=in_marlowe, find=find, host="fete.example", at=NOON)

    forget(in_marlowe, days=31)

    assert not FindHost.objects.exists()
