"""What a council's search resolves to: names become what they stand for here, and never widen a search."""

import pytest

from apps.common.clock import now
from apps.common.refusals import Invalid
from apps.discoveries.models import Follow
from apps.organisations.actions import add_place, change_place, end_place, put_into_set
from apps.organisations.scope import council
from apps.searches.actions import change_search, end_search, resolve_again, resume_search, write_search
from apps.searches.language.ast import canonical
from apps.searches.language.evaluate import matches
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text, tokenise
from apps.searches.models import Search, SearchVersion
from apps.searches.reading import read_to_save
from apps.searches.refusals import InUse
from apps.searches.resolving import NOTHING, resolve
from apps.work import actions as work
from apps.work import tasks
from apps.work.lanes import Lane
from tests.factories.finds import make_source
from tests.searches.language.generated import SEEN_ON


@pytest.fixture
def here(ann):
    with council(ann.organisation.id):
        yield ann


@pytest.fixture
def place(here):
    def add(name, kind="town", *others, common=None):
        return add_place(
            actor=here.actor, name=name, kind=kind, other_names=others, is_common_word=common, at=now()
        )

    return add


@pytest.fixture
def write(here):
    def one(name, query):
        return write_search(actor=here.actor, name=name, query=query, at=now())

    return one


def resolved(query):
    parsed = parse(query)
    return resolve(parsed.ast, parsed.spans)


def codes(query):
    return [note.code for note in resolved(query).notes]


def finds(query, body, **facts):
    return matches(resolved(query).tree, tokenise(Text(title="", body=body, **facts)), SEEN_ON)


def test_a_search_without_names_resolves_to_itself(here):
    query = "park (oak OR elm) -jobs since:2026-01-01"

    assert resolved(query).tree == parse(query).ast
    assert resolved(query).notes == ()


def test_what_spelled_out_is_too_large_finds_nothing_and_is_not_saved(here):
    sides = [" OR ".join(f'"w{n} x {side}"' for n in range(10)) for side in "ab"]
    query = f"({sides[0]}) NEAR/7 ({sides[1]})"

    assert resolved(query).tree == NOTHING
    with pytest.raises(Invalid, match="more than 4,000 words"):
        read_to_save(query)


@pytest.mark.parametrize(
    "query", ['near:"Atlantis"', 'source:"The Echo"', 'search:"Fairs"', "pack:elsewhere"]
)
def test_an_unknown_name_finds_nothing_and_says_so(here, query):
    assert codes(query) == [f"{query.partition(':')[0]}-unknown"]
    assert not finds(f"{query} OR zoo", "Atlantis The Echo Fairs elsewhere")
    assert finds(f"fair -{query}", "a fair")


@pytest.mark.parametrize(
    "body",
    ["in Thornbury", "Thornbury's", "THORNBURY", "the old #Thornbury", "Tbury", "up in chipping-sodbury"],
)
def test_near_a_place_is_any_of_its_names(place, body):
    place("Thornbury", "town", "T'bury", "Chipping Sodbury")

    assert finds("near:thornbury", body)
    assert finds('near:"t’bury"', body)


def test_a_tag_that_only_begins_like_the_place_is_another_tag(place):
    place("Thornbury")

    assert not finds("near:Thornbury", "x", tags=("ThornburyLife",))
    assert finds("near:Thornbury", "x", tags=("thornbury",))


@pytest.mark.parametrize("body", ["BS35", "at BS35 2AB", "at bs352ab", "#BS35"])
def test_a_postcode_district_is_found_in_every_writing(place, body):
    place("BS35", "postcode")

    assert finds("near:BS35", body)
    assert not finds("near:BS35", "BS3 5AB and BS36")


def test_a_set_stands_for_its_parts(here, place):
    north, part = place("North of the river", "set"), place("Netherby Green", "ward", "the Green")
    put_into_set(actor=here.actor, whole=north, part=part, at=now())

    assert finds('near:"north of the river"', "on the green")
    assert not finds('near:"north of the river"', "north of the river")


def test_an_everyday_word_counts_only_beside_another_local_name(place):
    place("Reading")

    assert codes("near:Reading") == ["near-alone"]
    assert not finds("near:Reading", "reading books")
    place("Caversham", "ward")
    assert codes("near:Reading") == []
    assert finds("near:Reading", "from Caversham to Reading")
    assert not finds("near:Reading", "reading books, #reading")


def test_welsh_names_change_their_beginnings_in_wales(here, place):
    place("Caerdydd", "town", "Cardiff")
    assert not finds("near:Caerdydd", "yng Nghaerdydd")

    here.organisation.nation = "wales"
    here.organisation.save()

    assert finds("near:Cardiff", "yng Nghaerdydd")
    assert not finds("near:Cardiff", "Gardiff")


def test_words_of_a_search_in_welsh_change_theirs(here):
    assert finds("ysgol lang:cy", "i’r hysgol", language="cy")
    assert finds("-pont ysgol lang:cy", "ysgol", language="cy")
    assert not finds("-pont ysgol lang:cy", "ysgol dros bont", language="cy")
    assert not finds("ysgol", "hysgol")
    (note,) = resolved("castell lang:cy").notes
    assert (note.code, dict(note.args)["forms"]) == ("cy-forms", "gastell, nghastell, chastell")


