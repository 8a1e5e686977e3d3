"""Searches, their editor and its preview, as members meet them."""

import pytest
from django.urls import reverse

from apps.common.clock import now
from apps.common.scope import org_scope
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.actions.searches import write_search
from apps.discoveries.models import Follow, Source
from apps.organisations.actions import create_team
from apps.searches.models import Search
from tests.desk.asked import at_most


def address(name, *args):
    return reverse(f"desk:{name}", args=["marlowe", *args])


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def marrows(ann):
    with org_scope(ann.organisation.id):
        return write_search(actor=ann.actor, name="Growing", query="marrow", at=now())


@pytest.fixture
def passed_by(ann):
    """Three posts in a place that Marlowe follows."""
    source = Source.objects.create(
        url="https://plots.example/feed", host="plots.example", platform="feed", created_at=now()
    )
    with org_scope(ann.organisation.id):
        Follow(
            organisation=ann.organisation,
            source=source,
            name="The allotment blog",
            since=now(),
            added_by=ann.member,
        ).save()
    posts = [
        ("Forty marrows", "for all at the library"),
        ("", "A marrow and beans"),
        ("Beans", "no more"),
    ]
    arrivals = [
        Arrival(identity=f"id:{number}", url=f"https://plots.example/{number}", title=title, text=body)
        for number, (title, body) in enumerate(posts)
    ]
    take_in(source=source, arrivals=arrivals, at=now())


def posted(**fields):
    return {"name": "Growing", "query": "marrow", "purpose": "celebrate", "team_id": "council"} | fields


class TestTheList:
    def test_is_read_in_a_dozen_queries(self, anns, marrows):
        anns.get(address("searches"))

        with at_most(12):
            page = text(anns.get(address("searches")))

        assert "<code>marrow</code>" in page
        assert "Running" in page

    def test_a_reader_sees_them_and_no_way_to_write(self, reas, marrows):
        page = text(reas.get(address("searches")))

        assert "Growing" in page
        assert "Write a search" not in page

    def test_invites_when_there_is_none(self, anns):
        assert "What do people here love?" in text(anns.get(address("searches")))

    @pytest.mark.parametrize("name", ["searches", "search_new", "listed"])
    def test_another_councils_are_not_there(self, eves, marrows, name):
        assert eves.get(address(name)).status_code == 404

    def test_nor_is_one_by_its_id(self, eves, marrows):
        assert eves.get(reverse("desk:search", args=["elsewhere", marrows.id])).status_code == 404


class TestWriting:
    def test_a_search_begins_to_listen(self, anns):
        response = anns.post(address("search_new"), posted(), follow=True)

        assert "We are listening for “Growing”." in text(response)

    def test_it_may_be_a_teams(self, anns, ann):
        with org_scope(ann.organisation.id):
            team = create_team(actor=ann.actor, name="Parks", at=now())

        page = text(anns.post(address("search_new"), posted(team_id=str(team.id)), follow=True))

        assert "Parks" in page

    @pytest.mark.parametrize("browser", ["bobs", "reas"])
    def test_is_not_for_colleagues_and_readers(self, browser, request, marrows):
        browser = request.getfixturevalue(browser)

        assert browser.get(address("search_new")).status_code == 403
        assert browser.post(address("search_new"), posted(name="Mine")).status_code == 403
        assert browser.get(address("search_edit", marrows.id)).status_code == 403
        assert browser.post(address("search_end", marrows.id)).status_code == 403

    def test_an_editor_may(self, client, ed):
        client.force_login(ed.user)

        assert client.post(address("search_new"), posted()).status_code == 302

    @pytest.mark.parametrize(
        ("query", "why"),
        [
            ("", "Write at least one word to listen for."),
            ("-jobs", "This only says what to leave out."),
            ("lang:cy", "would bring in nearly everything"),
            ("marrow OR lang:cy", "One side of an OR would bring in nearly everything"),
        ],
    )
    def test_what_would_bring_everything_is_previewed_but_not_saved(self, anns, ann, query, why):
        preview = anns.post(address("search_new"), posted(query=query, preview="1"))
        saved = text(anns.post(address("search_new"), posted(query=query)))

        assert preview.status_code == 200
        assert "Error:" in saved
        assert why in saved
        with org_scope(ann.organisation.id):
            assert not Search.objects.exists()

    def test_two_of_one_name_are_told_apart_at_the_name(self, anns, marrows):
        page = text(anns.post(address("search_new"), posted()))

        assert 'href="#id_name"' in page

    def test_a_search_that_names_a_person_leads_to_the_list(self, anns):
        page = text(anns.post(address("search_new"), posted(query="marrow @jane_doe")))

        assert "We listen to places and subjects, never to a person." in page
        assert address("listed") + "?handle=jane_doe" in page


