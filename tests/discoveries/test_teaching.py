"""More like this, less like this: rules in the open, each with what it moves."""

import pytest

from apps.common.clock import now
from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.discoveries.actions import readings
from apps.discoveries.actions.joy import remove_joy_rule, switch_joy_rule, teach_joy
from apps.discoveries.models import Find, JoyRule
from apps.discoveries.naming import NamesAPerson
from apps.discoveries.seeking import OfAPerson
from apps.discoveries.showing import shown
from apps.discoveries.tasks import read_finds_again
from apps.discoveries.taste import Taste, examples_of
from apps.work import actions as work
from apps.work.lanes import Lane
from tests.cast import NOON
from tests.desk.picked import follow, pick, search


@pytest.fixture
def finds(ann, in_marlowe):
    quiet, thanks = pick(ann, "Road closed at Mill Lane", "Thank you, flood wardens", text="")
    return {"quiet": quiet, "thanks": thanks}


def order():
    return list(Find.objects.joy_first().values_list("title", flat=True))


def teach(person, way="more", **taste):
    return teach_joy(actor=person.actor, taste=Taste(**taste), way=way, at=NOON)


def test_thanks_stand_first(finds):
    assert order() == ["Thank you, flood wardens", "Road closed at Mill Lane"]


def test_more_like_this_lifts_above_what_we_look_for_ourselves(ed, finds):
    teach(ed, phrase="road closing")

    assert order() == ["Road closed at Mill Lane", "Thank you, flood wardens"]


def test_less_like_this_sinks_below_everything(ed, finds):
    teach(ed, "less", phrase='"flood wardens"')

    assert order() == ["Road closed at Mill Lane", "Thank you, flood wardens"]


def test_what_moved_a_find_can_be_seen_on_it(ed, finds):
    rule = teach(ed, phrase="road")

    assert shown(Find.objects.get(pk=finds["quiet"].pk)).moved_by == [rule]
    assert shown(Find.objects.get(pk=finds["thanks"].pk)).moved_by == []


def test_a_rule_knows_the_finds_to_come(ed, finds, ann):
    teach(ed, phrase="kazoo")

    pick(ann, "The kazoo choir meets again", text="")

    assert order()[0] == "The kazoo choir meets again"


def test_a_place_and_a_search_can_be_taught(ed, ann, in_marlowe):
    plain = {"place": follow(ed), "by": search(ed)}
    place, found_by = follow(ed, "Mill Lane blog"), search(ed, "buses", "Buses")
    pick(ann, "Plain", text="", **plain)
    pick(ann, "There", text="", **plain | {"place": place})
    pick(ann, "Found", text="", **plain | {"by": found_by})

    teach(ed, follow=place)
    teach(ed, "less", search=found_by)

    assert order() == ["There", "Plain", "Found"]


def test_a_rule_can_rest_work_again_and_go(ed, finds):
    rule = teach(ed, phrase="road")

    switch_joy_rule(actor=ed.actor, rule=rule, is_on=False, at=NOON)
    resting = order()
    switch_joy_rule(actor=ed.actor, rule=rule, is_on=True, at=NOON)
    working = order()
    remove_joy_rule(actor=ed.actor, rule=rule, at=NOON)

    assert resting == order() == working[::-1]
    with pytest.raises(NotThere):
        remove_joy_rule(actor=ed.actor, rule=rule, at=NOON)


def test_the_same_taught_twice_is_taught_anew(ed, finds):
    teach(ed, phrase="Road")
    teach(ed, "less", phrase="road")

    assert [rule.way for rule in JoyRule.objects.standing()] == ["less"]


@pytest.mark.parametrize(
    ("phrase", "refusal"),
    [
        ("@mair", NamesAPerson),
        ("from:mair", OfAPerson),
        ("Mair", NamesAPerson),
        ("since:2026-01-01 road", Invalid),
        ("…", Invalid),
        ("x " * 60, Invalid),
    ],
)
def test_an_author_is_never_taught(ed, finds, phrase, refusal):
    with pytest.raises(refusal):
        teach(ed, phrase=phrase)


def test_one_thing_at_a_time(ed, in_marlowe):
    with pytest.raises(Invalid):
        teach(ed, phrase="road", follow=follow(ed))
    with pytest.raises(Invalid):
        teach(ed)


def test_only_who_writes_searches_teaches(bob, finds):
    with pytest.raises(NotAllowed):
        teach(bob, phrase="road")


def test_examples_are_shown_before_anything_is_taught(finds):
    examples, count = examples_of(Taste(phrase="roads"), most=5)

    assert ([find.title for find in examples], count) == (["Road closed at Mill Lane"], 1)


def test_what_is_too_much_at_once_becomes_work(ed, finds, monkeypatch):
    monkeypatch.setattr(readings, "AT_ONCE", 1)
    monkeypatch.setattr("apps.discoveries.tasks.AT_ONCE", 1)
    teach(ed, "less", phrase="road OR wardens")

    while claim := work.claim(lane=Lane.HOME, at=now()):
        read_finds_again(claim)

    assert all(find.joy_rank < 0 for find in Find.objects.all())
