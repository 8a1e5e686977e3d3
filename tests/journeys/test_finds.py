"""Triage as people do it: with scripts and without, by mouse and by keyboard, in the light and in the dark."""

from time import sleep

import pytest

from apps.assignments.actions import join_in
from apps.assignments.models import Presence
from apps.common.clock import now
from apps.discoveries.models import Find
from apps.ledger.balance import this_week
from apps.organisations.scope import council
from tests.desk.picked import pick
from tests.journeys.conftest import axe, is_wider_than_its_window

LIST = "/o/marlowe/finds"


@pytest.fixture
def finds(ann, marlowe):
    """Three, the newest first as the inbox shows them."""
    with council(marlowe.id):
        return pick(ann, "Third marrow", "Second marrow", "First marrow", text="Marrows for all")[::-1]


@pytest.fixture
def opened(come_in):
    """``opened(person, address, …)``: a page, and every request that left for the invented place."""

    def open_page(person, address=LIST, **options):
        page = come_in(person, **options)
        page.visits = []

        def answer(route):
            page.visits.append(route.request)
            route.fulfill(body="<title>The place</title>", content_type="text/html")

        page.context.route("https://blog.example/**", answer)
        page.goto(address)
        return page

    return open_page


def state(find):
    with council(find.organisation_id):
        return Find.objects.get(pk=find.pk).state


def card(page, find):
    return page.locator(f"#find-{find.id}")


def focused(page):
    """In which find the focus is."""
    return page.evaluate("document.activeElement.closest('[data-find]')?.dataset.find")


def test_a_colleague_joins_in_says_so_and_sees_it_counted(opened, bob, marlowe, finds, scripts):
    page = opened(bob, scripts=scripts)

    if scripts:
        with page.context.expect_page():
            card(page, finds[0]).get_by_role("button", name="Join in").click()
    else:
        card(page, finds[0]).get_by_role("button", name="Join in").click()
    page.get_by_role("heading", name="You have this one").wait_for()
    page.get_by_text("Offer help", exact=True).click()
    page.get_by_label("Your words").fill("We will bring crates")
    page.get_by_role("button", name="I said it").click()

    page.get_by_text("Counted: this week we joined in 1 time and asked 0 times.").wait_for()
    assert page.get_by_text("We will bring crates").count()
    assert state(finds[0]) == "done"
    with council(marlowe.id):
        assert this_week(at=now()).gave == 1


def test_the_place_is_opened_without_telling_where_one_came_from(opened, bob, finds):
    page = opened(bob, f"{LIST}/{finds[0].id}")

    with page.context.expect_page() as place:
        card(page, finds[0]).get_by_role("button", name="Join in").click()
    place.value.wait_for_load_state()
    page.get_by_role("heading", name="You have this one").wait_for()
    with page.context.expect_page() as again:
        page.get_by_role("link", name="Open the place").click()
    again.value.wait_for_load_state()

    assert [request.url for request in page.visits] == [finds[0].url] * 2
    assert not any("referer" in request.headers for request in page.visits)
    assert place.value.evaluate("window.opener") is None


def test_one_is_left_be_and_taken_up_again(opened, bob, finds, scripts):
    page = opened(bob, scripts=scripts)

    card(page, finds[0]).get_by_role("button", name="Leave it be").click()
    page.locator("#toasts").get_by_text("Left be.").wait_for()
    assert not card(page, finds[0]).is_visible()
    assert state(finds[0]) == "left"
    page.locator("#toasts").get_by_role("button", name="Undo").click()

    card(page, finds[0]).wait_for()
    assert state(finds[0]) == "new"


def test_keys_alone_do_it_all_and_focus_is_never_lost(opened, bob, finds):
    page = opened(bob)
    keys = page.keyboard

    keys.press("j")
    assert focused(page) == str(finds[0].id)
    keys.press("j")
    keys.press("x")
    page.locator("#toasts").get_by_text("Left be.").wait_for()
    assert (state(finds[1]), focused(page)) == ("left", str(finds[2].id))
    keys.press("h")
    page.locator("#toasts").get_by_text("Kept for later.").wait_for()
    assert (state(finds[2]), focused(page)) == ("later", str(finds[0].id))
    keys.press("z")
    card(page, finds[2]).wait_for()
    page.wait_for_function(
        "id => document.activeElement.closest('[data-find]')?.dataset.find === id", arg=str(finds[2].id)
    )
    assert state(finds[2]) == "new"
    keys.press("Enter")

    page.wait_for_url(f"**/finds/{finds[2].id}")


def test_after_the_last_one_stands_what_is_next(opened, bob, finds):
    page = opened(bob)

    for left in (2, 1, 0):
        page.locator("[data-find]:visible").last.get_by_role("button", name="Leave it be").click()
        page.wait_for_function(
            "left => document.querySelector('[data-new-finds]').firstChild.data == left", arg=left
        )

    assert page.evaluate("document.activeElement.textContent") == "See what is next"
    page.keyboard.press("Enter")
    page.get_by_text("Nothing new just now").wait_for()


