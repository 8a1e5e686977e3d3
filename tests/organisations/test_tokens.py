"""API tokens: shown once, kept as a digest, never more powerful than their maker."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.common.permission import Permission
from apps.common.refusals import Invalid, NotAllowed
from apps.organisations.actions import change_role, check_token, end_membership, issue_token, revoke_token
from apps.organisations.actors import actor_of_token
from apps.organisations.models import ApiToken, Membership
from apps.organisations.roles import Role
from apps.organisations.tokens import digest_of, make_key, prefix_of
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("in_marlowe")


@pytest.fixture
def issued(bob):
    return issue_token(actor=bob.actor, name="Feed", scopes=["finds:read", "finds:join"], at=NOON)


class TestShape:
    def test_is_what_secret_scanners_look_for(self, issued):
        head, prefix, secret = issued.secret.split("_")

        assert (head, len(prefix), len(secret)) == ("gck", 8, 43 + 6)

    def test_one_letter_wrong_is_known_without_asking_the_database(self, issued, django_assert_num_queries):
        wrong = issued.secret[:20] + ("x" if issued.secret[20] != "x" else "y") + issued.secret[21:]

        with django_assert_num_queries(0):
            assert check_token(wrong, NOON) is None

    def test_no_two_are_alike(self):
        assert len({make_key().raw for _ in range(200)}) == 200

    @pytest.mark.parametrize("raw", ["", "gck__", "Bearer x", "gck_" + "é" * 58, "\x00" * 62, "a" * 100_000])
    def test_anything_else_is_none_of_ours(self, raw):
        assert prefix_of(raw) is None


class TestIssue:
    def test_keeps_the_digest_and_not_the_secret(self, issued):
        row = str(ApiToken.objects.filter(pk=issued.token.pk).values().get())

        assert issued.secret not in row
        assert digest_of(issued.secret) in row

    def test_lives_ninety_days_unless_told(self, issued):
        assert issued.token.expires_at == NOON + timedelta(days=90)

    @pytest.mark.parametrize("days", [0, -1, 366])
    def test_lives_a_year_at_most(self, bob, days):
        with pytest.raises(Invalid):
            issue_token(actor=bob.actor, name="Feed", scopes=["finds:read"], days=days, at=NOON)

    @pytest.mark.parametrize("scopes", [[], ["searches:write"], ["everything"], ["finds:read", "audit:read"]])
    def test_may_no_more_than_its_maker(self, bob, scopes):
        with pytest.raises(Invalid):
            issue_token(actor=bob.actor, name="Feed", scopes=scopes, at=NOON)

    def test_an_integration_reads_and_pushes_and_no_more(self, ann):
        with pytest.raises(Invalid):
            issue_token(actor=ann.actor, name="Sync", kind="integration", scopes=["finds:join"], at=NOON)

    def test_an_integration_is_for_owners_to_make(self, ed):
        with pytest.raises(NotAllowed):
            issue_token(actor=ed.actor, name="Sync", kind="integration", scopes=["finds:read"], at=NOON)

    def test_a_token_makes_no_tokens(self, ann):
        maker = issue_token(actor=ann.actor, name="All", scopes=[*Permission], at=NOON).token

        with pytest.raises(NotAllowed):
            issue_token(actor=actor_of_token(maker), name="More", scopes=["finds:read"], at=NOON)

    @pytest.mark.parametrize("networks", [["here"], ["192.0.2.1/24"], ["192.0.2.0/40"]])
    def test_networks_have_to_be_networks(self, bob, networks):
        with pytest.raises(Invalid):
            issue_token(actor=bob.actor, name="Feed", scopes=["finds:read"], networks=networks, at=NOON)


class TestCheck:
    def test_finds_the_token_with_its_power(self, issued, bob):
        actor = actor_of_token(check_token(issued.secret, NOON))

        assert actor.permissions == {Permission.FINDS_READ, Permission.FINDS_JOIN}
        assert actor.membership_id == bob.member.id

    def test_notes_the_day_once(self, issued, django_assert_num_queries):
        check_token(issued.secret, NOON)

        with django_assert_num_queries(1):
            token = check_token(issued.secret, NOON + timedelta(hours=1))
        assert token.last_used_on == NOON.date()

    def test_not_after_its_end(self, issued):
        assert check_token(issued.secret, NOON + timedelta(days=90)) is None

    def test_not_once_it_was_revoked(self, issued, bob):
        revoke_token(actor=bob.actor, token=issued.token, at=NOON)

        assert check_token(issued.secret, NOON) is None

    def test_not_once_its_person_has_left(self, issued, bob, ann):
        end_membership(actor=bob.actor, member=bob.member, at=NOON)

        assert check_token(issued.secret, NOON) is None

    def test_not_while_its_person_is_locked_out(self, issued, bob):
        bob.user.is_active = False
        bob.user.save()

        assert check_token(issued.secret, NOON) is None

    def test_not_while_its_council_is_suspended(self, issued, marlowe):
        marlowe.suspended_at = NOON
        marlowe.save()

        assert check_token(issued.secret, NOON) is None

    def test_not_with_the_prefix_of_one_and_the_secret_of_another(self, issued):
        other = make_key()
        ApiToken.objects.filter(pk=issued.token.pk).update(prefix=other.prefix)

        assert check_token(other.raw, NOON) is None

    def test_not_with_its_digest(self, issued):
        assert check_token(issued.token.digest, NOON) is None

    def test_loses_what_its_person_loses(self, issued, ann, bob):
        change_role(actor=ann.actor, member=bob.member, role=Role.READER, at=NOON)

        assert actor_of_token(check_token(issued.secret, NOON)).permissions == {Permission.FINDS_READ}

    @pytest.mark.parametrize(
        ("ip", "is_let_in"), [("192.0.2.9", True), ("198.51.100.1", False), ("", False), ("x", False)]
    )
    def test_only_from_its_networks(self, bob, ip, is_let_in):
        issued = issue_token(
            actor=bob.actor, name="Feed", scopes=["finds:read"], networks=["192.0.2.0/24"], at=NOON
        )

        assert (check_token(issued.secret, NOON, ip=ip) is not None) == is_let_in

    def test_belongs_to_one_council_though_its_person_has_two(self, issued, bob, elsewhere):
        Membership.objects.create(organisation=elsewhere, user=bob.user, role=Role.OWNER, joined_at=NOON)

        assert actor_of_token(check_token(issued.secret, NOON)).organisation_id == bob.organisation.id


class TestRevoke:
    def test_not_by_another_councils_owner(self, issued, eve):
        with pytest.raises(NotAllowed):
            revoke_token(actor=eve.actor, token=issued.token, at=NOON)

    def test_not_by_another_colleague(self, issued, ed):
        with pytest.raises(NotAllowed):
            revoke_token(actor=ed.actor, token=issued.token, at=NOON)

    def test_by_an_owner(self, issued, ann):
        assert revoke_token(actor=ann.actor, token=issued.token, at=NOON).revoked_at == NOON

    def test_by_its_person_after_they_became_a_reader(self, issued, bob):
        Membership.objects.filter(pk=bob.member.pk).update(role=Role.READER)
        bob.member.refresh_from_db()

        assert revoke_token(actor=bob.actor, token=issued.token, at=NOON).revoked_at == NOON

    def test_not_by_a_token_that_may_only_read(self, issued, bob):
        narrow = replace(actor_of_token(issued.token), permissions=frozenset({Permission.FINDS_READ}))

        with pytest.raises(NotAllowed):
            revoke_token(actor=narrow, token=issued.token, at=NOON)
