"""One story in several places: what is decided once counts for all of it, and people may sort it anew."""

from datetime import timedelta

import pytest

from apps.assignments.actions import join_in, undo
from apps.common.refusals import Invalid, NotAllowed
from apps.discoveries.actions.finds import withdraw_finds
from apps.discoveries.actions.stories import merge_stories, split_story
from apps.discoveries.actions.triage import leave_be, take_back
from apps.discoveries.models import Decision, Find
from apps.discoveries.refusals import AlreadyUndone, InTwoHands, StandsAlone, StoryMoved, TooLate
from tests.cast import NOON
from tests.desk.picked import follow, pick
from tests.factories.finds import make_find

STORY = "The bandstand was swept by somebody before eight this morning and nobody knows who it was, but it shines and we love it"


def again(find):
    return Find.objects.get(pk=find.pk)


def tell_story(ann, minute):
    return pick(
        ann, "", text=STORY, at=NOON + timedelta(minutes=minute), place=follow(ann, f"Blog {minute}")
    )[0]


def leading():
    return set(Find.objects.leading().values_list("pk", flat=True))


@pytest.fixture
def story(in_marlowe):
    """One that leads and two copies."""
    first = make_find(in_marlowe)
    copies = [
        make_find(in_marlowe, cluster=first.cluster, leads=False, found_at=NOON + timedelta(hours=n))
        for n in (1, 2)
    ]
    return [first, *copies]


class TestWhatIsDecided:
    def test_about_the_lead_takes_its_copies_out_of_the_inbox(self, bob, story):
        leave_be(actor=bob.actor, find=story[0], at=NOON)

        assert not Find.objects.inbox(NOON).exists()

    def test_stays_decided_when_the_lead_goes(self, bob, story):
        leave_be(actor=bob.actor, find=story[0], reason="advert", at=NOON)

        withdraw_finds(actor=bob.actor, identities=[story[0].identity], at=NOON)

        assert leading() == {story[1].pk}
        assert (again(story[1]).state, again(story[1]).leave_reason) == ("left", "advert")

    def test_comes_back_when_the_lead_goes_from_somebodys_hands(self, bob, story):
        join_in(actor=bob.actor, find=story[0], at=NOON)

        withdraw_finds(actor=bob.actor, identities=[story[0].identity], at=NOON)

        assert list(Find.objects.inbox(NOON)) == [story[1]]


class TestSplit:
    def test_a_copy_stands_alone(self, bob, story):
        split_story(actor=bob.actor, find=story[1], at=NOON)

        assert leading() == {story[0].pk, story[1].pk}
        assert again(story[1]).cluster_id != story[0].cluster_id

    def test_when_the_lead_goes_its_own_way_the_oldest_copy_leads(self, bob, story):
        split_story(actor=bob.actor, find=story[0], at=NOON)

        assert leading() == {story[0].pk, story[1].pk}

    def test_can_be_undone(self, bob, story):
        split_story(actor=bob.actor, find=story[0], at=NOON)

        undo(actor=bob.actor, find=story[0], at=NOON)

        assert leading() == {story[0].pk}
        assert {again(find).cluster_id for find in story} == {story[0].cluster_id}

    def test_leaves_hands_alone(self, ann, bob, story):
        join_in(actor=bob.actor, find=story[0], at=NOON)
        split_story(actor=ann.actor, find=story[0], at=NOON)

        undo(actor=ann.actor, find=story[0], at=NOON)

        assert again(story[0]).state == "taken"
        assert story[0].assignments.open().get().to == bob.member

    def test_of_one_that_stands_alone_is_refused(self, bob, in_marlowe):
        with pytest.raises(StandsAlone):
            split_story(actor=bob.actor, find=make_find(in_marlowe), at=NOON)

    def test_is_not_for_readers(self, rea, story):
        with pytest.raises(NotAllowed):
            split_story(actor=rea.actor, find=story[1], at=NOON)

    def test_stays_out_when_more_copies_come(self, ann, in_marlowe):
        first, second = (tell_story(ann, minute) for minute in (0, 1))
        split_story(actor=ann.actor, find=second, at=NOON)

        third = tell_story(ann, 2)

        assert again(third).cluster_id == again(first).cluster_id != again(second).cluster_id
        assert leading() == {first.pk, second.pk}


