"""The 20 real feeds. Every expectation was read by eye in the file itself, not taken from a parser."""

from datetime import datetime
from typing import NamedTuple

import pytest

from tests.connectors.conftest import DATA

FEEDS = DATA / "feeds"
pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the shared feeds are not here")


class Written(NamedTuple):
    file: str
    count: int
    title: str
    newest: str
    at: str
    url: str
    oldest: str


WRITTEN = [
    Written(
        "CRE.xml",
        30,
        "CRE: Technik, Kultur, Gesellschaft",
        "CRE207 Planetarien",
        "2015-02-13T22:38:52+00:00",
        "http://cre.fm/cre207-planetarien",
        "CRE178 Jugendmedienarbeit",
    ),
    Written(
        "DuplicateContentAtomFeed.xml",
        10,
        "Avian’s Blog",
        "Down time",
        "2014-07-21T21:14:39+02:00",
        "http://www.tablix.org/~avian/blog/archives/2014/07/down_time/",
        "Balanced variable phase shift circuit",
    ),
    Written(
        "FeedBurnerXHTML.xml",
        10,
        "Fantasy Baseball - RotoAuthority.com",
        "Stock Watch: April's Finest",
        "2014-04-30T08:00:00-05:00",
        "http://www.rotoauthority.com/2014/04/stock-watch-aprils-finest.html",
        "Closer Updates: As, Astros, BoSox, Braves, Brewers, Cubbies, Jays, Mets, Reds, Rockies, Yankees",
    ),
    Written(
        "HuffPostCanada.xml",
        2,
        "HuffPost Canada - Athena2 - All Posts",
        "Winnipeg High School Orders Custom Hijabs For Muslim Athletes",
        "2017-10-17T22:17:00+00:00",
        "http://www.huffingtonpost.ca/2017/10/17/"
        "winnipeg-high-school-orders-custom-hijabs-for-muslim-athletes_a_23246627/",
        "The Once-In-A-Lifetime Thrill Of Opening For Tom Petty",
    ),
    Written(
        "InvalidDateFormat.xml",
        2,
        "Invalid date format feed",
        "Item 1 with all valid dates",
        "2017-10-17T12:17:00+00:00",
        "http://example.com/item1",
        "Item 0 with an invalid date",
    ),
    Written(
        "PaulDixExplainsNothing.xml",
        5,
        "Paul Dix Explains Nothing",
        "Making a Ruby C library even faster",
        "2009-01-22T10:50:22-05:00",
        "http://www.pauldix.net/2009/01/making-a-ruby-c-library-even-faster.html",
        "Serializing data speed comparison: Marshal vs. JSON vs. Eval vs. YAML",
    ),
    Written(
        "RSSWithComments.xml",
        30,
        "Hacker News",
        "Show HN: MetricFlow – open-source metric framework",
        "2022-04-06T22:12:03+00:00",
        "https://github.com/transform-data/metricflow",
        "Wolfenstein 3D's winding journey from pitch to release",
    ),
    Written(
        "SamRuby.xml",
        20,
        "Sam Ruby",
        "Plex",
        "2013-01-30T10:12:03-08:00",
        "{home}/blog/2013/01/30/Plex",
        "Keeping it on the Rails",
    ),
    Written(
        "TechCrunch.xml",
        20,
        "TechCrunch",
        "Angie’s List Sets Price Range IPO At $11 To $13 Per Share; Valued At Over $600M",
        "2011-11-02T17:25:27+00:00",
        "http://techcrunch.com/2011/11/02/angies-list-prices-ipo-at-11-to-13-per-share-valued-at-over-600m/",
        "Ooma Invades Canada, US Premier Subscribers Can Now Talk To Their Northern Cousins For Free",
    ),
    Written(
        "TypePadNews.xml",
        10,
        "Everything Typepad",
        "Spotlight: Friday Favorites!",
        "2013-02-22T09:47:09-08:00",
        "http://everything.typepad.com/blog/2013/02/spotlight-friday-favorites.html",
        "Retiring Typepad Anti-Spam and Switching to Impermium",
    ),
    Written(
        "craigslist.rss",
        25,
        "craigslist SF bay area | apts/housing for rent search",
        "Bright, Spacious Beautiful Victorian (oakland north / temescal) $4300 3bd 1930ft2",
        "2017-06-21T10:33:10-07:00",
        "http://sfbay.craigslist.org/eby/apa/6186664607.html",
        "1BD/1BA, Top floor,Private Bal.,Hardwood,Dishwasher,Parking,Laundry"
        " (oakland lake merritt / grand) $1950 1bd 625ft2",
    ),
    Written(
        "encoding.rss",
        40,
        "Jornal de Notícias - Últimas Notícias",
        "Reações dos partidos ao veto de Marcelo",
        "2018-01-03T13:48:00+00:00",
        "https://www.jn.pt/nacional/interior/"
        "reacoes-dos-partidos-ao-veto-de-marcelo-ao-financiamento-partidario-9021587.html",
        "Lisboa quer passes sociais com acesso a táxis e bicicletas",
    ),
    Written(
        "google_alerts_atom.xml",
        20,
        "Google Alert - Slack",
        "Report offers Prediction of Automotive Slack Market by Top key players like Haldex, Meritor, Bendix ...",
        "2019-07-10T11:53:37+00:00",
        "https://www.aglobalmarketresearch.com/report-offers-prediction-of-automotive-slack-market-by-top-key-players"
        "-like-haldex-meritor-bendix-mei-wabco-accuride-stemco-tbk-febi-aydinsan/",
        "Latest research shows Microsoft Teams is stomping Slack",
    ),
    Written(
        "guardian.rss",
        55,
        "The Guardian",
        "Tottenham Hotspur v Manchester United: Premier League – live!",
        "2018-01-31T20:13:54+00:00",
        "https://www.theguardian.com/football/live/2018/jan/31/"
        "tottenham-hotspur-v-manchester-united-premier-league-live",
        "Trump-Russia investigation: the key questions answered",
    ),
    Written(
        "itunes.xml",
        3,
        "All About Everything",
        "Shake Shake Shake Your Spices",
        "2005-06-15T19:00:00+00:00",
        "http://example.com/podcasts/archive/aae20050615.m4a",
        "Red, Whine, & Blue",
    ),
    Written(
        "json_feed.json",
        20,
        "inessential.com",
        "James Dempsey and the Breakpoints Benefit App Camp for Girls",
        "2017-06-02T22:05:47-07:00",
        "http://inessential.com/2017/06/02/james_dempsey_and_the_breakpoints_benefi",
        "My CocoaConf Yosemite 2017 Talk",
    ),
    Written(
        "pet_atom.xml",
        10,
        "Pet Secret Shopper",
        "Sentry Calming Collar for dogs",
        "2012-12-27T10:32:37-08:00",
        "http://www.petsecretshopper.com/2012/12/sentry-calming-collar.html",
        "By Nature | Natural Adult Formula Cat Food",
    ),
    Written(
        "reddit-atom.rss",
        24,
        "reddit: the front page of the internet",
        "I am the guy who dragged a model into the ocean and tied her up with sharks for conservation."
        " Photographer VonWong, AMA",
        "2016-01-23T18:08:59+00:00",
        "https://www.reddit.com/r/IAmA/comments/42bx8o/i_am_the_guy_who_dragged_a_model_into_the_ocean/",
        "What do you call 5 black people having sex?",
    ),
    Written(
        "reddit.rss",
        24,
        "reddit: the front page of the internet",
        "We are Aziz Ansari and Alan Yang from Master of None - Ask Us Anything",
        "2015-11-12T22:27:28+00:00",
        "https://www.reddit.com/r/IAmA/comments/3sl82z/we_are_aziz_ansari_and_alan_yang_from_master_of/",
        "Cable companies are so scared of Netflix they've actually started showing fewer ads",
    ),
    Written(
        "youtube_atom.xml",
        15,
        "Google",
        "The Google app: Questions Title",
        "2015-05-04T00:01:27+00:00",
        "http://www.youtube.com/watch?v=5shykyfmb28",
        "Veterans Make Great Googlers. Find your team: Specialists",
    ),
]
each = pytest.mark.parametrize("written", WRITTEN, ids=lambda written: written.file)


