"""Something I saw: the page, what other apps hand to it, and the bookmarklet."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from apps.common.clock import now
from apps.discoveries.actions.captures import capture_find
from apps.discoveries.models import Find

SAW = "/o/marlowe/saw"
SEEN = {"address": "https://chat.example/1", "words": "Choir looks for basses", "place": "Marlowe Chat"}


def value_of(page, name):
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0]
    value = re.search(r'value="([^"]*)"', field)
    return unescape(value[1]) if value else ""


def test_three_fields_make_a_find_and_lead_to_it(bobs, in_marlowe):
    page = bobs.post(SAW, SEEN, follow=True).content.decode()

    find = Find.objects.get()
    assert f'id="find-{find.id}"' in page
    assert "It is a find now" in page
    assert "seen by Bob" in page
    assert 'value="join_in"' in page


def test_what_is_there_already_is_led_to(bobs, ann, in_marlowe):
    find = capture_find(actor=ann.actor, at=now(), **SEEN).find

    answer = bobs.post(SAW, SEEN, follow=True)

    assert answer.redirect_chain == [(f"/o/marlowe/finds/{find.id}", 302)]
    assert "We have this one already" in answer.content.decode()


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(bobs, in_marlowe):
    answer = bobs.post(SAW, SEEN | {"words": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write what it says" in page
    assert value_of(page, "address") == SEEN["address"]


def test_looking_with_a_filled_address_keeps_nothing(bobs, in_marlowe):
    page = bobs.get(
        SAW, {"url": SEEN["address"], "text": SEEN["words"], "title": "Marlowe Chat"}
    ).content.decode()

    assert (value_of(page, "address"), value_of(page, "place")) == (SEEN["address"], "Marlowe Chat")
    assert SEEN["words"] in page
    assert Find.objects.count() == 0


def test_an_app_that_puts_the_address_into_the_text_is_understood(bobs, in_marlowe):
    page = bobs.get(SAW, {"text": "Choir looks for basses https://chat.example/1"}).content.decode()

    assert value_of(page, "address") == "https://chat.example/1"
    assert ">\nChoir looks for basses</textarea>" in page


def test_a_long_text_is_cut_between_words(bobs, in_marlowe):
    page = bobs.get(SAW, {"text": "basses " * 100}).content.decode()

    words = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page, re.DOTALL)[1]
    assert len(words) <= 300
    assert words.endswith("basses …")


def test_the_bookmarklet_opens_this_page(bobs, in_marlowe):
    page = bobs.get(SAW).content.decode()

    written = unescape(re.search(r'<code[^>]*id="bookmarklet"[^>]*>(.*?)</code>', page)[1])
    assert written.startswith("javascript:void(open('http://testserver/o/marlowe/saw?url='")
    assert unescape(re.search(r'href="(javascript:[^"]*)"', page)[1]) == written


def test_a_shared_post_finds_its_council(bobs, in_marlowe):
    answer = bobs.get("/o/saw", {"url": "https://chat.example/1?a=1&b=2", "text": "ô"})

    assert answer.status_code == 302
    assert urlsplit(answer.url).path == SAW
    assert parse_qs(urlsplit(answer.url).query) == {"url": ["https://chat.example/1?a=1&b=2"], "text": ["ô"]}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_and_a_stranger_put_nothing_in(reas, eves, in_marlowe, method):
    assert getattr(reas, method)(SAW, SEEN).status_code == 403
    assert getattr(eves, method)(SAW, SEEN).status_code == 404
    assert Find.objects.count() == 0
