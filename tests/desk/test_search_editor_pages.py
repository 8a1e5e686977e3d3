"""The editor in its three ways, versions, copies, locks and pauses, as pages without scripts."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.common.clock import day_of, now
from apps.common.scope import org_scope
from apps.discoveries.actions.searches import change_search, write_search
from apps.organisations.actions import add_to_team, create_team
from apps.searches.actions import lock_search
from apps.searches.models import Search
from tests.desk.asked import at_most
from tests.desk.test_searches_pages import address, posted, text


@pytest.fixture
def marrows(ann):
    with org_scope(ann.organisation.id):
        return write_search(actor=ann.actor, name="Growing", query="marrow -jobs", at=now())


@pytest.fixture
def eds(ed):
    browser = Client()
    browser.force_login(ed.user)
    return browser


def page_of(response, way):
    """The panel of a way, when it is the one that is shown."""
    page = response.content.decode()
    start = page.index(f'data-panel="{way}"')
    assert "hidden" not in page[start : page.index(">", start)]
    return page[start:]


class TestWays:
    def test_a_new_search_begins_simple(self, anns):
        assert "About" in page_of(anns.get(address("search_new")), "simple")

    def test_a_search_that_leaves_something_out_opens_in_detail(self, anns, marrows):
        assert 'value="jobs"' in page_of(anns.get(address("search_edit", marrows.id)), "detailed")

    def test_the_way_that_was_used_last_is_the_usual_one(self, anns, marrows):
        anns.get(address("search_new"), {"way": "query"})

        assert page_of(anns.get(address("search_edit", marrows.id)), "query")

    def test_a_tab_takes_along_what_was_typed(self, anns):
        typed = posted(query="", way="simple", to="detailed", name="Half a name")
        typed |= {"simple-any": "litter pick\r\nbeach clean", "simple-near": "Netherby"}

        response = anns.post(address("search_new"), typed)

        panel = page_of(response, "detailed")
        assert 'value="litter pick, beach clean"' in panel
        assert 'value="Netherby"' in panel
        assert 'value="Half a name"' in panel

    def test_the_query_stays_as_it_was_written_when_its_boxes_are_not_touched(self, anns, ann, marrows):
        written = "marrow    -jobs"
        boxes = {"detailed-all": "marrow", "detailed-none": "jobs"}

        anns.post(
            address("search_edit", marrows.id), posted(query=written, way="detailed", based_on=1) | boxes
        )

        with org_scope(ann.organisation.id):
            assert Search.objects.get().query == written

    def test_an_empty_form_says_what_is_missing_above(self, anns):
        page = text(anns.post(address("search_new"), posted(query="", way="simple")))

        assert "<li>Write at least one word to listen for.</li>" in page

    def test_a_language_that_we_have_no_name_for_keeps_its_tick(self, anns):
        page = page_of(
            anns.get(address("search_new"), {"query": "fête lang:fr", "way": "detailed"}), "detailed"
        )

        assert 'value="fr"' in page
        assert "checked" in page[page.index('value="fr"') :][:80]


class TestKeeping:
    def test_an_editor_sees_who_locked_it_and_no_way_to_change_it(self, anns, eds, marrows):
        anns.post(address("search_lock", marrows.id))

        page = text(eds.get(address("search", marrows.id)))

        assert "Ann has locked this search." in page
        assert "Change it" not in page
        assert eds.get(address("search_edit", marrows.id)).status_code == 302

    def test_who_tries_anyway_is_told_by_whom(self, ann, eds, marrows):
        with org_scope(ann.organisation.id):
            lock_search(actor=ann.actor, search=marrows, at=now())

        page = text(eds.post(address("search_pause", marrows.id), follow=True))

        assert "“Growing” is locked by Ann." in page

    def test_it_rests_until_a_day(self, anns, marrows):
        day = day_of(now()).replace(year=day_of(now()).year + 1, day=1, month=1)

        page = text(anns.post(address("search_pause", marrows.id), {"until": str(day)}, follow=True))

        assert "until 1 January" in page

    @pytest.mark.parametrize("until", ["soon", "2020-01-01", "2026-02-31"])
    def test_a_day_that_is_none_is_refused(self, anns, ann, marrows, until):
        anns.post(address("search_pause", marrows.id), {"until": until})

        with org_scope(ann.organisation.id):
            assert Search.objects.get().is_running

    def test_a_colleague_changes_a_search_of_their_team_and_leaves_it_there(self, ann, bob, bobs):
        with org_scope(ann.organisation.id):
            team = create_team(actor=ann.actor, name="Parks", at=now())
            add_to_team(actor=ann.actor, team=team, member=bob.member, at=now())
            trees = write_search(actor=ann.actor, name="Trees", query="oak", team_id=team.id, at=now())

        form = text(bobs.get(address("search_edit", trees.id)))
        saved = bobs.post(
            address("search_edit", trees.id), posted(name="Trees", query="ash", team_id=str(team.id))
        )

        assert "The whole council" not in form
        assert saved.status_code == 302

    def test_a_copy_is_another_search(self, anns, ann, marrows):
        form = text(anns.get(address("search_copy", marrows.id)))
        anns.post(address("search_copy", marrows.id), posted(name="More growing"))

        assert 'value="Copy of Growing"' in form
        with org_scope(ann.organisation.id):
            assert Search.objects.count() == 2


class TestVersions:
    def test_one_is_read_in_few_queries(self, anns, ann, marrows):
        with org_scope(ann.organisation.id):
            change_search(actor=ann.actor, search=marrows, name="Growing", query="leek", at=now())
            first = marrows.versions.get(number=1)
        anns.get(address("searches"))

        with at_most(12):
            page = text(anns.get(address("search_version", marrows.id, first.id)))

        assert "What has changed since" in page
        assert "<del>marrow</del>" in page

    def test_of_another_search_it_is_not_there(self, anns, ann, marrows):
        with org_scope(ann.organisation.id):
            other = write_search(actor=ann.actor, name="Leeks", query="leek", at=now())
            version = other.versions.get()

        assert anns.get(address("search_version", marrows.id, version.id)).status_code == 404
        assert anns.post(address("search_restore", marrows.id, version.id)).status_code == 404

    def test_nobody_brings_one_back_over_a_newer_one_unseen(self, anns, ann, marrows):
        with org_scope(ann.organisation.id):
            change_search(actor=ann.actor, search=marrows, name="Growing", query="leek", at=now())
            first = marrows.versions.get(number=1)

        page = text(
            anns.post(address("search_restore", marrows.id, first.id), {"based_on": "1"}, follow=True)
        )

        assert "A colleague saved another version" in page


def test_what_a_colleague_saved_meanwhile_is_shown_before_it_is_too_late(anns, ann, marrows):
    with org_scope(ann.organisation.id):
        change_search(actor=ann.actor, search=marrows, name="Growing", query="leek -jobs", at=now())

    looked = text(
        anns.post(reverse("desk:search_edit", args=["marlowe", marrows.id]), posted(based_on=1, preview=1))
    )

    assert "Ann saved version 2 while you were writing" in looked
    assert 'name="use" value="leek -jobs"' in looked
