"""Roles, leaving, teams and settings: each act by each role."""

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.models import User
from apps.audit.models import Event
from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.common.scope import org_scope
from apps.organisations.actions import (
    add_to_team,
    change_role,
    change_settings,
    create_team,
    end_membership,
    end_team,
    found_organisation,
    invite,
    issue_token,
    remove_from_team,
    rename_team,
    resend_invitation,
    revoke_invitation,
    revoke_token,
)
from apps.organisations.actors import actor_of_token, member_of
from apps.organisations.models import Membership, Organisation, Team, TeamMember
from apps.organisations.refusals import LastOwner, NameTaken, NoticeIncomplete
from apps.organisations.roles import Role
from apps.work.models import Job
from tests.cast import NOON, make_person

MARLOWE = pytest.mark.usefixtures("in_marlowe")
OWNERS = {"owner"}
MAKERS = {"owner", "editor", "colleague"}


@pytest.fixture
def people(ann, ed, bob, rea):
    return {"owner": ann, "editor": ed, "colleague": bob, "reader": rea}


@pytest.fixture
def cleo(marlowe):
    """A colleague to whom things happen."""
    return make_person(marlowe, "Cleo", Role.COLLEAGUE)


@pytest.fixture
def parks(in_marlowe):
    return Team.objects.create(organisation=in_marlowe, name="Parks")


@pytest.fixture
def letter(ann, in_marlowe):
    return invite(actor=ann.actor, email="waiting@marlowe.example", role=Role.READER, at=NOON)


@pytest.fixture
def key(cleo, in_marlowe):
    return issue_token(actor=cleo.actor, name="Cleo's", scopes=["finds:read"], at=NOON).token


@pytest.fixture
def world(marlowe, cleo, parks, letter, key):
    return {"marlowe": marlowe, "cleo": cleo.member, "parks": parks, "letter": letter, "key": key}


ACTS = {
    "change settings": (
        OWNERS,
        lambda by, w: change_settings(actor=by, organisation=w["marlowe"], name="M", at=NOON),
    ),
    "invite": (OWNERS, lambda by, w: invite(actor=by, email="n@m.example", role="reader", at=NOON)),
    "send again": (OWNERS, lambda by, w: resend_invitation(actor=by, invitation=w["letter"], at=NOON)),
    "take back": (OWNERS, lambda by, w: revoke_invitation(actor=by, invitation=w["letter"], at=NOON)),
    "change a role": (OWNERS, lambda by, w: change_role(actor=by, member=w["cleo"], role="reader", at=NOON)),
    "show the door": (OWNERS, lambda by, w: end_membership(actor=by, member=w["cleo"], at=NOON)),
    "make a team": (OWNERS, lambda by, w: create_team(actor=by, name="Libraries", at=NOON)),
    "rename a team": (OWNERS, lambda by, w: rename_team(actor=by, team=w["parks"], name="Green", at=NOON)),
    "end a team": (OWNERS, lambda by, w: end_team(actor=by, team=w["parks"], at=NOON)),
    "add to a team": (
        OWNERS,
        lambda by, w: add_to_team(actor=by, team=w["parks"], member=w["cleo"], at=NOON),
    ),
    "take out": (
        OWNERS,
        lambda by, w: remove_from_team(actor=by, team=w["parks"], member=w["cleo"], at=NOON),
    ),
    "make a token": (MAKERS, lambda by, w: issue_token(actor=by, name="T", scopes=["finds:read"], at=NOON)),
    "make an integration": (
        OWNERS,
        lambda by, w: issue_token(actor=by, name="T", kind="integration", scopes=["finds:read"], at=NOON),
    ),
    "end a token of another": (OWNERS, lambda by, w: revoke_token(actor=by, token=w["key"], at=NOON)),
}


@MARLOWE
@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("act", ACTS)
def test_each_role_may_what_the_table_says(act, role, people, world):
    allowed, do = ACTS[act]
    by = people[role].actor

    if role in allowed:
        do(by, world)
    else:
        with pytest.raises(NotAllowed):
            do(by, world)


