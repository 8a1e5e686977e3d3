"""Colleagues, teams and invitations."""

import pytest
from allauth.account.models import EmailAddress

from apps.accounts.models import User
from apps.organisations import invitations
from apps.organisations.models import Invitation, Membership, TeamMember

HERE = "/organisations/marlowe"


def test_everyone_sees_their_colleagues(signed_in, ann, bob, rea):
    rows = signed_in(rea).get(f"{HERE}/members").json()["data"]

    assert [(row["object"], row["name"], row["role"]) for row in rows] == [
        ("member", "Ann", "owner"),
        ("member", "Bob", "colleague"),
        ("member", "Rea", "reader"),
    ]


def test_an_owner_changes_a_role(signed_in, ann, bob):
    answer = signed_in(ann).patch(f"{HERE}/members/{bob.member.id}", {"role": "editor"})

    assert answer.json()["role"] == "editor"


def test_a_colleague_does_not(signed_in, bob, rea):
    answer = signed_in(bob).patch(f"{HERE}/members/{rea.member.id}", {"role": "owner"})

    assert answer.status_code == 403


def test_the_last_owner_stays_one(signed_in, ann):
    answer = signed_in(ann).patch(f"{HERE}/members/{ann.member.id}", {"role": "reader"})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, "/role")


def test_a_colleague_leaves(signed_in, bob):
    answer = signed_in(bob).delete(f"{HERE}/members/{bob.member.id}")

    assert answer.status_code == 204
    assert Membership.objects.get(pk=bob.member.id).ended_at


def test_a_token_does_not_leave_for_them(by_token, bob):
    assert by_token(bob).delete(f"{HERE}/members/{bob.member.id}").status_code == 403


def test_a_team_and_who_is_in_it(signed_in, ann, bob, in_marlowe):
    caller = signed_in(ann)
    made = caller.post(f"{HERE}/teams", {"name": "Parks"})
    team = made["Location"].removeprefix("/api/v1")

    answer = caller.post(f"{team}/members", {"member": str(bob.member.id)})

    assert made.status_code == 201
    assert answer.json()["members"] == [str(bob.member.id)]


def test_out_of_a_team_and_its_end(signed_in, ann, bob, in_marlowe):
    caller = signed_in(ann)
    team = caller.post(f"{HERE}/teams", {"name": "Parks"})["Location"].removeprefix("/api/v1")
    caller.post(f"{team}/members", {"member": str(bob.member.id)})

    assert caller.delete(f"{team}/members/{bob.member.id}").status_code == 204
    assert not TeamMember.objects.exists()
    assert caller.patch(team, {"name": "Greens"}).json()["name"] == "Greens"
    assert caller.delete(team).status_code == 204
    assert caller.get(team).status_code == 404


def test_someone_elsewhere_is_no_colleague(signed_in, ann, eve, in_marlowe):
    team = signed_in(ann).post(f"{HERE}/teams", {"name": "Parks"})["Location"].removeprefix("/api/v1")

    answer = signed_in(ann).post(f"{team}/members", {"member": str(eve.member.id)})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (404, "/member")


@pytest.fixture
def letter(signed_in, ann):
    answer = signed_in(ann).post(f"{HERE}/invitations", {"email": "new@marlowe.example", "role": "colleague"})
    assert answer.status_code == 201
    return answer


def test_an_invitation_shows_no_token(letter):
    assert letter.json()["email"] == "new@marlowe.example"
    assert not {"token", "nonce", "digest"} & set(letter.json())


def test_an_invitation_is_sent_again_and_taken_back(signed_in, ann, letter):
    path = letter["Location"].removeprefix("/api/v1")

    assert signed_in(ann).post(f"{path}/resend").json()["letters"] == 2
    assert signed_in(ann).delete(path).status_code == 204
    assert signed_in(ann).get(f"{HERE}/invitations").json()["data"] == []


def test_another_councils_invitation_is_not_ours(signed_in, ann, eve, letter):
    path = letter["Location"].removeprefix("/api/v1").replace("marlowe", "elsewhere")

    assert signed_in(eve).post(f"{path}/resend").status_code == 404


def test_coming_in(signed_in, letter):
    new = User.objects.create_user("new@marlowe.example", "New")
    EmailAddress.objects.create(user=new, email=new.email, verified=True, primary=True)
    invitation = Invitation.objects.get()
    token = invitations.token_again(invitation.nonce, invitation.digest)

    answer = signed_in(type("Newcomer", (), {"user": new})).post("/invitations/accept", {"token": token})

    assert (answer.status_code, answer.json()["role"]) == (201, "colleague")


def test_a_letter_to_somebody_else_does_not_open(signed_in, eve, letter):
    invitation = Invitation.objects.get()
    token = invitations.token_again(invitation.nonce, invitation.digest)

    used = signed_in(eve).post("/invitations/accept", {"token": token})
    wrong = signed_in(eve).post("/invitations/accept", {"token": "wrong"})

    assert used.status_code == wrong.status_code >= 400
    assert used.json()["detail"] == wrong.json()["detail"]
