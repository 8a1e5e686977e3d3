"""Who may change a search, for how long it rests, and how an earlier version comes back."""

from datetime import date, timedelta

import pytest

from apps.common.refusals import Invalid, NotAllowed
from apps.organisations.actions import add_to_team, create_team
from apps.searches.actions import (
    ChangedMeanwhile,
    Locked,
    change_search,
    end_search,
    lock_search,
    pause_search,
    restore_search,
    resume_in_time,
    resume_search,
    unlist_account,
    unlock_search,
    write_search,
)
from apps.searches.actions.listed import list_account
from apps.searches.models import Search, SearchVersion
from apps.work.models import Job
from tests.cast import NOON

MORNING = NOON + timedelta(days=3)


@pytest.fixture
def marrows(in_marlowe, ann):
    return write_search(actor=ann.actor, name="Marrows", query="marrow", at=NOON)


@pytest.fixture
def parks(in_marlowe, ann, bob):
    """Bob's team."""
    team = create_team(actor=ann.actor, name="Parks", at=NOON)
    return add_to_team(actor=ann.actor, team=team, member=bob.member, at=NOON)


def change(person, search, query="leek", **more):
    facts = {"name": search.name, "query": query, "team_id": search.team_id}
    return change_search(actor=person.actor, search=search, at=NOON, **facts | more)


def standing(search):
    return Search.objects.get(pk=search.pk)


class TestLocked:
    def test_an_owner_locks_and_an_editor_is_told_by_whom(self, ann, ed, marrows):
        lock_search(actor=ann.actor, search=marrows, at=NOON)

        with pytest.raises(Locked, match="“Marrows” is locked by Ann"):
            change(ed, marrows)

    @pytest.mark.parametrize("act", [pause_search, end_search, unlock_search])
    def test_nor_does_the_editor_pause_end_or_unlock_it(self, ann, ed, marrows, act):
        lock_search(actor=ann.actor, search=marrows, at=NOON)

        with pytest.raises(Locked):
            act(actor=ed.actor, search=marrows, at=NOON)

    def test_whoever_locked_it_and_every_owner_change_it(self, ann, ed, marrows):
        lock_search(actor=ed.actor, search=marrows, at=NOON)

        assert change(ed, marrows, "leek").version == 2
        assert change(ann, marrows, "bean").version == 3

    def test_unlocked_it_is_everybodys_again(self, ann, ed, marrows):
        lock_search(actor=ann.actor, search=marrows, at=NOON)
        unlock_search(actor=ann.actor, search=marrows, at=NOON)

        assert change(ed, marrows).version == 2

    def test_a_handle_taken_off_the_list_pauses_it_all_the_same(self, ann, ed, in_marlowe):
        account = list_account(actor=ann.actor, handle="@plots", name="Plots", kind="ours", at=NOON)
        search = write_search(actor=ann.actor, name="Plots", query="@plots", at=NOON)
        lock_search(actor=ann.actor, search=search, at=NOON)

        unlist_account(actor=ed.actor, account=account, at=NOON)

        assert standing(search).state == "paused"


class TestOfATeam:
    def test_its_members_change_it(self, ann, bob, parks):
        search = write_search(actor=ann.actor, name="Trees", query="oak", team_id=parks.id, at=NOON)

        assert change(bob, search, "oak OR ash").version == 2

    def test_others_do_not(self, bob, rea, marrows):
        with pytest.raises(NotAllowed):
            change(bob, marrows)

    def test_a_reader_in_the_team_still_only_reads(self, ann, rea, parks):
        add_to_team(actor=ann.actor, team=parks, member=rea.member, at=NOON)
        search = write_search(actor=ann.actor, name="Trees", query="oak", team_id=parks.id, at=NOON)

        with pytest.raises(NotAllowed):
            change(rea, search)

    def test_they_do_not_give_it_away(self, ann, bob, parks):
        search = write_search(actor=ann.actor, name="Trees", query="oak", team_id=parks.id, at=NOON)

        with pytest.raises(NotAllowed):
            change(bob, search, team_id=None)


class TestPausedUntil:
    def test_it_resumes_by_itself_on_the_morning(self, ann, marrows):
        pause_search(actor=ann.actor, search=marrows, until=date(2026, 11, 26), at=NOON)

        later = resume_in_time(actor=ann.actor, search_id=marrows.id, at=NOON)
        resume_in_time(actor=ann.actor, search_id=marrows.id, at=later)

        assert later.isoformat() == "2026-11-26T00:00:00+00:00"
        assert (standing(marrows).state, standing(marrows).resumes_at) == ("running", None)

    def test_there_is_a_row_of_work_for_it(self, ann, marrows):
        pause_search(actor=ann.actor, search=marrows, until=date(2026, 11, 26), at=NOON)

        assert Job.objects.get(kind="searches.resume").due_at == standing(marrows).resumes_at

    def test_who_resumes_it_earlier_calls_that_off(self, ann, marrows):
        pause_search(actor=ann.actor, search=marrows, until=date(2026, 11, 26), at=NOON)
        resume_search(actor=ann.actor, search=marrows, at=NOON)

        assert not Job.objects.filter(kind="searches.resume").exists()

    def test_paused_again_without_an_end_it_stays_paused(self, ann, marrows):
        pause_search(actor=ann.actor, search=marrows, until=date(2026, 11, 26), at=NOON)
        pause_search(actor=ann.actor, search=marrows, at=NOON)

        assert resume_in_time(actor=ann.actor, search_id=marrows.id, at=MORNING) is None
        assert standing(marrows).state == "paused"

    @pytest.mark.parametrize("until", [date(2026, 11, 23), date(2026, 11, 1), date(2028, 1, 1)])
    def test_a_day_that_is_over_or_far_away_is_refused(self, ann, marrows, until):
        with pytest.raises(Invalid, match="from tomorrow on"):
            pause_search(actor=ann.actor, search=marrows, until=until, at=NOON)

    def test_what_may_not_run_any_more_stays_paused(self, ann, in_marlowe):
        account = list_account(actor=ann.actor, handle="@plots", name="Plots", kind="ours", at=NOON)
        search = write_search(actor=ann.actor, name="Plots", query="@plots", at=NOON)
        pause_search(actor=ann.actor, search=search, until=date(2026, 11, 26), at=NOON)
        unlist_account(actor=ann.actor, account=account, at=NOON)

        resume_in_time(actor=ann.actor, search_id=search.id, at=MORNING)

        assert (standing(search).state, standing(search).resumes_at) == ("paused", None)


class TestBroughtBack:
    def test_an_earlier_version_is_the_newest(self, ann, ed, marrows):
        change(ann, marrows, "leek")
        first = SearchVersion.objects.get(number=1)

        restored = restore_search(actor=ed.actor, version=first, based_on=2, at=NOON)

        assert (restored.version, restored.query, restored.name) == (3, "marrow", "Marrows")
        assert SearchVersion.objects.count() == 3

    def test_not_over_what_a_colleague_saved_meanwhile(self, ann, marrows):
        change(ann, marrows, "leek")

        with pytest.raises(ChangedMeanwhile):
            restore_search(actor=ann.actor, version=SearchVersion.objects.get(number=1), based_on=1, at=NOON)
