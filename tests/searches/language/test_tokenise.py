"""What a written text can be found by. Every case is a trap some product fell into."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.searches.language.fold import clean, fold, traced
from apps.searches.language.tokens import MAX_OCCURRENCES, MAX_POSITION, Text, places, tokenise

anything = st.text(st.characters(exclude_categories=()), max_size=60)


def lexemes(body, **facts):
    return tokenise(Text(title="", body=body, **facts)).lexemes


def positions(body):
    return {
        word: [at - 11 for at in found]
        for word, found in tokenise(Text(title="", body=body)).positions.items()
    }


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Crawley", "crawley"),
        ("CAFÉ", "cafe"),
        ("cafe\u0301", "cafe"),
        ("Tŷ", "ty"),
        ("Llŷn", "llyn"),
        ("Łódź", "lodz"),
        ("Øre", "ore"),
        ("encyclopædia", "encyclopaedia"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ısı", "isi"),
        ("𝗯𝗼𝗹𝗱", "bold"),
        ("ＦＵＬＬ", "full"),
        ("so\u00adft", "soft"),
        ("zero\u200bwidth", "zerowidth"),
        ("don’t", "dont"),
        ("DON'T", "dont"),
        ("o'brien", "obrien"),
        ("हिन्दी", "हिन्दी"),
        ("ਪੰਜਾਬੀ", "ਪੰਜਾਬੀ"),
        ("বাংলা", "বাংলা"),
        ("공원", "공원"),
        ("👍🏽", "👍"),
        ("❤️", "❤"),
        ("1️⃣", "1"),
    ],
)
def test_one_word_however_it_is_written(written, word):
    assert positions(written) == {f"={word}": [0]}


def test_nothing_is_a_stop_word():
    assert {"the", "who", "will", "young", "dont"} <= lexemes("The Who, Will Young: don't!")


def test_a_stem_and_the_exact_word_are_kept_apart():
    assert {"garden", "=gardens"} <= lexemes("Gardens")
    assert "=garden" not in lexemes("Gardens")


@pytest.mark.parametrize("written", ["John's", "John’s", "JOHN'S"])
def test_a_possessive_is_both_words_in_one_place(written):
    assert positions(f"St {written} fair") == {"=st": [0], "=johns": [1], "=john": [1], "=fair": [2]}


def test_welsh_leaning_words_leave_their_head_findable():
    assert {"=mae", "=ysgol"} <= lexemes("Mae'r ysgol’n")


def test_a_hyphened_word_is_its_parts_and_one_word():
    assert positions("the co‑operative bank") == {
        "=the": [0],
        "=co": [1],
        "=operative": [2],
        "=cooperative": [1, 2],
        "=bank": [3],
    }


def test_a_camel_case_tag_is_its_root_and_its_parts():
    found = positions("at #LoveCrawley2026 now")

    assert found["=love"] == [1]
    assert found["=crawley"] == [2]
    assert found["=2026"] == [3]
    assert found["=now"] == [4]
    assert "#lovecrawley2026" in lexemes("at #LoveCrawley2026 now")


def test_parts_of_a_tag_are_no_tags():
    assert not {"#love", "#crawley", "#20"} & lexemes("#LoveCrawley #tag20")


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("#BBCNews", ["bbc", "news"]),
        ("#park_run", ["park", "run"]),
        ("#tag20", ["tag", "20"]),
        ("#parkrun", ["parkrun"]),
    ],
)
def test_tags_come_apart_where_people_hear_a_gap(tag, parts):
    assert {f"={part}" for part in parts} <= lexemes(tag)


@pytest.mark.parametrize("written", ["#1", "C#minor", "&#39;", "a#b"])
def test_not_every_hash_begins_a_tag(written):
    assert not [lexeme for lexeme in lexemes(written) if lexeme.startswith("#")]


def test_a_mention_takes_one_place_and_is_no_word():
    found = lexemes("thanks @CrawleyBC.")

    assert "@crawleybc" in found
    assert "crawleybc" not in found
    assert positions("thanks @CrawleyBC. All")["=all"] == [2]


def test_a_mention_on_another_server_is_found_by_its_name_too():
    assert {"@crawley", "@crawley@example.social"} <= lexemes("@Crawley@example.social")


def test_a_mail_address_mentions_nobody():
    assert not [lexeme for lexeme in lexemes("jane@crawley.gov.uk") if lexeme.startswith("@")]


def test_an_address_takes_one_place():
    assert positions("see https://www.Crawley.gov.uk/parks). Now") == {
        "=see": [0],
        "=crawley.gov.uk/parks": [1],
        "=now": [2],
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3.5", ["3", "5"]),
        ("10:30", ["10", "30"]),
        ("加油", ["加", "油"]),
        ("and/or", ["and", "or"]),
        ("👩‍👧", ["👩", "👧"]),
    ],
)
def test_what_is_several_tokens_stands_in_successive_places(written, said):
    assert positions(written) == {f"={word}": [at] for at, word in enumerate(said)}


def test_title_and_body_never_make_a_phrase():
    found = tokenise(Text(title="park", body="run")).positions

    assert found["=run"][0] - found["=park"][0] > 5


def test_who_where_and_which_language_are_found_by_their_own_names():
    found = lexemes(
        "",
        author="@Jane Smith",
        url="https://www.blog.crawley.gov.uk:443/x",
        language="en_GB",
        tags=("Community News",),
    )

    assert found == {
        "from:janesmith",
        "site:blog.crawley.gov.uk",
        "site:crawley.gov.uk",
        "site:gov.uk",
        "site:uk",
        "lang:en",
        "lang:en-gb",
        "#communitynews",
    }


def test_an_internationalised_host_is_found_in_either_writing():
    assert (
        lexemes("", url="https://tŷ.cymru/")
        == lexemes("", url="https://xn--t-foa.cymru/")
        == {
            "site:xn--t-foa.cymru",
            "site:cymru",
        }
    )


def test_stems_stay_out_of_the_other_name_spaces():
    found = lexemes("a=b c:d #e @f g#h from:i =j", author="k", url="https://l.m", language="en")

    assert not [
        word
        for word in found
        if word[0] not in "=#@"
        and word.split(":")[0] not in {"from", "site", "lang"}
        and set(word) & set("=#@:")
    ]


def test_a_long_text_ends_at_the_last_position():
    found = tokenise(Text(title="", body=" ".join(f"w{n}" for n in range(9_000)) + " ab" * 9_000))

    assert max(at for places in found.positions.values() for at in places) <= MAX_POSITION


def test_a_title_that_takes_every_position_leaves_none_for_the_body():
    text = Text(title="a " * 20_000, body="unheard of")

    assert "=unheard" not in tokenise(text).lexemes
    assert {place.field for place in places(text)} == {"title"}


def test_a_word_keeps_its_first_occurrences():
    assert len(tokenise(Text(title="", body="park " * 300)).positions["=park"]) == MAX_OCCURRENCES


@settings(deadline=None, derandomize=True, database=None)
@given(anything)
def test_cleaning_and_folding_twice_change_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert fold(fold(clean(text))) == fold(clean(text))


@settings(deadline=None, derandomize=True, database=None)
@given(anything)
def test_every_clean_character_knows_where_it_came_from(text):
    origin = traced(text)

    assert origin.text == clean(text)
    assert len(origin.starts) == len(origin.ends) == len(origin.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(origin.starts, origin.ends, strict=True))


@settings(deadline=None, derandomize=True, database=None)
@given(anything, anything)
def test_the_tokens_people_see_are_the_tokens_that_are_stored(title, body):
    text = Text(title=title, body=body)

    seen = {(word, place.position + offset) for place in places(text) for offset, word in place.shape.placed}

    stored = tokenise(text).positions
    assert seen == {(word, at) for word, found in stored.items() for at in found}


@pytest.mark.parametrize(
    ("said", "has"),
    [
        ("see https://a.org/x?y=1", ("link",)),
        ("see WWW.A.ORG", ("link",)),
        ("see a.org or @a@b.org", ()),
        ("Who comes?", ("question",)),
        ("“Who comes?” she asked", ("question",)),
        ("Who?! Nobody", ("question",)),
        ("Pwy sy’n dod?\nNeb", ("question",)),
        ("誰？私", ("question",)),
        ("من؟", ("question",)),
        ("Ποιος\u037e", ("question",)),
        ("Ո՞վ", ("question",)),
        ("https://a.org/? and a?b", ("link", "question")),
        ("https://a.org/?a=b and a?b", ("link",)),
        ("a; b", ()),
    ],
)
def test_a_text_says_by_itself_whether_it_has_a_link_or_a_question(said, has):
    assert tokenise(Text(title="", body=said)).has == has
    assert tokenise(Text(title=said, body="")).has == has


def test_pictures_and_where_it_passed_are_known_beside_the_words():
    document = tokenise(Text(title="", body="park", has=("image", "smell"), source="0a1b"))

    assert document.has == ("image",)
    assert "source:0a1b" in document.lexemes
