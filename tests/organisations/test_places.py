"""The gazetteer: what people in Marlowe call the parts of their area."""

import pytest

from apps.audit.models import Event
from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.common.scope import org_scope
from apps.organisations.actions import (
    add_place,
    change_place,
    end_place,
    import_places,
    put_into_set,
    take_out_of_set,
)
from apps.organisations.models import Place
from apps.organisations.place_lists import write_list
from apps.organisations.place_plans import plan_of
from apps.organisations.refusals import ListUnreadable, NameTaken
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("in_marlowe")


@pytest.fixture
def add(ed):
    """``add("Netherby", "ward")``"""

    def added(name, kind="ward", **more):
        return add_place(actor=ed.actor, name=name, kind=kind, at=NOON, **more)

    return added


@pytest.fixture
def bring(ed):
    def brought(text, kind="ward"):
        return import_places(actor=ed.actor, text=text, kind=kind, at=NOON)

    return brought


def names():
    return [place.name for place in Place.objects.current().for_display()]


class TestOneByOne:
    def test_keeps_its_names_tidy(self, add):
        place = add("  Netherby   Green ", other_names=["The Green", "netherby green", "the green", " "])

        assert (place.name, place.other_names) == ("Netherby Green", ["The Green"])

    def test_a_name_is_there_once_whatever_its_letters(self, add):
        add("Netherby")

        with pytest.raises(NameTaken):
            add("NETHERBY", "town")

    def test_an_ended_name_is_free_again(self, ed, add):
        end_place(actor=ed.actor, place=add("Netherby"), at=NOON)

        assert add("Netherby").pk
        assert names() == ["Netherby"]

    @pytest.mark.parametrize(("name", "is_common"), [("Reading", True), ("Netherby", False)])
    def test_an_everyday_word_is_known_as_one(self, add, name, is_common):
        assert add(name, "town").is_common_word is is_common

    @pytest.mark.parametrize("name", ["", " ", "x" * 81, '"Netherby"', "=1+1", "a; b"])
    def test_what_is_no_name_is_refused_beside_it(self, add, name):
        with pytest.raises(Invalid) as refused:
            add(name)

        assert refused.value.field == "name"

    def test_is_called_something_else(self, ed, add):
        place = change_place(actor=ed.actor, place=add("Netherby"), name="Nether By", at=NOON)

        assert place.name == "Nether By"
        assert Event.objects.get(verb="place.changed").fields == ["name"]

    def test_whoever_writes_no_searches_changes_no_names(self, bob, add):
        place = add("Netherby")

        with pytest.raises(NotAllowed):
            change_place(actor=bob.actor, place=place, name="Bobtown", at=NOON)

    def test_another_councils_place_is_not_theirs_to_change(self, eve, add):
        place = add("Netherby")

        with org_scope(eve.organisation.id), pytest.raises(NotAllowed):
            end_place(actor=eve.actor, place=place, at=NOON)

    def test_another_council_may_use_the_same_name(self, eve, add):
        add("Netherby")

        with org_scope(eve.organisation.id):
            assert add_place(actor=eve.actor, name="Netherby", kind="town", at=NOON).pk


class TestSets:
    def test_stand_for_their_parts_twice_being_once(self, ed, add):
        north, ward = add("The north", "set"), add("Netherby")

        for _ in range(2):
            put_into_set(actor=ed.actor, whole=north, part=ward, at=NOON)

        assert [part.name for part in north.parts.all()] == ["Netherby"]

    def test_hold_no_sets(self, ed, add):
        with pytest.raises(Invalid):
            put_into_set(actor=ed.actor, whole=add("North", "set"), part=add("South", "set"), at=NOON)

    def test_only_a_set_has_parts(self, ed, add):
        with pytest.raises(Invalid):
            put_into_set(actor=ed.actor, whole=add("Netherby"), part=add("Overby"), at=NOON)

    def test_lose_what_is_taken_out_and_what_ends(self, ed, add):
        north, one, other = add("The north", "set"), add("Netherby"), add("Overby")
        for part in (one, other):
            put_into_set(actor=ed.actor, whole=north, part=part, at=NOON)

        take_out_of_set(actor=ed.actor, whole=north, part=one, at=NOON)
        end_place(actor=ed.actor, place=other, at=NOON)

        assert list(north.parts.all()) == []

    def test_stay_sets(self, ed, add):
        with pytest.raises(Invalid):
            change_place(actor=ed.actor, place=add("The north", "set"), kind="ward", at=NOON)

    def test_an_ended_place_goes_into_none(self, ed, add):
        gone = end_place(actor=ed.actor, place=add("Netherby"), at=NOON)

        with pytest.raises(NotThere):
            put_into_set(actor=ed.actor, whole=add("The north", "set"), part=gone, at=NOON)