def test_beside_an_open_find_keys_walk_the_list_and_answer_what_is_open(opened, bob, finds):
    page = opened(bob, f"{LIST}/{finds[0].id}")

    page.keyboard.press("j")
    page.keyboard.press("x")
    assert state(finds[0]) == state(finds[1]) == "new"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/finds/{finds[1].id}")
    page.keyboard.press("x")

    page.locator("#toasts").get_by_text("Left be.").wait_for()
    assert (state(finds[0]), state(finds[1])) == ("new", "left")


def test_a_question_mark_lists_the_keys_and_escape_closes_it(opened, bob, finds):
    page = opened(bob)

    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("Keyboard shortcuts").wait_for()
    page.keyboard.press("x")
    page.keyboard.press("Escape")

    assert not page.get_by_role("dialog").is_visible()
    assert state(finds[0]) == "new"


def test_keys_that_are_switched_off_do_nothing(opened, bob, finds):
    bob.user.single_keys = False
    bob.user.save()
    page = opened(bob)

    page.keyboard.press("j")
    page.keyboard.press("x")

    assert focused(page) is None
    assert [state(find) for find in finds] == ["new"] * 3


def test_keys_are_letters_while_one_writes(opened, bob, finds):
    page = opened(bob, f"{LIST}?q=marrow")

    page.get_by_label("Words in the find").press_sequentially("xjh")

    assert [state(find) for find in finds] == ["new"] * 3


def test_tab_and_enter_are_enough(opened, bob, finds, scripts):
    page = opened(bob, scripts=scripts)

    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "later":
            break
    page.keyboard.press("Enter")

    page.locator("#toasts").get_by_text("Kept for later").wait_for()
    assert state(finds[0]) == "later"


def test_who_comes_second_is_told_who_came_first(opened, ann, bob, marlowe, finds, scripts):
    page = opened(bob, scripts=scripts)
    with council(marlowe.id):
        join_in(actor=ann.actor, find=finds[0], at=now())

    card(page, finds[0]).get_by_role("button", name="Join in").click()

    page.get_by_text("Ann is joining in with this one.").wait_for()


def test_what_is_new_waits_politely_above_the_list(opened, ann, bob, marlowe, finds):
    page = opened(bob, LIST)
    page.clock.install()
    page.reload()
    with council(marlowe.id):
        fresh = pick(ann, "Brand new marrow")[0]

    page.clock.run_for(21_000)

    page.get_by_role("link", name="1 new find – show").click()
    card(page, fresh).wait_for()


def test_pass_on_asks_to_whom(opened, ann, bob, finds, scripts):
    page = opened(ann, scripts=scripts)

    card(page, finds[0]).get_by_role("button", name="Pass it on").click()
    page.get_by_label("To whom?").select_option("Bob")
    page.get_by_label("A word to go with it").fill("You know them")
    page.get_by_role("button", name="Pass it on").click()

    page.locator("#toasts").get_by_text("Passed on to Bob.").wait_for()
    assert state(finds[0]) == "taken"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_are_in_order_for_axe_and_fit_their_window(opened, ann, marlowe, finds, scheme, width):
    with council(marlowe.id):
        join_in(actor=ann.actor, find=finds[1], at=now())
    page = opened(ann, "/o/marlowe/", width=width, color_scheme=scheme)
    one, held = (f"{LIST}/{find.id}" for find in finds[:2])

    wrong = {}
    for address in [
        "/o/marlowe/",
        LIST,
        f"{LIST}?q=no",
        one,
        held,
        f"{one}/pass-on",
        f"{one}/erase",
        "/o/marlowe/acts",
    ]:
        page.goto(address)
        wrong[address] = axe(page) or is_wider_than_its_window(page)

    assert not {address: found for address, found in wrong.items() if found}


def test_two_who_look_see_each_other_by_name_and_whoever_goes_is_gone(opened, ann, bob, marlowe, finds):
    anns = opened(ann, f"{LIST}/{finds[0].id}")
    looking(marlowe, "Ann")

    bobs = opened(bob, f"{LIST}/{finds[0].id}")
    bobs.get_by_text("Ann is looking at this too.").wait_for()
    anns.reload()
    anns.get_by_text("Bob is looking at this too.").wait_for()
    bobs.goto("/accessibility")

    looking(marlowe, "Ann")


def looking(organisation, *names):
    """Waits until exactly these are."""
    for _ in range(100):
        with council(organisation.id):
            here = Presence.objects.values_list("member__user__name", flat=True)
            if sorted(here) == sorted(names):
                return
        sleep(0.05)
    raise AssertionError(here)
