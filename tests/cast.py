"""Who appears in the tests: two councils, and somebody of every role in the first.

Ann owns, Ed edits, Bob is a colleague, Rea reads; all in Marlowe. Eve owns Elsewhere. ``ann.actor`` acts in code,
``ann.member`` is her place, ``ann.user`` signs in.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from apps.accounts.models import User
from apps.common.actor import Actor
from apps.common.scope import org_scope
from apps.organisations.actors import actor_of_member
from apps.organisations.models import Membership, Organisation
from apps.organisations.roles import Role

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """Somebody with a place in a council."""

    user: User
    member: Membership

    @property
    def actor(self) -> Actor:
        return actor_of_member(self.member)

    @property
    def organisation(self) -> Organisation:
        return self.member.organisation


def make_council(slug: str, name: str) -> Organisation:
    return Organisation.objects.create(
        slug=slug,
        name=name,
        purpose="To join in with what people here love.",
        contact_name="Customer services",
        contact_email=f"hello@{slug}.example",
        suppression_key=slug.encode().ljust(32, b"."),
        created_at=NOON,
    )


def make_person(organisation: Organisation, name: str, role: str) -> Person:
    user = User.objects.create_user(
        f"{name.lower()}@{organisation.slug}.example", name, "correct horse battery"
    )
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    member = Membership.objects.create(organisation=organisation, user=user, role=role, joined_at=NOON)
    return Person(user=user, member=member)


@pytest.fixture
def marlowe(db) -> Organisation:
    return make_council("marlowe", "Marlowe Borough Council")


@pytest.fixture
def elsewhere(db) -> Organisation:
    return make_council("elsewhere", "Elsewhere Council")


@pytest.fixture
def in_marlowe(marlowe):
    """The scope of the first council, for the whole test."""
    with org_scope(marlowe.id):
        yield marlowe


@pytest.fixture
def ann(marlowe) -> Person:
    return make_person(marlowe, "Ann", Role.OWNER)


@pytest.fixture
def ed(marlowe) -> Person:
    return make_person(marlowe, "Ed", Role.EDITOR)


@pytest.fixture
def bob(marlowe) -> Person:
    return make_person(marlowe, "Bob", Role.COLLEAGUE)


@pytest.fixture
def rea(marlowe) -> Person:
    return make_person(marlowe, "Rea", Role.READER)


@pytest.fixture
def eve(elsewhere) -> Person:
    return make_person(elsewhere, "Eve", Role.OWNER)
