"""What people in Wales talk about, in Welsh and English. ``cy:`` hears a word also as Welsh changes its beginning."""

from django.utils.translation import gettext_lazy as _

from apps.searches.starters.starter import Purpose, Starter

CYMRU = (
    Starter(
        slug="eisteddfod",
        name=_("Eisteddfodau"),
        why=_("From the village stage to the Urdd: every chair and every recitation was practised for."),
        purpose=Purpose.CELEBRATE,
        says=(
            "cy:eisteddfod",
            "eisteddfodau",
            '"yr urdd"',
            '"gyda\'r urdd"',
            "cy:cadeirio",
            '"dysgwr y flwyddyn"',
        ),
        finds=(
            "Llongyfarchiadau i bawb yn yr Eisteddfod leol",
            "Our eisteddfod chair was made by the school caretaker",
            "Diwrnod gwych gyda’r Urdd heddiw",
        ),
        passes_over=("The chair of the board resigned", "Cadair freichiau ar werth"),
        nation="wales",
    ),
    Starter(
        slug="papur-bro",
        name=_("Papurau bro"),
        why=_(
            "The community papers, written by volunteers for fifty years. Read them, and send them something."
        ),
        purpose=Purpose.CELEBRATE,
        says=('"papur bro"', '"papurau bro"', '"phapur bro"', '"bapur bro"'),
        finds=(
            "Mae rhifyn newydd y papur bro yn y siopau",
            "Diolch i’n papurau bro am hanner can mlynedd",
        ),
        passes_over=("Papur wal ar werth", "Bro, where is the paper?"),
        nation="wales",
    ),
    Starter(
        slug="neuadd-bentref",
        name=_("Neuadd y pentref: village life in Welsh"),
        why=_("Clubs, concerts and suppers in the hall, announced in Welsh."),
        purpose=Purpose.EVENTS,
        says=(
            '"neuadd y pentref"',
            '"neuadd bentref"',
            '"neuadd goffa"',
            '"canolfan gymunedol"',
            '"noson lawen"',
            '"bore coffi"',
            '"cymanfa ganu"',
            "twmpath",
        ),
        finds=(
            "Bore coffi yn y neuadd ddydd Sadwrn, croeso i bawb",
            "Noson Lawen yn Neuadd y Pentref",
        ),
        passes_over=("Coffi am ddim gyda phob pryd", "Bore da, Gymru"),
        nation="wales",
    ),
    Starter(
        slug="cymraeg-gyda-n-gilydd",
        name=_("Learning and speaking Welsh together"),
        why=_("Mentrau iaith, learners’ clubs and playgroups: every new speaker is news."),
        purpose=Purpose.CELEBRATE,
        says=(
            '"menter iaith"',
            '"mentrau iaith"',
            '"cylch meithrin"',
            '"dysgu cymraeg"',
            '"clwb siarad"',
            '"siarad cymraeg"',
            '"ti a fi"',
            '"merched y wawr"',
            "cffi",
        ),
        finds=(
            "Mae’r Cylch Meithrin yn chwilio am bwyllgor",
            "Clwb siarad i ddysgwyr bob nos Fawrth",
        ),
        passes_over=("Cylch o ffrindiau", "Ti yw’r gorau"),
        nation="wales",
    ),
    Starter(
        slug="sioeau",
        name=_("Shows and sheepdog trials"),
        why=_("Sioeau amaethyddol, young farmers and trials: the whole valley comes."),
        purpose=Purpose.EVENTS,
        says=(
            '"sioe amaethyddol"',
            '"agricultural show"',
            '"sheepdog trials"',
            '"ffermwyr ifanc"',
            '"young farmers"',
            '"ras hwyl"',
            '"sioe flodau"',
            '"flower show"',
        ),
        finds=(
            "Sioe amaethyddol y dyffryn: diolch i bawb",
            "Sheepdog trials on the mountain, mud and all",
        ),
        passes_over=("A chat show about agriculture policy", "Dog training from £20"),
        nation="wales",
    ),
)
