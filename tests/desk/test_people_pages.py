"""People, teams, invitations, tokens, settings and the audit, as members meet them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.common.scope import org_scope
from apps.organisations.actions import create_team, invite, issue_token
from apps.organisations.models import ApiToken, Invitation, Membership, Team
from apps.organisations.roles import Role
from tests.cast import NOON

PAGES = ["people", "leave", "teams", "invitations", "settings", "tokens", "audit"]
FOR_ALL = ["people", "leave", "teams", "settings", "tokens"]


def address(name, *args):
    return reverse(f"desk:{name}", args=["marlowe", *args])


@pytest.mark.parametrize("name", PAGES)
def test_an_owner_reads_every_page_in_a_dozen_queries(anns, ann, bob, name, in_marlowe):
    create_team(actor=ann.actor, name="Parks", at=NOON)
    anns.get(address("people"))

    with CaptureQueriesContext(connection) as asked:
        response = anns.get(address(name))

    questions = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(questions) <= 12, "\n".join(questions)
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_reads_what_is_for_all(reas, name):
    assert reas.get(address(name)).status_code == (200 if name in FOR_ALL else 403)


@pytest.mark.parametrize("name", PAGES)
def test_another_councils_page_is_not_there(eves, marlowe, name):
    assert eves.get(address(name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_asked_to_sign_in(client, marlowe, name):
    assert client.get(address(name)).url.startswith(reverse("account_login"))


class TestPeople:
    def test_shows_who_may_do_what_as_sentences(self, anns, bob):
        page = anns.get(address("people")).content.decode()

        assert "write and pause searches" in page
        assert "Bob" in page

    def test_an_owner_changes_a_role(self, anns, bob):
        anns.post(address("person", bob.member.pk), {"role": Role.EDITOR})

        bob.member.refresh_from_db()
        assert bob.member.role == Role.EDITOR

    def test_a_colleague_does_not(self, bobs, bob):
        response = bobs.post(address("person", bob.member.pk), {"role": Role.OWNER})

        bob.member.refresh_from_db()
        assert bob.member.role == Role.COLLEAGUE
        assert "does not include this" in response.content.decode()

    def test_the_last_owner_is_told_why_they_stay(self, anns, ann):
        response = anns.post(address("person_end", ann.member.pk), follow=True)

        assert "A council needs an owner" in response.content.decode()

    def test_whoever_was_shown_the_door_is_out_at_the_next_request(self, anns, bobs, bob):
        assert bobs.get(address("people")).status_code == 200

        anns.post(address("person_end", bob.member.pk))

        assert bobs.get(address("people")).status_code == 404

    def test_leaving_takes_one_press_and_leads_to_ones_councils(self, bobs, bob):
        response = bobs.post(address("person_end", bob.member.pk), follow=True)

        assert "Which council is yours?" in response.content.decode()

    def test_a_role_changes_what_the_next_request_may(self, anns, bobs, bob):
        anns.post(address("person", bob.member.pk), {"role": Role.OWNER})

        assert bobs.get(address("audit")).status_code == 200

    def test_a_person_of_another_council_is_not_there(self, anns, eve):
        assert anns.get(address("person", eve.member.pk)).status_code == 404


class TestTeams:
    def test_a_team_is_made_filled_and_emptied(self, anns, bob, marlowe):
        anns.post(address("teams"), {"name": "Parks"})
        with org_scope(marlowe.id):
            team = Team.objects.get(name="Parks")
        anns.post(address("team_add", team.pk), {"member": bob.member.pk})
        with_bob = anns.get(address("team", team.pk)).content.decode()
        anns.post(address("team_remove", team.pk, bob.member.pk))
        without = anns.get(address("team", team.pk)).content.decode()

        assert "Take out" in with_bob
        assert "Nobody yet." in without

    def test_two_of_one_name_are_refused_beside_the_field(self, anns, ann, in_marlowe):
        create_team(actor=ann.actor, name="Parks", at=NOON)

        page = anns.post(address("teams"), {"name": "parks"}).content.decode()

        assert "There is one with that name already." in page
        assert "Error:" in page

    def test_somebody_of_another_council_cannot_be_added(self, anns, ann, eve, in_marlowe):
        team = create_team(actor=ann.actor, name="Parks", at=NOON)

        anns.post(address("team_add", team.pk), {"member": eve.member.pk})

        assert team.members.count() == 0

    def test_another_councils_team_is_not_there(self, eves, ann, in_marlowe):
        team = create_team(actor=ann.actor, name="Parks", at=NOON)

        assert eves.get(reverse("desk:team", args=["elsewhere", team.pk])).status_code == 404


class TestInvitations:
    def test_an_owner_invites_and_takes_back(self, anns, ann):
        anns.post(address("invitations"), {"email": "new@marlowe.example", "role": Role.READER})
        invitation = Invitation.objects.get()
        anns.post(address("invitation_back", invitation.pk))

        invitation.refresh_from_db()
        assert invitation.revoked_at is not None

    def test_a_new_letter_makes_the_old_one_void(self, anns, ann, in_marlowe):
        invitation = invite(actor=ann.actor, email="new@marlowe.example", role=Role.READER, at=NOON)

        anns.post(address("invitation_again", invitation.pk))

        assert Invitation.objects.get().digest != invitation.digest

    def test_another_council_cannot_touch_it(self, eves, ann, in_marlowe):
        invitation = invite(actor=ann.actor, email="new@marlowe.example", role=Role.READER, at=NOON)

        response = eves.post(reverse("desk:invitation_back", args=["elsewhere", invitation.pk]))

        assert response.status_code == 404

    def test_an_editor_may_not(self, ed, client, in_marlowe):
        client.force_login(ed.user)

        client.post(address("invitations"), {"email": "new@marlowe.example", "role": Role.READER})

        assert not Invitation.objects.exists()


class TestTokens:
    ASKED = {"name": "Feed", "kind": "personal", "scopes": ["finds:read"], "days": "90"}

    def test_the_secret_is_shown_once(self, bobs, bob):
        shown = bobs.post(address("tokens"), self.ASKED).content.decode()
        later = bobs.get(address("tokens")).content.decode()

        token = ApiToken.objects.get()
        assert f"gck_{token.prefix}_" in shown
        assert token.digest not in shown + later
        assert f"gck_{token.prefix}_…" in later

    def test_more_than_ones_own_power_cannot_be_ticked(self, bobs):
        bobs.post(address("tokens"), self.ASKED | {"scopes": ["people:write"]})

        assert not ApiToken.objects.exists()

    def test_a_reader_is_offered_none(self, reas):
        reas.post(address("tokens"), self.ASKED)

        assert not ApiToken.objects.exists()

    def test_others_tokens_are_not_there_for_a_colleague(self, bobs, ann, in_marlowe):
        token = issue_token(actor=ann.actor, name="Ann's", scopes=["finds:read"], at=NOON).token

        assert bobs.post(address("token_revoke", token.pk)).status_code == 404

    def test_an_owner_ends_a_colleagues(self, anns, bob, in_marlowe):
        token = issue_token(actor=bob.actor, name="Bob's", scopes=["finds:read"], at=NOON).token

        anns.post(address("token_revoke", token.pk))

        token.refresh_from_db()
        assert token.revoked_at is not None


class TestSettings:
    ASKED = {
        "name": "Marlowe",
        "purpose": "To join in",
        "contact_name": "Jo",
        "contact_email": "jo@marlowe.example",
    }

    def test_an_owner_changes_whom_to_ask(self, anns, marlowe):
        anns.post(address("settings"), self.ASKED | {"keep_days": 90})

        marlowe.refresh_from_db()
        assert (marlowe.contact_name, marlowe.keep_days) == ("Jo", 90)

    def test_a_notice_that_is_on_keeps_its_contact(self, anns, marlowe):
        marlowe.listening_since = NOON
        marlowe.save()

        page = anns.post(address("settings"), self.ASKED | {"keep_days": 90, "contact_email": ""})

        assert "people need to find this here" in page.content.decode()

    def test_a_colleague_reads_and_does_not_change(self, bobs, marlowe):
        bobs.post(address("settings"), self.ASKED | {"keep_days": 90})

        marlowe.refresh_from_db()
        assert marlowe.keep_days == 180


class TestAudit:
    def test_says_who_did_what(self, anns, bob):
        anns.post(address("person", bob.member.pk), {"role": Role.EDITOR})

        page = anns.get(address("audit")).content.decode()

        assert "changed the role of a colleague: Bob (role)" in page

    def test_is_filtered_by_person_and_kind(self, anns, ann, bob):
        anns.post(address("person", bob.member.pk), {"role": Role.EDITOR})

        by_bob = anns.get(address("audit"), {"person": str(bob.member.pk)}).content.decode()
        teams = anns.get(address("audit"), {"kind": "team"}).content.decode()
        by_ann = anns.get(address("audit"), {"person": str(ann.member.pk), "kind": "member"}).content.decode()

        assert "Nothing that fits." in by_bob
        assert "Nothing that fits." in teams
        assert "changed the role" in by_ann

    def test_shows_nothing_of_another_council(self, eves, anns, bob):
        anns.post(address("person", bob.member.pk), {"role": Role.EDITOR})

        page = eves.get(reverse("desk:audit", args=["elsewhere"])).content.decode()

        assert "Nothing that fits." in page

    def test_older_acts_are_a_page_further(self, anns, ann, bob, in_marlowe):
        for number in range(51):
            create_team(actor=ann.actor, name=f"Team {number}", at=NOON)

        newest = anns.get(address("audit"), {"kind": "team"}).content.decode()
        oldest = anns.get(address("audit"), {"kind": "team", "page": "2"}).content.decode()

        assert "kind=team&amp;page=2" in newest
        assert oldest.count("made a team") == 1

    def test_bears_nonsense_in_its_address(self, anns):
        response = anns.get(address("audit"), {"person": "x", "kind": "y", "page": "z"})

        assert response.status_code == 200


class TestWhichCouncil:
    def test_the_only_one(self, bobs):
        assert bobs.get("/o/").url == "/o/marlowe/"

    def test_the_choice_when_there_are_several(self, bobs, bob, elsewhere):
        Membership.objects.create(organisation=elsewhere, user=bob.user, role=Role.READER, joined_at=NOON)

        page = bobs.get("/o/").content.decode()

        assert "Elsewhere Council" in page
        assert "Marlowe Borough Council" in page

    def test_the_one_of_last_time(self, bobs, bob, elsewhere):
        Membership.objects.create(organisation=elsewhere, user=bob.user, role=Role.READER, joined_at=NOON)
        bobs.get("/o/elsewhere/people/")

        assert bobs.get("/o/").url == "/o/elsewhere/"

    def test_not_one_that_they_left(self, bobs, bob):
        bobs.get(address("people"))
        Membership.objects.filter(pk=bob.member.pk).update(ended_at=NOON)

        assert bobs.get("/o/").url == "/welcome/"

    def test_what_they_may_differs_from_council_to_council(self, bobs, bob, elsewhere):
        Membership.objects.create(organisation=elsewhere, user=bob.user, role=Role.OWNER, joined_at=NOON)

        assert bobs.get("/o/elsewhere/settings/audit/").status_code == 200
        assert bobs.get(address("audit")).status_code == 403

    def test_a_suspended_council_is_not_there(self, bobs, marlowe):
        marlowe.suspended_at = NOON
        marlowe.save()

        assert bobs.get(address("people")).status_code == 404
