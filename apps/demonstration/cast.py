"""Who and what the demonstration is made of: two invented councils, their people, places and searches.

These are the words of invented people, so they are not translated.
"""

from dataclasses import dataclass, field

from apps.demonstration.neighbourhood.places import BY_SLUG
from apps.organisations.roles import Role

PASSWORD = "well-done-everybody"  # noqa: S105 - printed for everyone to use, and only people of the demonstration have it
VACANCIES = '-vacancy -"to let"'


@dataclass(frozen=True)
class Person:
    """``team``: the name of one of the council's teams, if any."""

    key: str
    name: str
    role: str
    team: str = ""


@dataclass(frozen=True)
class Followed:
    """A place under the name that the council gives it; ``path`` where its feed is."""

    name: str
    path: str
    platform: str = "feed"
    slug: str = ""
    comments: bool = False


@dataclass(frozen=True)
class Council:
    """The first of ``people`` founded it."""

    slug: str
    name: str
    purpose: str
    contact: str
    people: tuple[Person, ...]
    searches: dict[str, str]
    follows: tuple[Followed, ...]
    teams: tuple[str, ...] = field(default=())
    nation: str = "england"

    def address_of(self, person: Person) -> str:
        return f"{person.key}@{self.slug}.example"


def _posts(slug: str, name: str) -> Followed:
    place = BY_SLUG[slug]
    return Followed(name, place.feed, "wordpress" if place.has_comments else "feed", slug)


def _comments(slug: str, name: str) -> Followed:
    return Followed(name, BY_SLUG[slug].comments_feed, "wordpress", slug, comments=True)


TARROWBRIDGE = Council(
    slug="tarrowbridge",
    name="Tarrowbridge Borough Council",
    purpose=(
        "We want to be good company: to notice what people here do for one another, say well done, "
        "answer what we can answer, and give at least as much as we ask."
    ),
    contact="Helen Marsh, communications",
    teams=("Library", "Parks", "Communications"),
    people=(
        Person("helen", "Helen Marsh", Role.OWNER, "Communications"),
        Person("amina", "Amina Yusuf", Role.COLLEAGUE, "Library"),
        Person("imran", "Imran Sheikh", Role.EDITOR, "Communications"),
        Person("tom", "Tom Barlow", Role.COLLEAGUE, "Parks"),
        Person("peter", "Peter Lund", Role.READER),
    ),
    searches={
        "Growing": (
            '("spare veg" OR "spare-veg" OR allotment OR marrows OR "seed swap" OR #GrowYourOwn OR plot) '
            + VACANCIES
        ),
        "Thank-yous": (
            '("thank you" OR "well done" OR #ThankYou OR "credit where it is due") -vacancy -lost'
        ),
        "Someone is asking": (
            '("does anyone know" OR "does anybody know" OR "who to ask" OR "whom to ring" OR "know how long") '
            "-jobs -vacancy"
        ),
        "Buses": '(bus OR "the 14" OR "the 22" OR timetable OR shelter) -vacancy -"full time"',
        "Mending and volunteering": (
            '(repair OR mended OR "litter pick" OR #LitterPick OR volunteers OR toads) -vacancy -"estate agent"'
        ),
        "Come along": (
            '("all welcome" OR "come and" OR welcome OR "bring a" OR "bring your" OR soup OR cake OR tea OR hall '
            'OR children OR library OR market OR raffle OR concert OR neighbours OR "half past") '
            '-vacancy -"to let" -"for sale"'
        ),
    },
    follows=(
        _posts("allotments", "The allotment society’s blog"),
        _posts("voice", "The Mill Lane Voice"),
        _comments("voice", "Comments on the Mill Lane Voice"),
        _posts("newsletter", "The Nether Wick newsletter"),
        _posts("hardware", "Cooper’s Yard Hardware’s news"),
        _posts("repair", "The repair café’s news"),
        _posts("buses", "The bus users’ page"),
        _posts("noticeboard", "The town noticeboard"),
        Followed("Mill Lane residents (their old address)", "/tarrowbridge/mill-lane-residents/feed.xml"),
    ),
)

BRO_GWENNOL = Council(
    slug="bro-gwennol",
    nation="wales",
    name="Bro Gwennol County Council",
    purpose=(
        "Rydym am fod yn gwmni da. We listen where people here already talk, in both our languages, so that we "
        "can thank them, answer them and lend a hand."
    ),
    contact="Elin Prosser, engagement",
    teams=("Llyfrgell · Library", "Highways", "Engagement"),
    people=(
        Person("elin", "Elin Prosser", Role.OWNER, "Engagement"),
        Person("lowri", "Lowri Jenkins", Role.COLLEAGUE, "Llyfrgell · Library"),
        Person("rhys", "Rhys Tudor", Role.EDITOR, "Engagement"),
        Person("sam", "Sam Okafor", Role.COLLEAGUE, "Highways"),
        Person("marged", "Marged Puw", Role.READER),
    ),
    searches={
        "Clean places": (
            '("litter pick" OR #LitterPick OR "beach clean" OR bags OR bins OR "fly-tip") -vacancy'
        ),
        "River": "(river OR flood OR flooded OR culvert OR sandbags OR outfall) -vacancy",
        "Diolch": '(diolch OR "thank you" OR "da iawn" OR #Diolch) -vacancy -CV',
        "Yn Gymraeg": '("oes rhywun" OR llyfrgell OR neuadd OR eisteddfod OR côr) -swydd',
        "Someone is asking": (
            '("does anyone know" OR "whom do we ask" OR "who do we ring" OR "may we" OR "could somebody") '
            "-vacancy -salary"
        ),
        "Croeso": (
            "(welcome OR croeso OR dewch OR ysgol OR school OR children OR plant OR team OR tea OR cake OR hall "
            'OR neuadd) -vacancy -salary -"for sale"'
        ),
    },
    follows=(
        _posts("litter", "The litter pickers’ blog"),
        _comments("litter", "Comments on the litter pickers’ blog"),
        _posts("flood-wardens", "The flood wardens’ log"),
        _posts("school-friends", "Ffrindiau Ysgol y Gwenoliaid"),
        _posts("eisteddfod", "Newyddion Eisteddfod Abergwennol"),
        _posts("history", "The history group’s page"),
        _posts("football", "The football club’s news"),
        Followed("The skate park campaign", "/bro-gwennol/skate-park-campaign/feed.xml"),
    ),
)

COUNCILS = (TARROWBRIDGE, BRO_GWENNOL)
