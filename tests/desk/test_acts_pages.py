"""What we gave and asked: listing, adding, taking back."""

from datetime import timedelta

import pytest

from apps.common.clock import now
from apps.ledger.actions import record_act
from apps.ledger.models import Act

ACTS = "/o/marlowe/acts"
SAID = {"kind": "explain", "way": "ask", "place": "Village noticeboard", "words": "Would you fill this in?"}


def say(person, way="give", at=None, words="Well done!"):
    return record_act(
        actor=person.actor, kind="well_done", way=way, words=words, place="Blog", said_at=at, at=now()
    )


def test_a_colleague_adds_what_was_said_without_a_find(bobs, in_marlowe):
    page = bobs.post(f"{ACTS}/new", SAID, follow=True).content.decode()

    assert "Would you fill this in?" in page
    assert Act.objects.get().way == "ask"


def test_it_may_have_been_said_the_other_day(bobs, in_marlowe):
    bobs.post(f"{ACTS}/new", SAID | {"said_at": "2026-11-02T10:30"})

    assert Act.objects.get().at.isoformat() == "2026-11-02T10:30:00+00:00"


def test_it_cannot_have_been_said_tomorrow(bobs, in_marlowe):
    tomorrow = now() + timedelta(days=1)

    response = bobs.post(f"{ACTS}/new", SAID | {"said_at": f"{tomorrow:%Y-%m-%dT%H:%M}"})

    assert response.status_code == 422
    assert "This cannot have been said yet." in response.content.decode()


@pytest.mark.parametrize("missing", ["kind", "way", "place"])
def test_what_is_missing_is_asked_for(bobs, in_marlowe, missing):
    response = bobs.post(f"{ACTS}/new", {name: value for name, value in SAID.items() if name != missing})

    assert response.status_code == 422
    assert not Act.objects.exists()


def test_a_week_shows_its_own_acts_only(ann, anns, in_marlowe):
    say(ann, words="This week’s")
    say(ann, at=now() - timedelta(days=7), words="Last week’s")

    assert "Last week’s" not in anns.get(ACTS).content.decode()
    before = anns.get(ACTS).context["asked"].before
    assert "Last week’s" in anns.get(ACTS + before).content.decode()
    assert "This week’s" not in anns.get(ACTS + before).content.decode()


@pytest.mark.parametrize(("way", "count"), [("give", 2), ("ask", 1), ("broadcast", 0), ("nonsense", 3)])
def test_a_way_shows_its_own_acts_only(ann, anns, in_marlowe, way, count):
    say(ann, "give")
    say(ann, "give")
    say(ann, "ask")

    assert len(anns.get(f"{ACTS}?way={way}").context["rows"]) == count


@pytest.mark.parametrize("week", ["nonsense", "9999-12-31", "0001-01-01", "2026-13-01"])
def test_a_week_that_cannot_be_is_no_error(anns, in_marlowe, week):
    assert anns.get(f"{ACTS}?week={week}").status_code == 200


def test_one_takes_back_ones_own_and_it_counts_no_more(bob, bobs, in_marlowe):
    act = say(bob)

    page = bobs.post(f"{ACTS}/{act.id}/take-back", follow=True).content.decode()

    assert "Taken back" in page
    assert not Act.objects.standing().exists()


def test_nobody_takes_back_what_a_colleague_said(ann, bobs, in_marlowe):
    act = say(ann)

    assert "Take back" not in bobs.get(ACTS).content.decode()
    assert bobs.post(f"{ACTS}/{act.id}/take-back").status_code == 403
    assert Act.objects.standing().exists()


def test_taking_back_twice_is_told_and_harmless(bob, bobs, in_marlowe):
    act = say(bob)
    bobs.post(f"{ACTS}/{act.id}/take-back")

    page = bobs.post(f"{ACTS}/{act.id}/take-back", follow=True).content.decode()

    assert "This was taken back already." in page


def test_a_reader_reads_and_adds_nothing(ann, reas, in_marlowe):
    say(ann)
    page = reas.get(ACTS).content.decode()

    assert "Well done!" in page
    assert "Take back" not in page
    assert "acts/new" not in page
    assert reas.get(f"{ACTS}/new").status_code == 403


def test_another_council_sees_nothing(ann, eves, in_marlowe):
    act = say(ann)

    assert eves.get(ACTS).status_code == 404
    assert eves.post(f"/o/elsewhere/acts/{act.id}/take-back").status_code == 404
    assert Act.objects.standing().exists()


def test_words_are_never_markup(ann, anns, in_marlowe):
    say(ann, words="<b>bold</b>\nand more")

    page = anns.get(ACTS).content.decode()

    assert "<b>bold" not in page
    assert "&lt;b&gt;bold" in page
