"""The list of the UK's councils: found by address and by name."""

from pathlib import Path

import pytest
from django.core.management import call_command

from apps.organisations import uk_councils
from apps.organisations.management.commands import make_uk_councils
from apps.organisations.uk_councils import councils_named, councils_writing_from, is_private

PUBLISHED = Path("/work/shared/data/councils")


def names(found):
    return [council.name for council in found]


def test_has_every_council_of_today_once():
    found = uk_councils.uk_councils()

    assert len(found) == len({one.gss for one in found}) == len({one.slug for one in found}) == 382
    assert all(one.domain and one.official_name and one.latitude for one in found)


def test_says_where_it_comes_from():
    head = uk_councils.FILE.read_text().splitlines()[:3]

    assert all(line.startswith("# ") for line in head)
    assert "MIT" in head[1]
    assert "CC BY 4.0" in head[2]


@pytest.mark.parametrize(
    ("email", "found"),
    [
        ("ann@bristol.gov.uk", ["Bristol"]),
        ("ann@LIBRARIES.Bristol.gov.uk", ["Bristol"]),
        ("ann@adur-worthing.gov.uk", ["Adur", "Worthing"]),
        ("ann@gwynedd.llyw.cymru", ["Gwynedd"]),
        ("ann@xbristol.gov.uk", []),
        ("ann@gov.uk", []),
        ("ann@nhs.net", []),
        ("ann@gmail.com", []),
        ("bristol.gov.uk", ["Bristol"]),
        ("", []),
    ],
)
def test_is_found_by_address(email, found):
    assert names(councils_writing_from(email)) == found


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("bris", "Bristol"),
        ("ynys mon", "Isle of Anglesey"),
        ("Môn", "Isle of Anglesey"),
        ("hull", "Kingston upon Hull"),
        ("sir ddin", "Denbighshire"),
        ("kings lynn", "King’s Lynn and West Norfolk"),
        ("BOROUGH of barnet", "Barnet"),
    ],
)
def test_is_found_by_any_of_its_names(written, first):
    assert names(councils_named(written))[0] == first


@pytest.mark.parametrize("written", ["", "  ", "…", "nowhere at all"])
def test_nothing_is_found_for_nothing(written):
    assert councils_named(written) == []


def test_a_dozen_are_shown_at_most():
    assert len(councils_named("council")) == 12


def test_an_address_of_ones_own_is_told_apart():
    assert is_private("ann@GMail.com")
    assert not is_private("ann@bristol.gov.uk")


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published lists are not here")
def test_is_what_the_command_makes_of_the_published_lists(tmp_path, monkeypatch):
    made = tmp_path / "made.csv"
    monkeypatch.setattr(make_uk_councils, "FILE", made)

    call_command("make_uk_councils", str(PUBLISHED))

    assert made.read_text() == uk_councils.FILE.read_text()
