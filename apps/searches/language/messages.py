"""Every sentence the language says, by code: the one catalogue to translate.

The door translates `MESSAGES[note.code]` with gettext and fills it with `note.args`; `Note.message` is the
English of it. `_` only marks the sentences: no Django here.
"""


def _(sentence: str) -> str:
    return sentence


MESSAGES: dict[str, str] = {
    # mended
    "quotes-curly": _("We read the curly quotation marks as plain ones."),
    "quote-unclosed": _("A quotation mark was left open. We closed it at the end."),
    "bracket-unclosed": _("A bracket was left open. We closed it at the end."),
    "bracket-unopened": _("This bracket closes nothing, so we left it out."),
    "bracket-empty": _("There is nothing between these brackets, so we left them out."),
    "quote-empty": _("There are no words between these quotation marks, so we left them out."),
    "operator-dangling": _("%(word)s needs something on both sides, so we left it out."),
    "not-dangling": _("There is nothing to leave out after this, so we passed over it."),
    "dash-as-minus": _("We read this dash as a minus: leave out what follows."),
    "minus-alone": _("A minus belongs right before its word, like -jobs. This one does nothing."),
    "no-words": _("“%(word)s” has no letters or digits to look for, so we left it out."),
    # perhaps meant otherwise
    "operator-small": _(
        "“%(word)s” is searched for as a word. Write %(operator)s in capitals to join or leave out."
    ),
    "operator-sign": _("“%(word)s” is not part of a search here. Write %(operator)s instead."),
    "mixed": _(
        "NEAR belongs together first, then words side by side, then OR divides them. We understood: %(brackets)s"
    ),
    "tag-odd": _("“%(word)s” is not a whole hashtag, so we search for its words."),
    "handle-odd": _("“%(word)s” is not a whole handle, so we search for its words."),
    "field-unknown": _("We do not know “%(word)s:”, so we search for these words side by side."),
    "site-path": _("Only the site counts, so we listen to all of %(host)s."),
    "dates-apart": _("No day is both from %(since)s on and before %(until)s."),
    "near-forward": _("NEAR looks both ways here: the words may stand in either order."),
    "star-inside": _("A star works only at the end of a word, like play*. We passed over this one."),
    "star-quoted": _("Between quotation marks a star means nothing. Write play* outside them."),
    # names that this council does not know
    "near-unknown": _("We know no place called “%(word)s” here, so this part finds nothing."),
    "near-alone": _(
        "“%(word)s” is an everyday word too, and you have listed no other local name to stand beside it, "
        "so this part finds nothing."
    ),
    "source-unknown": _("You follow no place called “%(word)s”, so this part finds nothing."),
    "search-unknown": _("You have no search called “%(word)s”, so this part finds nothing."),
    "pack-unknown": _("None of your places has a famous namesake, so “%(word)s” finds nothing."),
    "search-cycle": _("The search “%(word)s” would come back to itself. A search cannot hold itself."),
    "search-deep": _(
        "“%(word)s” stands in a search in a search, too deep to follow. Write out what it asks for."
    ),
    "search-ended": _("The search “%(word)s” has ended. Resume it, or write out what it asked for."),
    "search-dated": _(
        "“%(word)s” asks for days (since: or until:), which cannot stand inside another search."
    ),
    "cy-forms": _("In Welsh “%(word)s” is also found as: %(forms)s."),
    # cannot be understood
    "field-empty": _("“%(word)s:” needs something right after it, without a space."),
    "date-odd": _("“%(word)s” is not a day. Write it like 2026-05-31."),
    "date-inside": _("“%(word)s” can only stand on its own, not inside OR or after a minus."),
    "language-odd": _("“%(word)s” is not a language we know. Write a code, like lang:en or lang:cy."),
    "site-odd": _("“%(word)s” is not a site. Write it like site:example.org."),
    "name-odd": _("“%(word)s” is not a name we can look for."),
    "has-odd": _("We can tell whether there is a link, an image, a video or a question, but not “%(word)s”."),
    "cy-odd": _("“%(word)s” is not one word. Write one Welsh word after cy:, without spaces."),
    "pack-odd": _("We have no pack called “%(word)s”. There are: %(packs)s."),
    "star-short": _("Write at least %(limit)s letters before a star. “%(word)s” begins too many words."),
    "star-odd": _("A star works after one plain word, not after “%(word)s”."),
    "near-far": _("NEAR reaches from 1 to %(limit)s words."),
    "near-side": _("On both sides of NEAR stand words, phrases, or brackets with OR between them."),
    "near-not": _("NEAR cannot leave out. Put the minus before the whole: -(park NEAR/5 jobs)."),
    "near-many": _("Too many words on both sides of NEAR: more than %(limit)s pairs to hold side by side."),
    # too much
    "too-long": _("This search is longer than %(limit)s characters. We read it up to here."),
    "too-deep": _("More than %(limit)s brackets inside each other. We left these out."),
    "too-many": _("This search has more than %(limit)s words. We left the rest out."),
    "too-large": _(
        "Spelled out, this search asks for more than %(limit)s words. Use fewer names, or less on both sides of NEAR."
    ),
    "phrase-long": _("A phrase can have up to %(limit)s words. We left the rest of this one out."),
    # may not be saved
    "empty": _("Write at least one word to listen for."),
    "only-not": _("This only says what to leave out. Add a word, phrase, tag or site to listen for."),
    "only-common": _(
        "Words like “the” stand in nearly every text. Add one that says what it is about, or put them in quotes."
    ),
    "only-filter": _(
        "A language or a date alone would bring in nearly everything. Add a word, phrase or tag."
    ),
    "only-beginning": _(
        "A word’s beginning, like play*, finds too much on its own. Add a whole word that must be there as well."
    ),
    "open-branch": _(
        "One side of an OR would bring in nearly everything. Give each side a word to listen for."
    ),
}