def test_every_feed_of_the_collection_is_in_the_table():
    assert {path.name for path in FEEDS.iterdir()} == {written.file for written in WRITTEN}


@each
def test_titles_dates_and_links_are_those_in_the_file(written, neighbour, look):
    address = neighbour.says_feed((FEEDS / written.file).read_bytes())

    result = look(address)

    newest, oldest = result.items[0], result.items[-1]
    assert (len(result.items), result.title) == (written.count, written.title)
    assert (newest.title, oldest.title) == (written.newest, written.oldest)
    assert newest.published_at == datetime.fromisoformat(written.at)
    assert newest.url == written.url.format(home=neighbour.home)


@each
def test_a_second_look_finds_the_same_identities(written, neighbour, look):
    address = neighbour.says_feed((FEEDS / written.file).read_bytes())
    first = look(address)

    second = look(first.memory)

    assert second.listed == first.listed
    assert len(second.listed) == written.count


@each
def test_no_item_is_undated_unlinked_or_holds_markup(written, neighbour, look):
    address = neighbour.says_feed((FEEDS / written.file).read_bytes())

    items = look(address).items

    assert all(item.published_at and item.title for item in items)
    assert all(item.url.startswith(("http://", "https://")) for item in items)
    assert not any(sign in item.text for item in items for sign in ("<p>", "<div", "<br", "&nbsp;", "&lt;p"))


@pytest.mark.parametrize(
    "written", [w for w in WRITTEN if not w.file.endswith(".json")], ids=lambda w: w.file
)
def test_the_slow_parser_reads_no_item_as_another(written, neighbour, look):
    whole = (FEEDS / written.file).read_bytes()
    well = look(neighbour.says_feed(whole))

    broken = look(neighbour.says_feed(whole + b"<trailing & rubbish"))

    assert broken.listed
    assert broken.listed <= well.listed


def test_a_google_alert_leads_to_the_pages_themselves(neighbour, look):
    address = neighbour.says_feed((FEEDS / "google_alerts_atom.xml").read_bytes())

    items = look(address).items

    assert not any("google." in item.url for item in items)


def test_a_feed_in_latin_1_keeps_its_accents_when_http_says_utf_8(neighbour, look):
    address = neighbour.says_feed(
        (FEEDS / "encoding.rss").read_bytes(), content_type="text/xml; charset=utf-8"
    )

    assert look(address).title == "Jornal de Notícias - Últimas Notícias"


@pytest.mark.parametrize(
    ("file", "complete"),
    [
        ("CRE.xml", True),
        ("youtube_atom.xml", True),
        ("json_feed.json", True),
        ("guardian.rss", False),
        ("reddit.rss", False),
        ("RSSWithComments.xml", False),
    ],
)
def test_what_leaves_a_front_page_was_not_withdrawn(file, complete, neighbour, look):
    assert look(neighbour.says_feed((FEEDS / file).read_bytes())).complete is complete