def test_a_source_is_asked_for_by_what_we_call_it(here):
    source = make_source()
    Follow.objects.create(organisation=here.organisation, source=source, name="The Echo", since=now())

    assert finds('source:"the echo" fair', "fair", source=source.id.hex)
    assert not finds('source:"the echo" fair', "fair", source="0a1b")


def test_packs_leave_out_adverts_and_namesakes(place):
    place("Boston")
    place("Lincolnshire", "ward")

    assert finds("warden -pack:jobs", "our warden says thanks")
    assert not finds("warden -pack:jobs", "Park warden. Apply now!")
    assert not finds("garden -pack:property", "Garden flat to let")
    assert finds("fair -pack:elsewhere", "fair in Boston")
    assert not finds("fair -pack:elsewhere", "fair in Boston, Massachusetts")


def test_a_search_inside_another_is_what_that_one_asks(write):
    write("Fairs", "fair OR fête")

    assert canonical(resolved("thornbury search:fairs").tree) == "thornbury (fair OR fête)"


def test_changing_a_search_changes_whoever_uses_it_in_the_same_breath(here, write):
    fairs = write("Fairs", "fair OR fête")
    user = write("Town", 'thornbury search:"Fairs"')
    user_of_user = write("More", "search:Town -jobs")

    change_search(actor=here.actor, search=fairs, name="Fairs", query="carnival", at=now())

    for search in (user, user_of_user):
        search.refresh_from_db()
        assert "carnival" in canonical(search.tree)
        assert "fair" not in canonical(search.tree)
        assert (search.version, search.rev) == (1, 0)
        assert SearchVersion.objects.get(search=search).resolved == search.resolved


def test_renaming_a_search_renames_it_in_whoever_uses_it(here, write):
    fairs = write("Fairs", "fair")
    user = write("Town", 'a search:fairs OR b -search:"Fairs"')

    change_search(actor=here.actor, search=fairs, name="Fairs and fêtes", query="fair", at=now())

    user.refresh_from_db()
    assert user.query == 'a search:"Fairs and fêtes" OR b -search:"Fairs and fêtes"'
    assert (user.version, canonical(user.tree)) == (2, "(a fair) OR (b -fair)")


def test_a_search_that_others_use_does_not_end(here, write):
    fairs = write("Fairs", "fair")
    write("Town", "thornbury search:Fairs")

    with pytest.raises(InUse, match="“Town”"):
        end_search(actor=here.actor, search=fairs, at=now())


def test_an_ended_search_is_no_longer_used_until_it_runs_again(here, write):
    fairs = end_search(actor=here.actor, search=write("Fairs", "fair"), at=now())

    assert codes("park search:Fairs") == ["search-ended"]
    resume_search(actor=here.actor, search=fairs, at=now())
    assert codes("park search:Fairs") == []


def test_no_search_holds_itself_however_far_round(here, write):
    write("One", "one")
    write("Two", "two search:One")

    with pytest.raises(Invalid, match="come back to itself"):
        write("Self", "x search:self")
    with pytest.raises(Invalid, match="come back to itself"):
        change_search(
            actor=here.actor,
            search=Search.objects.get(name="One"),
            name="One",
            query="search:Two x",
            at=now(),
        )


def test_a_name_that_would_close_a_circle_is_refused(here, write):
    write("Waiting", "x search:Late")
    late = write("Early", "y search:Waiting")

    with pytest.raises(Invalid, match="come back to itself"):
        change_search(actor=here.actor, search=late, name="Late", query=late.query, at=now())


def test_searches_in_searches_end_somewhere(write):
    write("S0", "word")
    for number in range(1, 5):
        write(f"S{number}", f"x search:S{number - 1}")

    assert codes("search:S3") == []
    assert codes("search:S4") == ["search-deep"]


def test_days_do_not_stand_inside_another_search(write):
    write("Lately", "fair since:2026-01-01")

    assert codes("park search:Lately") == ["search-dated"]


def test_searches_follow_the_gazetteer(here, place, write):
    search = write("Near", "fair near:Thornbury")
    thornbury = place("Thornbury")

    resolve_again(organisation_id=here.organisation.id, at=now())
    search.refresh_from_db()
    assert canonical(search.tree) == 'fair ("Thornbury" OR #Thornbury)'

    end_place(actor=here.actor, place=thornbury, at=now())
    assert resolve_again(organisation_id=here.organisation.id, at=now()) == 1
    assert resolve_again(organisation_id=here.organisation.id, at=now()) == 0
    search.refresh_from_db()
    assert canonical(search.tree) == 'fair near:"Thornbury"'


def test_whoever_changes_a_place_asks_for_it(here, place):
    thornbury = place("Thornbury")
    change_place(actor=here.actor, place=thornbury, other_names=["Tbury"], at=now())

    kinds = set()
    while claim := work.claim(lane=Lane.HOME, at=now()):
        kinds.add(claim.kind)
        tasks.do(claim)
    assert "searches.resolve_again" in kinds


def test_another_council_knows_none_of_our_names(place, write, eve):
    place("Thornbury")
    write("Fairs", "fair")

    with council(eve.organisation.id):
        assert codes("near:Thornbury search:Fairs") == ["near-unknown", "search-unknown"]