# How a search reads aloud, after "Anything that". By kind of term: wanted, unwanted.
SAID: dict[str, tuple[str, str]] = {
    "word": (_("has “%(value)s”"), _("does not have “%(value)s”")),
    "phrase": (_("has exactly “%(value)s”"), _("does not have exactly “%(value)s”")),
    "prefix": (
        _("has a word that begins with “%(value)s”"),
        _("has no word that begins with “%(value)s”"),
    ),
    "cy": (
        _("has “%(value)s”, also as Welsh changes its beginning"),
        _("does not have “%(value)s”, nor as Welsh changes its beginning"),
    ),
    "tag": (_("is tagged #%(value)s"), _("is not tagged #%(value)s")),
    "handle": (_("mentions @%(value)s"), _("does not mention @%(value)s")),
    "from": (_("is by %(value)s"), _("is not by %(value)s")),
    "site": (_("is on %(value)s"), _("is not on %(value)s")),
    "lang": (_("is written in %(value)s"), _("is not written in %(value)s")),
    "has": (_("has a %(value)s"), _("has no %(value)s")),
    "near": (_("speaks of %(value)s"), _("does not speak of %(value)s")),
    "source": (_("comes from %(value)s"), _("does not come from %(value)s")),
    "search": (_("your search “%(value)s” finds"), _("your search “%(value)s” does not find")),
    "pack": (_("is of the kind “%(value)s”"), _("is not of the kind “%(value)s”")),
    "since": (_("was first seen on or after %(value)s"), _("was first seen before %(value)s")),
    "until": (_("was first seen before %(value)s"), _("was first seen on or after %(value)s")),
}
ANYTHING = _("Anything that %(said)s.")
LIST_COMMA = _("%(first)s, %(second)s")
LIST_AND = _("%(first)s and %(second)s")
LIST_OR = _("%(first)s or %(second)s")
GROUP_ALL = _("both %(said)s")
GROUP_ANY = _("either %(said)s")
GROUP_NONE = _("is not one that %(said)s")
NEAR = _("has %(first)s at most %(within)s words from %(second)s")
NEAR_EITHER = _("%(first)s or %(second)s")
# What stands on a side of NEAR, by kind of term.
SIDES: dict[str, str] = {
    "word": _("“%(value)s”"),
    "phrase": _("exactly “%(value)s”"),
    "prefix": _("“%(value)s…”"),
    "cy": _("“%(value)s” as Welsh changes it"),
}
# What has:, pack: and lang: ask for, in a sentence.
VALUES: dict[str, dict[str, str]] = {
    "lang": {
        "en": _("English"),
        "cy": _("Welsh"),
        "gd": _("Scottish Gaelic"),
        "ga": _("Irish"),
        "pl": _("Polish"),
        "ro": _("Romanian"),
        "uk": _("Ukrainian"),
        "pa": _("Punjabi"),
        "ur": _("Urdu"),
        "bn": _("Bengali"),
        "gu": _("Gujarati"),
        "ar": _("Arabic"),
    },
    "has": {
        "link": _("link"),
        "image": _("picture"),
        "video": _("video"),
        "question": _("question"),
    },
    "pack": {
        "jobs": _("job adverts"),
        "property": _("property adverts"),
        "elsewhere": _("other towns of the same name"),
    },
}

# Why the boxes of the form cannot show a search.
CANNOT_SHOW: dict[str, str] = {
    "choices": _("There is a third choice with OR, “%(part)s”, and the boxes have room for two."),
    "nested": _("“%(part)s” has brackets inside it, and the boxes go one level deep."),
    "otherwise": _("The boxes would write “%(part)s” in a way that means something else."),
    "leaves-out": _("This search leaves something out: “%(part)s”."),
    "asks-more": _("This search asks for more than words and places: “%(part)s”."),
    "choices-simple": _("This search has a choice beside other words: “%(part)s”."),
}
# What became of a search from one version to the next: what a part did, and what it does.
QUOTED = _("“%(part)s”")
DIFFERENCES: dict[str, str] = {
    "added:wanted": _("New, and has to be there: %(parts)s."),
    "added:choice": _("New as one of the choices: %(parts)s."),
    "added:left-out": _("Left out from now on: %(parts)s."),
    "removed:wanted": _("No longer asked for: %(parts)s."),
    "removed:choice": _("No longer one of the choices: %(parts)s."),
    "removed:left-out": _("No longer left out: %(parts)s."),
    "wanted:choice": _("Had to be there, and is now one of the choices: %(parts)s."),
    "wanted:left-out": _("Had to be there, and is now left out: %(parts)s."),
    "choice:wanted": _("Was one of the choices, and now has to be there: %(parts)s."),
    "choice:left-out": _("Was one of the choices, and is now left out: %(parts)s."),
    "left-out:wanted": _("Was left out, and now has to be there: %(parts)s."),
    "left-out:choice": _("Was left out, and is now one of the choices: %(parts)s."),
}
SAME_WORDS = _("The words stayed as they were.")
SAME_MEANING = _("Only the order or the brackets changed: it finds the same.")
REGROUPED = _("The same words, put together in another way.")
# Why something matches, or why not.
BECAUSE = _("“%(value)s”")
ANY_OF = _("any of %(words)s")
LACKING = _("It %(said)s.")
LEFT_OUT = _("It %(said)s, and this search leaves that out.")