class TestPreview:
    def test_counts_marks_and_names_the_place(self, anns, passed_by):
        page = text(anns.post(address("search_new"), posted(preview="1")))

        assert "2 in the last 30 days" in page
        assert "Forty <mark>marrows</mark>" in page
        assert 'data-slot="title">The allotment blog</a>' in page
        assert '<span>The allotment blog</span> <b class="numbers">2</b>' in page

    def test_is_read_in_few_queries_each_with_its_time_limit(self, anns, passed_by):
        anns.post(address("search_new"), posted(preview="1"))

        with at_most(40):
            anns.post(address("search_new"), posted(preview="1"))

    def test_keeps_what_was_typed_and_saves_nothing(self, anns, ann):
        page = text(anns.post(address("search_new"), posted(name="Half a", preview="1")))

        assert 'value="Half a"' in page
        with org_scope(ann.organisation.id):
            assert not Search.objects.exists()

    def test_shows_the_brackets_that_were_understood(self, anns):
        page = text(anns.get(address("search_new"), {"query": "swap OR repair café"}))

        assert "swap OR (repair café)" in page

    def test_points_at_what_it_mended_with_a_caret_and_a_way_out(self, anns):
        response = anns.get(address("search_new"), {"query": 'marrow "summer fete'})

        page = response.content.decode()
        assert "^" * len('"summer fete') in page
        assert 'value="marrow &quot;summer fete&quot;"' in page

    def test_the_way_out_is_taken_without_saving(self, anns):
        page = text(anns.post(address("search_new"), posted(query="marrow and", use='"marrow day"')))

        assert "&quot;marrow day&quot;</textarea>" in page

    def test_says_when_nothing_passed_by(self, anns, passed_by):
        page = text(anns.get(address("search_new"), {"query": "hovercraft"}))

        assert "0 in the last 30 days" in page
        assert "<p data-preview-none>" in page

    def test_says_when_it_is_too_broad(self, anns, passed_by, monkeypatch):
        monkeypatch.setattr("apps.discoveries.previews.EXACT", 1)

        page = text(anns.get(address("search_new"), {"query": "marrow"}))

        assert "<p data-preview-broad>" in page


class TestWouldThisMatch:
    def test_says_why_not_without_scripts(self, reas):
        asked = {"query": "marrow -soup", "sample": "Marrow soup for all"}

        page = text(reas.post(address("would_match"), asked))

        assert "No, this would not match." in page
        assert "It has “soup”, and this search leaves that out." in page
        assert "<mark>Marrow</mark>" in page

    def test_says_what_is_missing_from_the_form(self, reas):
        page = text(reas.post(address("would_match"), {"query": "", "sample": ""}))

        assert "Write at least one word to listen for." in page
        assert "Paste a text, or the address of something that passed by." in page

    def test_an_address_that_did_not_pass_by_is_told_at_the_field(self, reas):
        page = text(reas.post(address("would_match"), {"query": "marrow", "sample": "https://a.example/"}))

        assert 'href="#id_sample">Nothing with this address passed by' in page

    @pytest.mark.parametrize("name", ["search", "search_edit"])
    def test_stands_beside_every_search(self, anns, marrows, name):
        page = text(anns.get(address(name, marrows.id)))

        assert f'formaction="{address("would_match")}"' in page


class TestLifeOfASearch:
    def test_is_read_in_a_dozen_queries(self, anns, marrows):
        anns.get(address("searches"))

        with at_most(12):
            assert anns.get(address("search", marrows.id)).status_code == 200

    def test_changes_become_versions_with_who_and_what(self, anns, marrows):
        page = text(
            anns.post(address("search_edit", marrows.id), posted(query="marrow OR bean"), follow=True)
        )

        assert "Version 2 by Ann" in page
        assert "<code>marrow</code>" in page

    def test_one_starts_again_from_an_earlier_version(self, anns, marrows):
        anns.post(address("search_edit", marrows.id), posted(query="bean"))

        page = text(anns.get(address("search_edit", marrows.id), {"version": "1"}))

        assert "marrow</textarea>" in page

    def test_pauses_and_resumes(self, anns, marrows):
        paused = text(anns.post(address("search_pause", marrows.id), follow=True))
        resumed = text(anns.post(address("search_resume", marrows.id), follow=True))

        assert "“Growing” is paused." in paused
        assert f'action="{address("search_resume", marrows.id)}" data-undo' in paused
        assert "“Growing” is listening again" in resumed

    def test_ends_and_stays_as_history(self, anns, marrows):
        anns.post(address("search_end", marrows.id))

        page = text(anns.get(address("searches")))

        assert "Ended searches" in page
        assert "Growing" in page

    def test_cannot_begin_again_under_a_name_that_is_taken(self, anns, marrows):
        anns.post(address("search_end", marrows.id))
        anns.post(address("search_new"), posted())

        page = text(anns.post(address("search_resume", marrows.id), follow=True))

        assert "You already have a search with this name." in page

    def test_a_reader_sees_it_without_buttons(self, reas, marrows):
        page = text(reas.get(address("search", marrows.id)))

        assert "How it came to be" in page
        assert "Pause" not in page