class TestMerge:
    @pytest.fixture
    def finds(self, in_marlowe):
        return [make_find(in_marlowe, found_at=NOON + timedelta(hours=number)) for number in range(3)]

    def test_the_oldest_leads(self, bob, finds):
        merge_stories(actor=bob.actor, finds=[finds[2], finds[1]], at=NOON)

        assert leading() == {finds[0].pk, finds[1].pk}

    def test_what_is_in_somebodys_hands_leads(self, bob, finds):
        join_in(actor=bob.actor, find=finds[2], at=NOON)

        merge_stories(actor=bob.actor, finds=finds, at=NOON)

        assert leading() == {finds[2].pk}

    def test_takes_the_copies_along(self, bob, story, finds):
        merge_stories(actor=bob.actor, finds=[story[0], finds[0]], at=NOON)

        assert len({again(find).cluster_id for find in [*story, finds[0]]}) == 1

    def test_can_be_undone(self, bob, story, finds):
        merge_stories(actor=bob.actor, finds=[story[0], *finds], at=NOON)
        lead = Find.objects.leading().get()

        undo(actor=bob.actor, find=lead, at=NOON)

        assert leading() == {story[0].pk, *(find.pk for find in finds)}
        assert {again(find).cluster_id for find in story} == {story[0].cluster_id}

    def test_new_copies_of_either_join(self, ann, in_marlowe, finds):
        told = tell_story(ann, 0)
        merge_stories(actor=ann.actor, finds=[told, finds[0]], at=NOON)

        later = tell_story(ann, 5)

        assert again(later).cluster_id == again(finds[0]).cluster_id
        assert not again(later).leads

    def test_after_undo_new_copies_go_where_they_went(self, ann, in_marlowe, finds):
        told = tell_story(ann, 0)
        merge_stories(actor=ann.actor, finds=[told, finds[0]], at=NOON)
        undo(actor=ann.actor, find=Find.objects.get(pk=finds[0].pk), at=NOON)

        assert again(tell_story(ann, 5)).cluster_id == again(told).cluster_id == told.cluster_id

    def test_two_pairs_of_hands_are_one_too_many(self, ann, bob, finds):
        join_in(actor=bob.actor, find=finds[0], at=NOON)
        join_in(actor=ann.actor, find=finds[1], at=NOON)

        with pytest.raises(InTwoHands):
            merge_stories(actor=ann.actor, finds=finds, at=NOON)

    def test_one_story_cannot_be_put_together(self, bob, story):
        with pytest.raises(Invalid):
            merge_stories(actor=bob.actor, finds=story, at=NOON)

    def test_a_story_that_moved_on_is_not_undone(self, bob, finds):
        first = merge_stories(actor=bob.actor, finds=finds[1:], at=NOON)
        merge_stories(actor=bob.actor, finds=[finds[0], finds[1]], at=NOON)

        with pytest.raises(StoryMoved):
            undo(actor=bob.actor, find=first.find, at=NOON)


def test_undo_takes_back_what_was_decided_before_only_after_what_came_since(bob, story):
    decision = split_story(actor=bob.actor, find=story[1], at=NOON)
    leave_be(actor=bob.actor, find=story[1], at=NOON + timedelta(minutes=1))

    undo(actor=bob.actor, find=story[1], at=NOON)

    assert Decision.objects.standing().get() == decision
    assert again(story[1]).state == "new"


def test_after_thirty_days_nothing_is_undone(bob, story):
    leave_be(actor=bob.actor, find=story[0], at=NOON)

    with pytest.raises(TooLate):
        undo(actor=bob.actor, find=story[0], at=NOON + timedelta(days=31))


def test_a_decision_is_undone_once(bob, story):
    decision = leave_be(actor=bob.actor, find=story[0], at=NOON)
    take_back(actor=bob.actor, decision=decision, at=NOON)

    with pytest.raises(AlreadyUndone):
        take_back(actor=bob.actor, decision=decision, at=NOON)
