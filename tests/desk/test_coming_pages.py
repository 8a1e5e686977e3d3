"""Which council is yours? What a stranger is told, what a colleague is told, and what owners see of it."""

import pytest
from django.core import mail
from django.urls import reverse

from apps.organisations.models import JoinRequest, Membership
from apps.work.tasks import drain
from tests.accounts.reading import code_in, without_secrets
from tests.cast import make_person
from tests.desk.conftest import browser_of

BRISTOL, ADUR = "E06000023", "E07000223"


@pytest.fixture(autouse=True)
def is_open(settings):
    settings.GC_OPEN_SIGN_UP = True


@pytest.fixture
def here(marlowe):
    """Marlowe stands for Adur."""
    marlowe.gss = ADUR
    marlowe.save()
    return marlowe


@pytest.fixture
def una(elsewhere):
    """Somebody with an address of Adur's house and no place there."""
    person = make_person(elsewhere, "Una", "reader")
    person.user.emailaddress_set.create(email="una@adur-worthing.gov.uk", verified=True)
    return person


def page_of(browser, path="/welcome/"):
    return browser.get(path).content.decode()


def council_page(gss):
    return reverse("welcome_council", args=[gss])


def test_a_stranger_signs_up_with_a_code_and_is_asked_for_their_council(client, db):
    sent = {"email": "sam@bristol.gov.uk", "password1": "staple battery horse", "name": "Sam"}
    client.post(reverse("account_signup"), sent)
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[-1])})

    page = client.get("/o/", follow=True).content.decode()

    assert "Which council is yours?" in page
    assert "Bristol City Council" in page


def test_sign_up_is_closed_where_it_is_not_wanted(client, settings, db):
    settings.GC_OPEN_SIGN_UP = False

    assert "by invitation" in client.get(reverse("account_signup")).content.decode()


def test_with_a_letter_only_the_invited_address_will_do(client, db):
    client.get(reverse("account_invitation_letter", args=["A" * 43]))
    sent = {"email": "sam@bristol.gov.uk", "password1": "staple battery horse", "name": "Sam"}

    assert "There is no open invitation" in client.post(reverse("account_signup"), sent).content.decode()


class TestAStranger:
    def test_finds_any_council_by_name(self, eves):
        assert "Bristol City Council" in page_of(eves, "/welcome/?named=bris")

    def test_is_told_the_same_of_one_that_is_here_and_one_that_is_not(self, eves, here):
        def told(gss):
            page = without_secrets(eves.get(council_page(gss)))
            for word in ("Adur District Council", "Worthing Borough Council", ADUR, "E07000229"):
                page = page.replace(word, "…")
            return page

        assert told(ADUR) == told("E07000229")

    def test_is_answered_the_same_by_one_that_is_here_and_one_that_is_not(self, eves, here):
        answers = [eves.post(council_page(gss), {"words": "Eve"}) for gss in (ADUR, "E07000229")]

        assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/welcome/")}
        assert page_of(eves).count("Open until") == 2

    def test_cannot_begin(self, eves, here):
        eves.post(council_page(BRISTOL), {"purpose": "To take over."})

        assert not Membership.objects.filter(organisation__gss=BRISTOL).exists()

    def test_takes_a_request_back(self, eves, eve, here):
        eves.post(council_page(ADUR))
        asked = JoinRequest.objects.get()

        page = eves.post(reverse("welcome_take_back", args=[asked.id]), follow=True).content.decode()

        assert "You took it back." in page

    def test_does_not_take_anothers_back(self, eves, bobs, here):
        eves.post(council_page(BRISTOL))

        assert bobs.post(reverse("welcome_take_back", args=[JoinRequest.objects.get().id])).status_code == 404

    def test_there_is_nothing_at_a_made_up_code(self, eves):
        assert eves.get(council_page("E99999999")).status_code == 404


class TestAColleague:
    def test_is_told_that_others_have_begun(self, una, here):
        page = page_of(browser_of(una))

        assert "Colleagues of yours have begun already." in page
        assert "Worthing Borough Council" in page

    def test_begins_and_lands_at_the_first_step(self, una):
        answer = browser_of(una).post(council_page(ADUR), {"purpose": "To join in."})

        assert answer.url == "/o/adur/welcome/places"

    def test_of_an_invented_council_begins_too(self, eves):
        answer = eves.post(reverse("welcome_invent"), {"name": "Little Wenlow", "purpose": "To try."})

        assert "Little Wenlow (invented)" in page_of(eves, answer.url)

    def test_no_council_is_invented_where_things_are_real(self, eves, settings):
        settings.GC_INVENTED_COUNCILS = False

        assert eves.get(reverse("welcome_invent")).status_code == 404


class TestOwners:
    @pytest.fixture
    def asked(self, una, here, ann):
        browser_of(una).post(council_page(ADUR), {"words": "Una from the harbour"})
        drain("mail")
        return JoinRequest.objects.get()

    def test_see_who_asks_and_from_where(self, anns, asked):
        page = page_of(anns, "/o/marlowe/people/requests/")

        assert "Una from the harbour" in page
        assert "You are the only owner" in page

    def test_let_somebody_in(self, anns, una, asked):
        url = reverse("desk:join_request_let_in", args=["marlowe", asked.id])
        page = anns.post(url, {"role": "owner"}, follow=True).content.decode()

        assert "Una is in. A letter says so." in page
        assert page_of(browser_of(una), "/o/marlowe/")

    def test_say_not_this_time(self, anns, una, asked):
        url = reverse("desk:join_request_decline", args=["marlowe", asked.id])
        anns.post(url, {"words": "Ask the library first."})

        assert "Ask the library first." in page_of(browser_of(una))

    def test_others_of_the_council_see_no_requests(self, bobs, asked):
        assert bobs.get("/o/marlowe/people/requests/").status_code == 403

    def test_another_council_has_no_such_request(self, eves, asked):
        url = reverse("desk:join_request_let_in", args=["elsewhere", asked.id])

        assert eves.post(url, {"role": "owner"}).status_code == 404
