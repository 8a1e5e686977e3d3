"""Beginning for one's own council, by an address of its house."""

import pytest
import time_machine

from apps.audit.models import Event
from apps.common.refusals import Invalid, NotThere
from apps.organisations.actions import ask_to_join, found_invented_council, found_listed_council
from apps.organisations.models import JoinRequest, Organisation
from apps.organisations.refusals import AlreadyHere, AskedTooOften, NotOfThisHouse, NotOpen
from apps.organisations.roles import Role
from apps.organisations.scope import council
from apps.organisations.suggestions import suggested_places
from tests.cast import NOON, make_person

ADUR, ANGLESEY = "E07000223", "W06000001"


@pytest.fixture(autouse=True)
def is_open(settings):
    settings.GC_OPEN_SIGN_UP = True
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def with_address(elsewhere):
    """``with_address("una@…")``: somebody who verified it."""

    def somebody(email, verified=True):
        user = make_person(elsewhere, email.partition("@")[0], Role.READER).user
        user.emailaddress_set.create(email=email, verified=verified)
        return user

    return somebody


def found(user, gss=ADUR):
    return found_listed_council(user=user, gss=gss, purpose="To join in.", at=NOON)


def test_the_first_from_a_house_becomes_its_owner(with_address):
    member = found(with_address("una@adur-worthing.gov.uk"))

    organisation = member.organisation
    assert (member.role, organisation.gss, organisation.slug) == ("owner", ADUR, "adur")
    assert (organisation.name, organisation.nation) == ("Adur District Council", "england")
    with council(organisation.id):
        assert {event.verb for event in Event.objects.all()} == {"council.founded", "member.joined"}


def test_a_subdomain_is_of_the_house(with_address):
    assert found(with_address("una@libraries.adur-worthing.gov.uk")).pk


@pytest.mark.parametrize(
    "email",
    ["una@gmail.com", "una@notadur-worthing.gov.uk", "una@adur-worthing.gov.uk.evil.example", "una@gov.uk"],
)
def test_another_address_is_refused_whether_it_is_here_or_not(with_address, email):
    user = with_address(email)
    with pytest.raises(NotOfThisHouse) as before:
        found(user)
    found(with_address("una2@adur-worthing.gov.uk"))

    with pytest.raises(NotOfThisHouse) as after:
        found(user)

    assert str(before.value) == str(after.value)


def test_an_address_that_was_not_verified_shows_nothing(with_address):
    with pytest.raises(NotOfThisHouse):
        found(with_address("una@adur-worthing.gov.uk", verified=False))


def test_the_second_is_told_to_ask(with_address):
    found(with_address("una@adur-worthing.gov.uk"))

    with pytest.raises(AlreadyHere):
        found(with_address("abe@adur-worthing.gov.uk"))


def test_councils_that_share_a_house_begin_each_for_themselves(with_address):
    una = with_address("una@adur-worthing.gov.uk")

    assert found(una).organisation.slug == "adur"
    assert found(una, gss="E07000229").organisation.slug == "worthing"


def test_whoever_asked_before_stands_at_the_new_door(with_address, eve):
    ask_to_join(user=eve.user, gss=ADUR, at=NOON)

    member = found(with_address("una@adur-worthing.gov.uk"))

    assert JoinRequest.objects.get().organisation_id == member.organisation_id


def test_an_address_part_that_is_taken_gets_a_number(with_address, marlowe):
    Organisation.objects.filter(pk=marlowe.pk).update(slug="adur")

    assert found(with_address("una@adur-worthing.gov.uk")).organisation.slug == "adur-2"


def test_only_of_the_list(with_address):
    with pytest.raises(NotThere):
        found(with_address("una@adur-worthing.gov.uk"), gss="E00000000")


def test_only_where_sign_up_is_open(with_address, settings):
    settings.GC_OPEN_SIGN_UP = False

    with pytest.raises(NotOpen):
        found(with_address("una@adur-worthing.gov.uk"))


class TestInvented:
    def invent(self, user, name="Little Wenlow"):
        return found_invented_council(user=user, name=name, purpose="To try things out.", at=NOON)

    def test_says_so_in_its_name(self, eve):
        organisation = self.invent(eve.user).organisation

        assert (organisation.name, organisation.slug) == ("Little Wenlow (invented)", "little-wenlow")
        assert not organisation.is_demonstration

    def test_never_in_production(self, eve, settings):
        settings.GC_INVENTED_COUNCILS = False

        with pytest.raises(NotOpen):
            self.invent(eve.user)

    def test_three_a_day(self, eve):
        for _ in range(3):
            self.invent(eve.user)

        with pytest.raises(AskedTooOften):
            self.invent(eve.user)

    def test_needs_a_name(self, eve):
        with pytest.raises(Invalid):
            self.invent(eve.user, name="…")


@pytest.mark.parametrize(
    ("gss", "name", "suggested"),
    [
        ("", "Marlowe Borough Council", ["Marlowe"]),
        ("", "London Borough of Marlowe", ["Marlowe"]),
        ("", "City and County of Marlowe Council", ["Marlowe"]),
        ("", "Little Wenlow (invented)", ["Little Wenlow"]),
        ("E06000043", "", ["Brighton and Hove", "Brighton", "Hove"]),
        (ANGLESEY, "", ["Isle of Anglesey"]),
    ],
)
def test_the_first_places_come_from_the_name(marlowe, gss, name, suggested):
    marlowe.gss, marlowe.name = gss, name
    with council(marlowe.id):
        assert [one.name for one in suggested_places(marlowe)] == suggested


def test_a_welsh_name_comes_along(marlowe):
    marlowe.gss = ANGLESEY
    with council(marlowe.id):
        assert suggested_places(marlowe)[0].other_names == ("Anglesey", "Ynys Môn")