@MARLOWE
@pytest.mark.parametrize(
    "act",
    [name for name in ACTS if name not in {"invite", "make a team", "make a token", "make an integration"}],
)
def test_another_councils_owner_may_none_of_it(act, eve, world):
    with pytest.raises(NotAllowed):
        ACTS[act][1](eve.actor, world)


@MARLOWE
@pytest.mark.parametrize("act", [name for name in ACTS if name not in {"take out"}])
def test_every_act_is_written_down(act, ann, world):
    before = Event.objects.count()

    ACTS[act][1](ann.actor, world)

    event = Event.objects.latest("id")
    assert Event.objects.count() == before + 1
    assert event.membership_id == ann.member.id


@MARLOWE
class TestRoles:
    def test_the_last_owner_stays_one(self, ann):
        with pytest.raises(LastOwner):
            change_role(actor=ann.actor, member=ann.member, role=Role.EDITOR, at=NOON)

    def test_one_of_two_owners_may_step_back(self, ann, bob):
        change_role(actor=ann.actor, member=bob.member, role=Role.OWNER, at=NOON)

        assert change_role(actor=ann.actor, member=ann.member, role=Role.EDITOR, at=NOON).role == Role.EDITOR

    def test_an_owner_who_is_locked_out_does_not_count(self, ann, bob):
        change_role(actor=ann.actor, member=bob.member, role=Role.OWNER, at=NOON)
        bob.user.is_active = False
        bob.user.save()

        with pytest.raises(LastOwner):
            end_membership(actor=ann.actor, member=ann.member, at=NOON)

    def test_a_role_that_is_none_is_refused(self, ann, bob):
        with pytest.raises(Invalid):
            change_role(actor=ann.actor, member=bob.member, role="king", at=NOON)

    def test_whoever_left_has_no_role_to_change(self, ann, bob):
        end_membership(actor=bob.actor, member=bob.member, at=NOON)

        with pytest.raises(NotThere):
            change_role(actor=ann.actor, member=bob.member, role=Role.READER, at=NOON)


@MARLOWE
class TestLeaving:
    def test_anyone_may_leave(self, rea):
        end_membership(actor=rea.actor, member=rea.member, at=NOON)

        assert member_of(user_id=rea.user.id, slug="marlowe") is None

    def test_ends_tokens_and_places_in_teams(self, bob, ann, parks):
        add_to_team(actor=ann.actor, team=parks, member=bob.member, at=NOON)
        issue_token(actor=bob.actor, name="T", scopes=["finds:read"], at=NOON)

        end_membership(actor=bob.actor, member=bob.member, at=NOON)

        assert bob.member.tokens.get().revoked_at == NOON
        assert not TeamMember.objects.exists()

    def test_asks_for_what_they_held_to_come_back(self, bob):
        end_membership(actor=bob.actor, member=bob.member, at=NOON)

        job = Job.objects.get(kind="assignments.return_open")
        assert (job.subject_id, job.organisation_id) == (bob.member.id, bob.organisation.id)

    def test_leaves_their_other_councils_and_tokens_there(self, bob, elsewhere):
        there = Membership.objects.create(
            organisation=elsewhere, user=bob.user, role=Role.OWNER, joined_at=NOON
        )

        end_membership(actor=bob.actor, member=bob.member, at=NOON)

        assert member_of(user_id=bob.user.id, slug="elsewhere") == there

    def test_a_token_does_not_leave_for_its_person(self, bob):
        token = issue_token(actor=bob.actor, name="T", scopes=["finds:read"], at=NOON).token

        with pytest.raises(NotAllowed):
            end_membership(actor=actor_of_token(token), member=bob.member, at=NOON)

    def test_the_last_owner_stays(self, ann, bob):
        with pytest.raises(LastOwner):
            end_membership(actor=ann.actor, member=ann.member, at=NOON)

    def test_coming_back_is_a_new_place(self, bob, marlowe):
        end_membership(actor=bob.actor, member=bob.member, at=NOON)

        again = Membership.objects.create(
            organisation=marlowe, user=bob.user, role=Role.READER, joined_at=NOON
        )

        assert member_of(user_id=bob.user.id, slug="marlowe") == again


