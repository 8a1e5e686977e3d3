"""Starter searches, and the list by whose they are and what they found."""

import pytest

from apps.common.clock import now
from apps.common.refusals import Invalid, NotThere
from apps.common.scope import org_scope
from apps.discoveries.actions.searches import write_search
from apps.discoveries.actions.starters import start_searches
from apps.discoveries.starters import offers
from apps.organisations.actions import create_team
from apps.searches.actions import lock_search, pause_search
from apps.searches.models import Search
from tests.desk.test_searches_pages import address, passed_by, text

__all__ = ["passed_by"]


class TestStarters:
    def test_each_says_what_it_would_have_found(self, anns, passed_by):
        page = text(anns.get(address("search_starters")))

        assert "Litter picks" in page
        assert "0 in 30 days" in page
        assert "Eisteddfodau" not in page

    def test_in_wales_the_welsh_ones_come_first(self, anns, marlowe):
        marlowe.nation = "wales"
        marlowe.save()

        page = text(anns.get(address("search_starters")))

        assert page.index("Eisteddfodau") < page.index("Litter picks")

    def test_several_start_in_one_press(self, anns, ann):
        page = text(
            anns.post(address("search_starters"), {"starters": ["litter-picks", "pride"]}, follow=True)
        )

        assert "We are listening for: Litter picks, Pride." in page
        with org_scope(ann.organisation.id):
            assert Search.objects.get(name="Pride").purpose == "celebrate"

    def test_none_ticked_is_said(self, anns):
        assert "Tick at least one." in text(anns.post(address("search_starters"), {}))

    def test_looking_starts_nothing_and_keeps_the_ticks(self, anns, ann):
        page = text(anns.post(address("search_starters"), {"starters": ["pride"], "look": "1"}))

        assert 'value="pride" checked' in page
        with org_scope(ann.organisation.id):
            assert not Search.objects.exists()

    def test_what_there_was_no_time_to_count_is_left_to_scripts(self, ann, in_marlowe):
        shown = offers(actor=ann.actor, seconds=0, at=now())

        assert {offer.count for offer in shown} == {None}

    def test_what_runs_already_is_passed_over(self, ann, in_marlowe):
        start_searches(actor=ann.actor, starters=["pride"], at=now())

        begun = start_searches(
            actor=ann.actor, starters=["pride", "pride", "swaps"], near=["Netherby"], at=now()
        )

        assert [search.query.endswith(' near:"Netherby"') for search in begun] == [True]

    @pytest.mark.parametrize(
        ("asked", "refusal"),
        [
            ({"starters": []}, Invalid),
            ({"starters": ["x"]}, NotThere),
            ({"starters": ["pride"], "near": ["!"]}, Invalid),
        ],
    )
    def test_what_is_no_starter_or_no_place_starts_nothing(self, ann, in_marlowe, asked, refusal):
        with pytest.raises(refusal):
            start_searches(actor=ann.actor, at=now(), **asked)


class TestTheList:
    @pytest.fixture
    def several(self, ann, marlowe):
        with org_scope(marlowe.id):
            team = create_team(actor=ann.actor, name="Parks", at=now())
            trees = write_search(actor=ann.actor, name="Trees", query="oak", team_id=team.id, at=now())
            fetes = write_search(actor=ann.actor, name="Fêtes", query="fête", at=now())
            lock_search(actor=ann.actor, search=trees, at=now())
            pause_search(actor=ann.actor, search=fetes, at=now())
        return team

    @pytest.mark.parametrize(
        ("asked", "shown"),
        [
            ({}, {"Trees", "Fêtes"}),
            ({"team": "council"}, {"Fêtes"}),
            ({"state": "paused"}, {"Fêtes"}),
            ({"show": "locked"}, {"Trees"}),
            ({"show": "silent"}, {"Trees", "Fêtes"}),
            ({"show": "found"}, set()),
            ({"team": "nonsense", "state": "odd"}, {"Trees", "Fêtes"}),
        ],
    )
    def test_is_by_whose_in_which_state_and_what_they_found(self, anns, several, asked, shown):
        page = text(anns.get(address("searches"), asked))

        assert {name for name in ("Trees", "Fêtes") if f">{name}</a>" in page} == shown

    def test_is_by_team(self, anns, several):
        page = text(anns.get(address("searches"), {"team": str(several.id)}))

        assert ">Trees</a>" in page
        assert ">Fêtes</a>" not in page


def test_programs_start_and_copy_too(client, ann):
    client.force_login(ann.user)
    here = "/api/v1/organisations/marlowe/searches"

    starter = client.get(f"{here}/starters?slug=pride").json()["data"][0]
    begun = client.post(f"{here}/start", {"starters": ["pride"]}, content_type="application/json").json()[
        "data"
    ]
    copied = client.post(f"{here}/{begun[0]['id']}/copy", {}, content_type="application/json")

    assert (starter["name"], starter["count"]) == ("Pride", 0)
    assert (begun[0]["query"], copied.json()["name"]) == (starter["query"], "Copy of Pride")
