"""Joining in: one pair of hands, whoever presses when."""

import pytest

from apps.assignments.actions import AlreadyTaken, give_back, join_in, pass_on, said_it, undo
from apps.assignments.models import Assignment
from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.discoveries.actions.finds import erase_find, withdraw_finds
from apps.discoveries.actions.triage import Gone, InOtherHands, leave_be, put_off
from apps.discoveries.models import Decision, Find
from apps.ledger.models import Act
from apps.organisations.models import Team
from apps.organisations.scope import council
from tests.cast import NOON, make_person
from tests.factories.crowd import all_at_once
from tests.factories.finds import make_find


@pytest.fixture
def find(in_marlowe):
    return make_find(in_marlowe)


def state_of(find):
    return Find.objects.get(pk=find.pk).state


class TestJoinIn:
    def test_puts_the_find_into_my_hands(self, bob, find):
        join_in(actor=bob.actor, find=find, at=NOON)

        assert Assignment.objects.open().get().to == bob.member
        assert state_of(find) == "taken"

    def test_twice_is_once(self, bob, find):
        first = join_in(actor=bob.actor, find=find, at=NOON)

        assert join_in(actor=bob.actor, find=find, at=NOON) == first

    def test_says_who_was_quicker(self, ann, bob, find):
        join_in(actor=bob.actor, find=find, at=NOON)

        with pytest.raises(AlreadyTaken) as refused:
            join_in(actor=ann.actor, find=find, at=NOON)

        assert refused.value.facts == {"who": "Bob"}

    def test_is_not_for_readers(self, rea, find):
        with pytest.raises(NotAllowed):
            join_in(actor=rea.actor, find=find, at=NOON)

    def test_is_not_for_what_is_gone(self, bob, find):
        withdraw_finds(actor=bob.actor, identities=[find.identity], at=NOON)

        with pytest.raises(Gone):
            join_in(actor=bob.actor, find=find, at=NOON)

    def test_can_be_undone(self, bob, find):
        join_in(actor=bob.actor, find=find, at=NOON)

        undo(actor=bob.actor, find=find, at=NOON)

        assert state_of(find) == "new"
        assert not Assignment.objects.open().exists()


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_press_at_once_one_wins_and_the_others_are_told_who(marlowe):
    people = [make_person(marlowe, f"P{number}", "colleague") for number in range(50)]
    with council(marlowe.id):
        find = make_find(marlowe)

    def press(person):
        with council(marlowe.id):
            return join_in(actor=person.actor, find=find, at=NOON)

    answers = all_at_once(*[lambda person=person: press(person) for person in people])
    winners = [answer for answer in answers if isinstance(answer, Decision)]
    told = {answer.facts["who"] for answer in answers if isinstance(answer, AlreadyTaken)}

    assert len(winners) == 1
    assert told == {str(winners[0].by.user)}
    assert sum(isinstance(answer, AlreadyTaken) for answer in answers) == 49


class TestSaidIt:
    def test_writes_the_act_and_empties_the_hands(self, bob, find):
        join_in(actor=bob.actor, find=find, at=NOON)

        act = said_it(actor=bob.actor, find=find, kind="well_done", way="give", words=" Lovely! ", at=NOON)

        assert (act.words, act.place, act.by) == ("Lovely!", "Allotment society", bob.member)
        assert state_of(find) == "done"
        assert not Assignment.objects.open().exists()

    def test_is_never_refused_because_of_other_hands(self, ann, bob, find):
        join_in(actor=bob.actor, find=find, at=NOON)

        said_it(actor=ann.actor, find=find, kind="answer", way="give", at=NOON)

        assert state_of(find) == "done"

    def test_undone_takes_the_act_back_and_the_find_into_the_hands(self, bob, find):
        join_in(actor=bob.actor, find=find, at=NOON)
        said_it(actor=bob.actor, find=find, kind="like", way="give", at=NOON)

        undo(actor=bob.actor, find=find, at=NOON)

        assert not Act.objects.standing().exists()
        assert state_of(find) == "taken"
        assert Assignment.objects.open().get().to == bob.member

    @pytest.mark.parametrize(("kind", "way"), [("shout", "give"), ("like", "sell")])
    def test_wants_a_kind_and_a_way(self, kind, way, bob, find):
        with pytest.raises(Invalid):
            said_it(actor=bob.actor, find=find, kind=kind, way=way, at=NOON)

        assert state_of(find) == "new"


class TestPassOn:
    def test_to_a_colleague_with_a_word(self, ann, bob, find):
        pass_on(actor=ann.actor, find=find, to=bob.member.id, note="Your street", at=NOON)

        held = Assignment.objects.open().get()
        assert (held.to, held.note) == (bob.member, "Your street")

    def test_to_a_team_of_which_one_may_take_it(self, ann, bob, marlowe, find):
        team = Team.objects.create(organisation=marlowe, name="Parks")
        team.members.create(organisation=marlowe, membership=bob.member)
        pass_on(actor=ann.actor, find=find, team=team.id, at=NOON)

        join_in(actor=bob.actor, find=find, at=NOON)

        assert Assignment.objects.open().get().to == bob.member

    def test_not_to_somebody_elsewhere(self, ann, eve, find):
        with pytest.raises(NotThere):
            pass_on(actor=ann.actor, find=find, to=eve.member.id, at=NOON)

    def test_not_to_nobody(self, ann, find):
        with pytest.raises(Invalid):
            pass_on(actor=ann.actor, find=find, at=NOON)

    def test_not_out_of_other_hands(self, bob, ed, rea, find):
        join_in(actor=bob.actor, find=find, at=NOON)

        with pytest.raises(AlreadyTaken):
            pass_on(actor=ed.actor, find=find, to=rea.member.id, at=NOON)


class TestTheOtherButtons:
    def test_leave_be_and_undo(self, bob, find):
        leave_be(actor=bob.actor, find=find, reason="advert", at=NOON)
        was = state_of(find)

        undo(actor=bob.actor, find=find, at=NOON)

        assert (was, state_of(find)) == ("left", "new")

    def test_later_comes_back_tomorrow_at_nine(self, bob, find):
        put_off(actor=bob.actor, find=find, at=NOON)

        assert Find.objects.get(pk=find.pk).later_until.isoformat() == "2026-11-24T09:00:00+00:00"

    def test_nobody_leaves_what_another_holds(self, ann, bob, find):
        join_in(actor=bob.actor, find=find, at=NOON)

        with pytest.raises(InOtherHands):
            leave_be(actor=ann.actor, find=find, at=NOON)

    def test_given_back_is_new_for_everybody(self, bob, find):
        join_in(actor=bob.actor, find=find, at=NOON)

        give_back(actor=bob.actor, find=find, at=NOON)

        assert state_of(find) == "new"


@pytest.fixture
def find_with_a_note(ann, bob, find, settings, tmp_path):
    settings.GC_ERASURE_LOG = str(tmp_path / "erasures.jsonl")
    pass_on(actor=ann.actor, find=find, to=bob.member.id, note="Joan from Mill Lane asks", at=NOON)
    return find


class TestTheWordThatGoesWithAFind:
    def test_goes_when_the_find_is_erased(self, ann, find_with_a_note):
        erase_find(actor=ann.actor, find=find_with_a_note, at=NOON)

        assert Assignment.objects.get().note == ""

    def test_goes_when_its_author_takes_it_back(self, ann, find_with_a_note):
        withdraw_finds(actor=ann.actor, identities=[find_with_a_note.identity], at=NOON)

        assert Assignment.objects.get().note == ""
