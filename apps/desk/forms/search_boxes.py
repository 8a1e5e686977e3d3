"""The boxes in which a search is written in the simple and in the detailed way. What stands in them the language reads."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.searches.language.asking import SIMPLE, Box, Boxes, joined, split
from apps.searches.language.messages import VALUES

TEXTS: dict[Box, tuple[Any, Any]] = {
    Box.ALL: (_("All of these words"), _("In any order, with their endings.")),
    Box.EXACTLY: (_("Exactly this"), _("Side by side, as you write it.")),
    Box.ANY: (_("Any of these"), _("One is enough. Commas between them.")),
    Box.ALSO: (_("And any of these"), _("A second choice beside the first.")),
    Box.HASHTAGS: (_("Hashtags"), _("One of them is enough.")),
    Box.NEAR: (_("Near"), _("Places of yours. Commas between them.")),
    Box.FROM: (_("From"), _("Accounts of organisations on your list.")),
    Box.SITES: (_("On these sites"), _("Like example.org, with all that belongs to it.")),
    Box.SOURCES: (_("In these places you follow"), _("By the names that you gave them.")),
    Box.NONE: (_("None of these"), _("What says one of them is left out.")),
    Box.NOT_FROM: (_("Not from"), _("Accounts to leave out.")),
}
TICKS: dict[Box, Any] = {
    Box.LANGUAGE: _("In one of these languages"),
    Box.HAS: _("With"),
    Box.PACKS: _("Packs to leave out"),
}
DAYS: dict[Box, tuple[Any, Any]] = {
    Box.SINCE: (_("Since"), _("First seen on this day or later.")),
    Box.UNTIL: (_("Until"), _("First seen before this day.")),
}
ABOUT = (_("About"), _("What people talk about. Commas between: litter pick, beach clean"))
TICKED = {Box.LANGUAGE: "lang", Box.HAS: "has", Box.PACKS: "pack"}
WITH_SUGGESTIONS = {Box.NEAR: "known-places", Box.SOURCES: "known-sources"}
# The boxes that are seen at once, and those behind a line that opens.
WORDS = (Box.ALL, Box.EXACTLY, Box.ANY, Box.ALSO, Box.NONE, Box.NEAR)
WHO = (Box.HASHTAGS, Box.SITES, Box.FROM, Box.NOT_FROM, Box.SOURCES)
WHAT = (Box.SINCE, Box.UNTIL, Box.HAS, Box.LANGUAGE, Box.PACKS)
PLAIN = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class BoxesForm(forms.Form):
    """``boxes``: what stands in them now."""

    def __init__(self, *, prefix: str, boxes: Boxes, sent: QueryDict | None = None) -> None:
        super().__init__(
            sent, prefix=prefix, initial={box.value: _start(box, items) for box, items in boxes.items()}
        )
        for box in SIMPLE if prefix == "simple" else Box:
            self.fields[box.value] = _field(box, boxes.get(box, ()), is_simple=prefix == "simple")

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField], bool]]:
        """Of the detailed way: a label or none, the boxes, and whether they are to be seen."""
        groups = (
            ("", WORDS),
            (_("Who says it, and where"), WHO),
            (_("Language, pictures, days, packs"), WHAT),
        )
        return [(label, [self[box] for box in boxes], self._is_used(boxes)) for label, boxes in groups]

    def _is_used(self, boxes: Iterable[Box]) -> bool:
        return any(self[box].value() or self[box].errors for box in boxes)

    def say(self, notes: Iterable[Mapping[str, Any]]) -> None:
        """Put what could not be honoured beside its box. Of a form that was sent only."""
        for note in notes:
            if note["level"] == "error" and note["field"] in self.fields:
                self.add_error(note["field"], note["message"])


def boxes_in(sent: QueryDict, prefix: str) -> Boxes:
    """What somebody wrote into them."""
    written = {box: sent.getlist(f"{prefix}-{box}") for box in Box}
    return {
        box: tuple(item for text in texts for item in split(text.replace("\r\n", "\n")))
        for box, texts in written.items()
    }


def _start(box: Box, items: Sequence[str]) -> Any:
    return list(items) if box in TICKS else joined(box, items)


def _field(box: Box, items: Sequence[str], *, is_simple: bool) -> forms.Field:
    if box in TICKS:
        return forms.MultipleChoiceField(
            label=TICKS[box],
            choices=_choices(box, items),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    if box in DAYS:
        label, hint = DAYS[box]
        widget = forms.TextInput({"type": "date", **PLAIN})
        return forms.CharField(label=label, help_text=hint, required=False, widget=widget)
    label, hint = ABOUT if is_simple and box is Box.ANY else TEXTS[box]
    suggestions = {"list": WITH_SUGGESTIONS[box]} if box in WITH_SUGGESTIONS else {}
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.TextInput({**PLAIN, **suggestions})
    )


def _choices(box: Box, items: Sequence[str]) -> list[tuple[str, Any]]:
    """All that we have a word for, and whatever else is asked for already."""
    known = VALUES[TICKED[box]]
    named = [(value, _(word)) for value, word in known.items()]
    return named + [(item, item) for item in items if item not in known]
