"""Where neighbours help each other."""

from django.utils.translation import gettext_lazy as _

from apps.searches.starters.starter import Purpose, Starter

HELPING = (
    Starter(
        slug="repair-cafes",
        name=_("Repair cafés"),
        why=_("A hundred toasters that still work. Praise the menders, and send them more."),
        purpose=Purpose.CELEBRATE,
        says=(
            '"repair café"',
            '"repair cafés"',
            '"restart party"',
            '"mending group"',
            '"men in sheds"',
            '"men\'s shed"',
            '"tool library"',
        ),
        finds=(
            "The hundredth toaster works again at our repair cafe",
            "Men in Sheds made six benches for the park",
        ),
        passes_over=("Boiler repair near me, and a café next door", "Sheds from £199"),
    ),
    Starter(
        slug="swaps",
        name=_("Swap shops and libraries of things"),
        why=_("Uniforms, toys and books find a second home. Tell people where."),
        purpose=Purpose.HELP,
        says=(
            '"swap shop"',
            '"clothes swap"',
            '"toy swap"',
            '"book swap"',
            '"uniform swap"',
            '"uniform exchange"',
            '"library of things"',
            '"toy library"',
            '"plant swap"',
        ),
        finds=(
            "Swap shop on Sunday, bring what you no longer wear",
            "The uniform exchange has every size again",
        ),
        passes_over=("Swap to our broadband today", "The toy shop is closing"),
    ),
    Starter(
        slug="food-banks",
        name=_("Food banks, pantries and fridges"),
        why=_("What is needed this week, and who brought it."),
        purpose=Purpose.HELP,
        says=(
            "foodbank",
            '"food bank"',
            '"food banks"',
            '"community fridge"',
            '"community pantry"',
            '"community larder"',
            '"food pantry"',
            '"community kitchen"',
        ),
        packs=("jobs",),
        finds=(
            "The food bank is short of tinned fruit this week",
            "Our community fridge saved 300 kilos of bread",
        ),
        passes_over=("The central bank raised rates; food prices follow", "A fridge for sale"),
    ),
    Starter(
        slug="company",
        name=_("Lunch clubs, coffee mornings and warm spaces"),
        why=_("Company keeps people well. Find the tables that have a free chair."),
        purpose=Purpose.HELP,
        says=(
            '"lunch club"',
            '"coffee morning"',
            '"warm space"',
            '"warm spaces"',
            '"warm hub"',
            '"chatty café"',
            '"knit and natter"',
            '"memory café"',
            '"dementia café"',
            "befriending",
        ),
        packs=("jobs",),
        finds=(
            "Coffee morning in the church, all welcome",
            "The memory cafe has moved to Thursdays",
            "Knit and natter made forty hats for the hospital",
        ),
        passes_over=("The club announced its lunch menu", "Good morning, coffee first"),
    ),
    Starter(
        slug="volunteers",
        name=_("Volunteers and neighbours"),
        why=_("Somebody cleared the snow, drove the bus, sat with a stranger."),
        purpose=Purpose.CELEBRATE,
        says=("volunteers", '"good neighbours"', '"good neighbour"', '"community transport"'),
        beside=("thank", "brilliant", "amazing", "hours", "award", "lifts", "scheme"),
        packs=("jobs",),
        finds=(
            "Thank you to the volunteers who kept the minibus going",
            "Our Good Neighbours scheme did 400 lifts this year",
        ),
        passes_over=("He volunteered the information", "Neighbours from the soap opera return"),
    ),
)
