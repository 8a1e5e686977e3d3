"""Who looks in on which day: weekdays, swaps of one day, bank holidays, and people who leave."""

from datetime import date

import pytest

from apps.assignments.actions import end_swap, set_weekdays, swap_day
from apps.assignments.models import HostSwap
from apps.assignments.rota import host_days, host_on
from apps.audit.models import Event
from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.organisations.models import Organisation
from tests.cast import NOON

MONDAY, TUESDAY, SAINT_ANDREWS = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 30)


@pytest.fixture
def rota(in_marlowe, ann, bob):
    """Bob on Mondays, Ann on Tuesdays."""
    set_weekdays(actor=ann.actor, hosts={0: bob.member.id, 1: ann.member.id}, at=NOON)


def host(day, nation="england"):
    member = host_on(day, nation=nation)
    return str(member.user) if member else None


def test_each_weekday_has_its_host_and_the_weekend_has_none(rota):
    week = [host(date(2026, 11, day)) for day in range(23, 30)]

    assert week == ["Bob", "Ann", None, None, None, None, None]


def test_what_is_said_again_changes_only_that(rota, bob):
    events = Event.objects.count()

    set_weekdays(actor=bob.actor, hosts={0: bob.member.id, 1: None}, at=NOON)

    assert (host(MONDAY), host(TUESDAY)) == ("Bob", None)
    assert Event.objects.count() == events + 1


def test_one_day_is_swapped_and_then_as_usual_again(rota, ann, bob):
    swap = swap_day(actor=bob.actor, day=MONDAY, host=ann.member.id, at=NOON)
    assert [host(MONDAY), host(date(2026, 11, 30))] == ["Ann", "Bob"]

    end_swap(actor=bob.actor, swap=swap, at=NOON)

    assert host(MONDAY) == "Bob"


def test_swapping_the_same_day_again_takes_the_place_of_the_first(rota, ann, bob):
    for somebody in (ann.member.id, None):
        swap_day(actor=bob.actor, day=MONDAY, host=somebody, at=NOON)

    assert (host(MONDAY), HostSwap.objects.count()) == (None, 1)


def test_a_bank_holiday_of_ones_nation_has_a_host_only_if_somebody_swapped(rota, ann, bob):
    assert (host(SAINT_ANDREWS, "scotland"), host(SAINT_ANDREWS, "wales")) == (None, "Bob")
    assert host_days(SAINT_ANDREWS, 1, nation="scotland")[0].holiday == "Saint Andrew's Day"

    swap_day(actor=bob.actor, day=SAINT_ANDREWS, host=ann.member.id, at=NOON)

    assert host(SAINT_ANDREWS, "scotland") == "Ann"


@pytest.mark.parametrize("nation", Organisation.Nation.values)
def test_every_nation_has_christmas(nation):
    from apps.organisations.calendar import bank_holiday, is_working_day

    assert bank_holiday(date(2026, 12, 25), nation=nation) == "Christmas Day"
    assert not is_working_day(date(2026, 12, 28), nation=nation)


def test_who_has_left_is_host_no_more(rota, bob):
    bob.member.ended_at = NOON
    bob.member.save()

    assert host(MONDAY) is None


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 28), date(2027, 3, 1)])
def test_only_a_weekday_soon_can_be_swapped(rota, bob, day):
    with pytest.raises(Invalid):
        swap_day(actor=bob.actor, day=day, host=None, at=NOON)


def test_readers_and_strangers_are_no_hosts_and_change_nothing(rota, bob, rea, eve):
    for nobody in (rea.member.id, eve.member.id):
        with pytest.raises(NotThere):
            swap_day(actor=bob.actor, day=TUESDAY, host=nobody, at=NOON)
    with pytest.raises(NotAllowed):
        set_weekdays(actor=rea.actor, hosts={0: None}, at=NOON)

    assert host(MONDAY) == "Bob"
