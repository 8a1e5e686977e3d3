"""A colleague's home: at most three finds, for their team first, then their place, then joy."""

import pytest

from apps.assignments.actions import choose_home_place, pass_on
from apps.assignments.home import picks_for
from apps.common.clock import now
from apps.common.refusals import NotThere
from apps.organisations.actions import add_place, add_to_team, create_team
from apps.organisations.models import Place
from tests.desk.picked import pick, search
from tests.factories.finds import make_find


@pytest.fixture
def parks(in_marlowe, ann, bob):
    team = create_team(actor=ann.actor, name="Parks", at=now())
    return add_to_team(actor=ann.actor, team=team, member=bob.member, at=now())


def home(person):
    return [(str(one.because), one.find.title) for one in picks_for(person.actor, at=now())]


def test_what_their_team_has_and_listens_for_comes_first(ann, bob, parks):
    listens = search(ann, "swings", "Playgrounds")
    listens.team = parks
    listens.save()
    swing = pick(ann, "Swings mended", by=listens, text="Swings")[0]
    waits = make_find(ann.organisation, title="Bench for all")
    pass_on(actor=ann.actor, find=waits, team=parks.id, at=now())
    for number in range(4):
        make_find(ann.organisation, title=f"Cake {number}", joy_rank=number)

    assert home(bob) == [
        ("waits_for_your_team", "Bench for all"),
        ("your_team_listens", swing.title),
        ("joy", "Cake 3"),
    ]


def test_then_what_speaks_of_their_place_by_any_of_its_names(in_marlowe, ann, bob):
    place = add_place(actor=ann.actor, name="Hove", kind="town", other_names=["The Vallance"], at=now())
    choose_home_place(actor=bob.actor, place=place.id, at=now())
    make_find(in_marlowe, title="A hovercraft", joy_rank=9)
    make_find(in_marlowe, title="Party", excerpt="Down the Vallance tonight")

    assert home(bob) == [("your_place", "Party"), ("joy", "A hovercraft")]


def test_anothers_place_is_not_there(in_marlowe, bob, eve):
    from apps.common.scope import org_scope

    with org_scope(eve.organisation.id):
        theirs = Place.objects.create(
            organisation=eve.organisation, name="Far", kind="town", created_at=now()
        )

    with pytest.raises(NotThere):
        choose_home_place(actor=bob.actor, place=theirs.id, at=now())