@MARLOWE
class TestTeams:
    def test_a_name_is_free_again_once_its_team_has_ended(self, ann, parks):
        end_team(actor=ann.actor, team=parks, at=NOON)

        assert create_team(actor=ann.actor, name="Parks", at=NOON).name == "Parks"

    @pytest.mark.parametrize("name", ["parks", "  PARKS "])
    def test_one_name_for_one_team(self, ann, parks, name):
        with pytest.raises(NameTaken):
            create_team(actor=ann.actor, name=name, at=NOON)

    def test_a_name_is_needed(self, ann):
        with pytest.raises(Invalid):
            create_team(actor=ann.actor, name="   ", at=NOON)

    def test_adding_twice_is_adding_once(self, ann, bob, parks):
        for _ in range(2):
            add_to_team(actor=ann.actor, team=parks, member=bob.member, at=NOON)

        assert parks.members.count() == 1

    def test_only_people_of_this_council(self, ann, eve, parks):
        with pytest.raises(NotThere):
            add_to_team(actor=ann.actor, team=parks, member=eve.member, at=NOON)

    def test_a_team_that_has_ended_is_not_there(self, ann, parks):
        end_team(actor=ann.actor, team=parks, at=NOON)

        with pytest.raises(NotThere):
            rename_team(actor=ann.actor, team=parks, name="Green", at=NOON)


@MARLOWE
class TestSettings:
    def test_what_is_not_named_stays(self, ann, marlowe):
        changed = change_settings(actor=ann.actor, organisation=marlowe, keep_days=60, at=NOON)

        assert (changed.name, changed.keep_days) == (marlowe.name, 60)

    def test_says_which_fields_changed_and_not_to_what(self, ann, marlowe):
        change_settings(actor=ann.actor, organisation=marlowe, contact_name="Jo", keep_days=60, at=NOON)

        assert Event.objects.latest("id").fields == ["contact_name", "keep_days"]

    @pytest.mark.parametrize(
        "wrong", [{"keep_days": 1}, {"keep_days": 9999}, {"name": " "}, {"contact_email": "x"}]
    )
    def test_what_cannot_be_is_refused(self, ann, marlowe, wrong):
        with pytest.raises(Invalid):
            change_settings(actor=ann.actor, organisation=marlowe, at=NOON, **wrong)

    @pytest.mark.parametrize("field", ["purpose", "contact_name", "contact_email"])
    def test_a_notice_that_is_on_keeps_its_words(self, ann, marlowe, field):
        marlowe.listening_since = NOON
        marlowe.save()

        with pytest.raises(NoticeIncomplete):
            change_settings(actor=ann.actor, organisation=marlowe, at=NOON, **{field: ""})


class TestFounding:
    def test_gives_the_first_owner_their_place(self, eve):
        member = found_organisation(name="Newtown", slug="newtown", owner=eve.user, at=NOON)

        with org_scope(member.organisation_id):
            assert Event.objects.count() == 2
        assert member.role == Role.OWNER

    def test_an_address_is_taken_once(self, eve):
        with pytest.raises(NameTaken):
            found_organisation(name="Elsewhere", slug="elsewhere", owner=eve.user, at=NOON)

    @pytest.mark.parametrize("slug", ["", "New", "new town", "new/town"])
    def test_an_address_has_to_fit(self, eve, slug):
        with pytest.raises(Invalid):
            found_organisation(name="Newtown", slug=slug, owner=eve.user, at=NOON)

    def test_the_operator_founds_by_command(self, db, capsys):
        call_command("found_council", "Newtown", "newtown", owner="o@newtown.example", owner_name="Olu")

        owner = User.objects.get(email="o@newtown.example")
        assert Organisation.objects.of_user(owner.id).get().slug == "newtown"
        assert not owner.has_usable_password()

    def test_the_command_says_what_is_wrong(self, elsewhere):
        with pytest.raises(CommandError, match="There is one with that name"):
            call_command("found_council", "E", "elsewhere", owner="o@e.example", owner_name="Olu")
