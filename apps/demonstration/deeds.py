"""What the people of the two councils did in the week before, told so that the words fit what they answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Joined:
    """Somebody answered the find whose title begins with ``title``."""

    title: str
    who: str
    kind: str
    words: str = ""


@dataclass(frozen=True)
class Asked:
    """Somebody wanted something from people, in a place of the council's own."""

    who: str
    place: str
    words: str


@dataclass(frozen=True)
class Deeds:
    """``before`` happened last week if it was still last week then; everything else since Monday."""

    joined: tuple[Joined, ...]
    asked: tuple[Asked, ...]
    before: tuple[Joined, ...]
    in_hands: tuple[tuple[str, str], ...]
    passed_on: tuple[tuple[str, str, str, str], ...]
    put_off: tuple[tuple[str, str], ...]
    left_be: tuple[tuple[str, str, str], ...]


TARROWBRIDGE = Deeds(
    joined=(
        Joined(
            "Does anyone know when the library opens",
            "amina",
            "answer",
            "From eleven until four on Sundays, and yes, the warm corner is open too. The website was wrong; it is "
            "right now. Thank you for asking out loud. Amina, at the library",
        ),
        Joined(
            "The defibrillator has a new battery",
            "tom",
            "well_done",
            "Well done, Olive, and everybody who came and had a go. May the parks team come to the next evening?",
        ),
        Joined(
            "Thank you to the crew on the Friday bins",
            "helen",
            "well_done",
            "We read this to the crew at six this morning. They have pinned it up. Thank you for writing it.",
        ),
        Joined(
            "Plot 9 has gone to the reception class",
            "amina",
            "offer",
            "What a team. We have a box of picture books about beans that would like to live in your shed for a while.",
        ),
        Joined(
            "Credit where it is due: the new driver",
            "imran",
            "share",
            "Colin, if somebody shows you this: thank you from all of us.",
        ),
        Joined(
            "Thank you to the caretaker who stayed",
            "helen",
            "well_done",
            "That sounds just like him, and we have told him so.",
        ),
        Joined("The robin on plot 40", "tom", "like"),
        Joined(
            "Does anyone know how long the gate",
            "tom",
            "explain",
            "Until Friday week: the drain under it has to set. There is a way round by the chapel, and I should have put "
            "that on the notice. Tom, parks",
        ),
        Joined(
            "We weighed what we gave away",
            "imran",
            "well_done",
            "More than our own harvest festival. Well done, all of you.",
        ),
    ),
    asked=(
        Asked("imran", "Our own page", "Tell us in two minutes what you think of the new market hours."),
        Asked(
            "amina",
            "The library’s page",
            "Would you read to under-fives on Saturdays? We look for two people.",
        ),
        Asked("helen", "Our own page", "The survey on the bridge closes on Friday. Please fill it in."),
    ),
    before=(
        Joined(
            "Does anyone know whether passes work",
            "imran",
            "answer",
            "From half past nine, and at any time to the hospital with your letter. The leaflet will be changed.",
        ),
        Joined(
            "A timetable a human can read",
            "amina",
            "well_done",
            "This is better than ours. May we put it up in the library, with your name on it?",
        ),
    ),
    in_hands=(("They listened about the school bus", "imran"),),
    passed_on=(
        (
            "The 14 missed Cold Hurley",
            "imran",
            "Communications",
            "Can one of you find out what the bus company says?",
        ),
    ),
    put_off=(("We timed every bus for a week", "amina"),),
    left_be=(("We are thirty this week", "tom", "advert"), ("The toad is back", "tom", "private")),
)

BRO_GWENNOL = Deeds(
    joined=(
        Joined(
            "Diolch i griw’r cyngor",
            "lowri",
            "well_done",
            "Diolch o galon. Mae’r criw wedi gweld hwn, ac yn gwenu.",
        ),
        Joined(
            "Oes rhywun yn gwybod pryd mae’r llyfrgell",
            "lowri",
            "answer",
            "Ar agor o ddeg tan bump, a dydd Sadwrn tan un. Mae’r hen raglenni yn y cwpwrdd wrth y ffenest. Lowri",
        ),
        Joined("48 of us, 85 bags", "rhys", "well_done", "Eighty-five. Da iawn chi, and the heron."),
        Joined(
            "Diolch to the bin crew",
            "elin",
            "well_done",
            "They have seen this, and the mattress says diolch too.",
        ),
        Joined("Thank you, knitters", "rhys", "share"),
        Joined(
            "The dog bin on Quay Street",
            "sam",
            "answer",
            "You are right and it is emptied. It is now on the Tuesday round as well as the Friday one. Sam, highways",
        ),
        Joined(
            "The council’s pump came at four", "sam", "well_done", "We were glad to. Thank you for the tea."
        ),
    ),
    asked=(
        Asked(
            "rhys", "Ein tudalen ni · Our own page", "Dwedwch eich barn: what should the old market become?"
        ),
        Asked(
            "elin",
            "Ein tudalen ni · Our own page",
            "Two seats on the youth council are free. Will you stand?",
        ),
    ),
    before=(Joined("Carys’s flood box", "sam", "like"),),
    in_hands=(("Who clears the culvert", "sam"),),
    passed_on=(("Can we paint the bins?", "rhys", "Highways", "They only want a yes. Who can say it?"),),
    put_off=(("Neuadd oer, croeso cynnes", "lowri"),),
    left_be=(("A fly-tip in Cwm Helyg", "sam", "seen"),),
)

DEEDS = {"tarrowbridge": TARROWBRIDGE, "bro-gwennol": BRO_GWENNOL}
