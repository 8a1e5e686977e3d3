"""A council's own words for its finds."""

import pytest

from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.discoveries.actions.finds import withdraw_finds
from apps.discoveries.actions.tags import (
    TagTaken,
    TooManyTags,
    end_tag,
    make_tag,
    merge_tag,
    rename_tag,
    tag_find,
    untag_find,
)
from apps.discoveries.models import FindTag, Tag
from apps.discoveries.naming import NamesAPerson
from apps.discoveries.refusals import Gone
from apps.organisations.scope import council
from tests.cast import NOON
from tests.factories.crowd import all_at_once
from tests.factories.finds import make_find


@pytest.fixture
def find(in_marlowe):
    return make_find(in_marlowe, author="Mair Jones")


def tags_of(find):
    return {put.tag.name for put in FindTag.objects.filter(find=find).select_related("tag")}


@pytest.mark.parametrize("again", ["Fêtes", "fetes", " FÊTES ", "#fêtes"])
def test_one_word_is_one_tag_however_it_is_typed(bob, find, again):
    tag_find(actor=bob.actor, find=find, name="Fêtes", at=NOON)

    tag_find(actor=bob.actor, find=find, name=again, at=NOON)

    assert tags_of(find) == {"Fêtes"}


@pytest.mark.parametrize("name", ["@mair", "ask @mair", "mair jones", "MAIR JONES"])
def test_a_tag_is_never_a_person(bob, find, name):
    with pytest.raises(NamesAPerson):
        tag_find(actor=bob.actor, find=find, name=name, at=NOON)


@pytest.mark.parametrize("name", ["", "  ", "#", "x" * 41, "\u2066"])
def test_a_tag_is_a_word_or_two(bob, find, name):
    with pytest.raises(Invalid):
        tag_find(actor=bob.actor, find=find, name=name, at=NOON)


def test_it_comes_off_again(bob, find):
    tag = tag_find(actor=bob.actor, find=find, name="Growing", at=NOON).tag

    untag_find(actor=bob.actor, find=find, tag=tag, at=NOON)

    assert tags_of(find) == set()
    with pytest.raises(NotThere):
        untag_find(actor=bob.actor, find=find, tag=tag, at=NOON)


def test_readers_tag_nothing_and_colleagues_keep_no_order(rea, bob, find):
    with pytest.raises(NotAllowed):
        tag_find(actor=rea.actor, find=find, name="Growing", at=NOON)
    with pytest.raises(NotAllowed):
        make_tag(actor=bob.actor, name="Growing", at=NOON)


def test_a_find_has_so_many_tags_and_no_more(bob, find):
    for number in range(20):
        tag_find(actor=bob.actor, find=find, name=f"Tag {number}", at=NOON)

    with pytest.raises(TooManyTags):
        tag_find(actor=bob.actor, find=find, name="One more", at=NOON)


def test_another_name_and_not_one_that_is_taken(ed, in_marlowe):
    tag = make_tag(actor=ed.actor, name="Litter", at=NOON)
    make_tag(actor=ed.actor, name="Growing", at=NOON)

    assert rename_tag(actor=ed.actor, tag=tag, name="Litter picks", at=NOON).key == "litter picks"
    with pytest.raises(TagTaken):
        rename_tag(actor=ed.actor, tag=tag, name="GROWING", at=NOON)


def test_merged_tags_are_one_and_old_links_lead_there(ed, find, in_marlowe):
    other = make_find(in_marlowe)
    old = tag_find(actor=ed.actor, find=find, name="Veg", at=NOON).tag
    tag_find(actor=ed.actor, find=other, name="Veg", at=NOON)
    new = tag_find(actor=ed.actor, find=other, name="Growing", at=NOON).tag

    merge_tag(actor=ed.actor, tag=old, into=new, at=NOON)

    assert (tags_of(find), tags_of(other)) == ({"Growing"}, {"Growing"})
    assert Tag.objects.get(pk=old.pk).merged_into == new


def test_an_ended_tag_is_on_nothing_and_may_begin_anew(ed, find):
    tag = tag_find(actor=ed.actor, find=find, name="Veg", at=NOON).tag

    end_tag(actor=ed.actor, tag=tag, at=NOON)

    assert tags_of(find) == set()
    assert tag_find(actor=ed.actor, find=find, name="Veg", at=NOON).tag != tag


def test_tags_go_with_the_words(bob, find):
    tag_find(actor=bob.actor, find=find, name="Growing", at=NOON)

    withdraw_finds(actor=bob.actor, identities=[find.identity], at=NOON)

    assert tags_of(find) == set()
    with pytest.raises(Gone):
        tag_find(actor=bob.actor, find=find, name="Growing", at=NOON)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_make_one_tag_at_once_all_get_it(marlowe, bob):
    with council(marlowe.id):
        finds = [make_find(marlowe) for _ in range(8)]

    def press(find):
        with council(marlowe.id):
            return tag_find(actor=bob.actor, find=find, name="Growing", at=NOON).tag.pk

    answers = all_at_once(*[lambda find=find: press(find) for find in finds])

    assert len(set(answers)) == 1
