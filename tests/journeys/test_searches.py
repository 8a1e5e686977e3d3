"""Following a place and writing a search with its preview, in a browser."""

import pytest

from apps.common.clock import now
from apps.discoveries.actions.sources import follow_place
from apps.discoveries.models import Follow, Look
from apps.organisations.scope import council
from apps.searches.actions import list_account, write_search
from apps.searches.models import Search
from tests.journeys.conftest import axe, is_wider_than_its_window

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])

POSTS = [
    ("p1", "Forty marrows", "Come and take one of the marrows outside the library"),
    ("p2", "Swap shop on Sunday", "Bring what you no longer wear"),
    ("p3", "Repair café", "The hundredth toaster works again"),
]


@pytest.fixture
def followed(ann, blog, workers):
    """Ann's council follows the blog, and its three posts have passed by."""
    blog.posts = list(POSTS)
    with council(ann.organisation.id):
        look = Look.objects.create(
            organisation=ann.organisation,
            address=blog.url,
            state=Look.State.FOUND,
            asked_at=now(),
            places=[
                {
                    "title": "Allotment society",
                    "home_url": f"http://{blog.host}/",
                    "feed_url": blog.url,
                    "kind": "rss",
                    "platform": "feed",
                    "what": "posts",
                    "secret": False,
                    "items": [],
                }
            ],
        )
        follow = follow_place(actor=ann.actor, look=look, place=0, at=now())
    workers()
    return follow


def write(page, query):
    page.get_by_label("What to listen for").fill(query)


def counted(page, words):
    page.locator(".preview__count").get_by_text(words).wait_for()


class TestFollowAndSearch:
    def test_from_an_address_to_a_running_search(self, ann, blog, workers, come_in, scripts):
        blog.posts = list(POSTS)
        page = come_in(ann, scripts=scripts)
        page.goto("/o/marlowe/sources")
        page.get_by_label("Address of the place").fill(blog.url)
        page.get_by_role("button", name="Look what is there").click()
        page.get_by_text("We knock, read politely").wait_for()
        workers()

        page.get_by_label("What you call it").fill("The allotment blog")
        page.get_by_role("button", name="Follow this place").click()
        page.get_by_text("We follow “The allotment blog” now.").wait_for()
        workers()
        page.goto("/o/marlowe/searches/new?way=query")
        write(page, "marrow library")
        if not scripts:
            page.get_by_role("button", name="Preview").click()
        counted(page, "1 in the last 30 days")
        page.get_by_role("textbox", name="Name").fill("Growing")
        page.get_by_label("What for?").select_option(index=1)
        page.get_by_role("button", name="Start listening").click()

        page.get_by_text("We are listening for “Growing”.").wait_for()
        with council(ann.organisation.id):
            assert Follow.objects.current().get().name == "The allotment blog"
            assert Search.objects.get().query == "marrow library"

    def test_a_search_that_is_refused_takes_the_focus_to_why(self, ann, come_in, scripts):
        page = come_in(ann, scripts=scripts)
        page.goto("/o/marlowe/searches/new?way=query")
        page.get_by_role("textbox", name="Name").fill("Jane")
        page.get_by_label("What for?").select_option(index=1)
        write(page, "marrow @jane_doe")
        page.get_by_role("button", name="Start listening").click()

        page.get_by_role("alert").wait_for()
        assert page.title().startswith("Error:")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "alert" or not scripts
        page.get_by_role("link", name="It is no private person").click()
        assert page.get_by_label("Handle or name").input_value() == "jane_doe"

    def test_a_way_out_is_one_press(self, ann, followed, come_in, scripts):
        page = come_in(ann, scripts=scripts)
        page.goto("/o/marlowe/searches/new?way=query")
        write(page, 'marrow "swap shop')
        if not scripts:
            page.get_by_role("button", name="Preview").click()
        page.get_by_role("button", name="Use this reading").click()

        page.get_by_text("A quotation mark was left open").wait_for(state="detached")
        assert page.get_by_label("What to listen for").input_value() == 'marrow "swap shop"'

    def test_an_example_fills_the_box(self, ann, come_in, scripts):
        page = come_in(ann, scripts=scripts)
        page.goto("/o/marlowe/searches/new?way=query")
        page.get_by_role("button", name="library OR archive").click()

        counted(page, "0 in the last 30 days")
        assert page.get_by_label("What to listen for").input_value() == "library OR archive"


class TestPreviewWhileTyping:
    def test_draws_what_the_server_would(self, ann, followed, come_in):
        typed, posted = come_in(ann), come_in(ann, scripts=False)
        for page in (typed, posted):
            page.goto("/o/marlowe/searches/new?way=query")
            write(page, "marrow OR toaster and swap")
        posted.get_by_role("button", name="Preview").click()
        typed.get_by_text("Worth knowing:").first.wait_for()

        assert (
            typed.locator("[data-preview-sum], .preview__sum").inner_text()
            == posted.locator(".preview__sum").inner_text()
        )
        for part in (".notes", ".preview__read", ".preview__places", ".match__title", "[data-slot=excerpt]"):
            drawn = [text.split() for text in typed.locator(part).all_inner_texts()]
            assert drawn == [text.split() for text in posted.locator(part).all_inner_texts()]

    def test_marks_words_and_draws_a_bar_for_each_day(self, ann, followed, come_in):
        page = come_in(ann)
        page.goto("/o/marlowe/searches/new?way=query")
        write(page, "marrows")
        page.locator(".match mark").first.wait_for()

        assert page.locator(".match mark").first.inner_text() == "marrows"
        assert page.locator(".days__bar").count() == 30

    def test_an_empty_box_says_so_again(self, ann, followed, come_in):
        page = come_in(ann)
        page.goto("/o/marlowe/searches/new?way=query")
        write(page, "marrows")
        page.locator(".match mark").first.wait_for()
        write(page, "")

        page.get_by_text("Write a few words").wait_for()
        assert page.locator(".match").count() == 0


def test_a_search_is_written_with_the_keyboard_alone(ann, come_in):
    page = come_in(ann)
    page.goto("/o/marlowe/searches/new?way=query")
    page.get_by_label("What to listen for").focus()
    page.keyboard.type("marrow")
    page.keyboard.press("Tab")
    page.keyboard.type("Growing")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.get_by_role("textbox", name="Name").focus()
    page.keyboard.press("Enter")

    page.get_by_text("We are listening for “Growing”.").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_clean(ann, followed, come_in, scheme, width):
    with council(ann.organisation.id):
        search = write_search(actor=ann.actor, name="Growing", query="marrow", at=now())
        list_account(actor=ann.actor, handle="@LoveMarlowe", name="Love Marlowe", kind="ours", at=now())
        look = Look.objects.get()
    page = come_in(ann, width=width, color_scheme=scheme)
    paths = ["sources", f"sources/{followed.id}", f"looks/{look.id}", "searches", f"searches/{search.id}"]
    paths += [
        f"searches/{search.id}/edit",
        "searches/new",
        "searches/new?query=marrow+OR+swap+and+%22toast",
        "listed",
    ]

    for path in paths:
        page.goto(f"/o/marlowe/{path}")

        assert axe(page) == [], path
        assert not is_wider_than_its_window(page), path