TABLE = """name,kind,other_names,is_common_word,parts
Netherby Green,ward,The Green; Netherby,no,
March,Town or village,,,
TN4,postcode,,,
North side,set,,,Netherby Green; TN4
"""


class TestLists:
    def test_a_pasted_list_of_names_is_enough(self, bring):
        bring("Netherby\n\nOverby, with Mill Lane\nTN4\n")

        kinds = {place.name: place.kind for place in Place.objects.current()}
        assert kinds == {"Netherby": "ward", "Overby, with Mill Lane": "ward", "TN4": "postcode"}

    def test_a_table_brings_everything(self, bring):
        bring(TABLE)

        north = Place.objects.current().called("north side").get()
        assert {part.name for part in north.parts.all()} == {"Netherby Green", "TN4"}
        assert Place.objects.get(name="Netherby Green").other_names == ["The Green", "Netherby"]
        assert Place.objects.get(name="March").is_common_word

    def test_twice_is_once(self, bring):
        bring(TABLE)
        events = Event.objects.count()

        plan = bring(TABLE)

        assert {step.what for step in plan.steps} == {"same"}
        assert Event.objects.count() == events

    def test_what_is_taken_along_can_be_brought_back(self, bring):
        bring(TABLE)
        written = write_list(Place.objects.current().for_display())

        assert {step.what for step in plan_of(written).steps} == {"same"}

    def test_a_plain_list_changes_nothing_that_is_there(self, bring, add):
        add("Netherby", "town", other_names=["The Green"])

        bring("netherby\nOverby")

        assert Place.objects.get(name="Netherby").kind == "town"
        assert names() == ["Netherby", "Overby"]

    def test_a_table_changes_what_it_speaks_of(self, bring, add):
        add("Netherby", "town", other_names=["The Green"])

        bring("name\tis_common_word\nNetherby\tyes")

        place = Place.objects.get(name="Netherby")
        assert (place.is_common_word, place.other_names) == (True, ["The Green"])

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Netherby\n=1+1", "Line 2: A name begins with a letter or a figure."),
            ("Netherby\n\nnetherby", "Line 3: “netherby” stands in line 1 already."),
            ("name,kind\nNetherby,parish", "Line 2: There is no kind “parish”"),
            ("name,is_common_word\nNetherby,perhaps", "Line 2: Write yes or no, not “perhaps”."),
            ("name,kind,parts\nNorth,set,Nowhere", "Line 2: There is no place called “Nowhere”."),
            ("name,kind,parts\nNorth,set,South\nSouth,set,", "Line 2: “South” is a set."),
            ("name,parts\nNetherby,Netherby", "Line 2: Only a set has parts."),
            ("name,weather\nNetherby,rain", "Line 2: There is no column “weather”."),
            ('name,kind\n"Two\nlines",ward\nX,nothing', "Line 4: There is no kind “nothing”"),
            ("x" * 100_001, "Line 1: That is too long for one go."),
        ],
    )
    def test_a_fault_is_told_with_its_line_and_nothing_is_done(self, bring, text, said):
        with pytest.raises(ListUnreadable) as refused:
            bring(text)

        assert any(note["message"].startswith(said) for note in refused.value.facts["notes"])
        assert names() == []

    def test_a_list_without_kinds_asks_for_them(self, bring):
        with pytest.raises(ListUnreadable):
            bring("Netherby", kind="")

    def test_a_thousand_names_are_enough(self, bring):
        with pytest.raises(ListUnreadable):
            bring("\n".join(f"Ward {number}" for number in range(1001)))
