"""A list of places as text: CSV with a first line of headings, or simply one name a line."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from apps.common.refusals import Refusal
from apps.organisations.models import Place
from apps.organisations.place_names import read_name, read_other_names

COLUMNS = ("name", "kind", "other_names", "is_common_word", "parts")
LONGEST_LIST = 100_000
BETWEEN = ";"
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}


class Unreadable(Exception):
    """What is wrong with a cell, for people."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line. None is what the line does not speak of."""

    line: int
    name: str
    kind: str | None = None
    other_names: list[str] | None = None
    is_common_word: bool | None = None
    parts: list[str] | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line."""

    line: int
    message: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(message)s") % {"line": self.line, "message": self.message}


@dataclass
class Listed:
    """What was read: either may be empty."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_list(text: str) -> Listed:
    """Every line that can be read, and what is wrong with the others."""
    text = text.removeprefix("\ufeff")
    if len(text) > LONGEST_LIST:
        return Listed(faults=[Fault(1, _("That is too long for one go. Bring it in two or three lists."))])
    listed = Listed()
    for line, cells in _rows(text):
        try:
            listed.entries.append(_entry(line, cells))
        except Unreadable as fault:
            listed.faults.append(Fault(line, str(fault)))
    listed.faults += _said_twice(listed.entries)
    return listed


def write_list(places: Iterable[Place]) -> str:
    """The same as CSV, so that what is written can be read again."""
    return write_table(
        {
            "name": place.name,
            "kind": place.kind,
            "other_names": together(place.other_names),
            "is_common_word": "yes" if place.is_common_word else "no",
            "parts": together(part.name for part in place.parts.all()),
        }
        for place in places
    )


def write_table(rows: Iterable[dict[str, str]]) -> str:
    """CSV of what is known about some places; what a row does not name stays empty."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def together(names: Iterable[str]) -> str:
    """Several names in one cell."""
    return f"{BETWEEN} ".join(names)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines that say something: their numbers as an editor shows them, and their cells by heading."""
    if not has_headings(text):
        for line, name in enumerate(text.splitlines(), start=1):
            if name.strip():
                yield line, {"name": name}
        return
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True)
    columns = [_heading(cell) for cell in next(reader)]
    begins = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, dict(zip(columns, cells, strict=False))
        begins = reader.line_num + 1


def has_headings(text: str) -> bool:
    """Whether the first line names columns."""
    first = text.partition("\n")[0]
    return "name" in {_heading(cell) for cell in first.split(_delimiter(text))}


def _delimiter(text: str) -> str:
    """What is pasted from a table is set apart by tabs."""
    return "\t" if "\t" in text.partition("\n")[0] else ","


def _heading(cell: str) -> str:
    return cell.strip().strip('"').casefold().replace(" ", "_")


def _entry(line: int, cells: dict[str, str]) -> Entry:
    """Raises Unreadable."""
    unknown = [column for column in cells if column not in COLUMNS and cells[column].strip()]
    if unknown:
        raise Unreadable(_("There is no column “%(name)s”.") % {"name": unknown[0]})
    name = _name(cells["name"])
    read = {
        column: reader(cells[column].strip())
        for column, reader in READERS.items()
        if cells.get(column, "").strip()
    }
    if "other_names" in read:
        read["other_names"] = _others(read["other_names"], name)
    return Entry(line=line, name=name, **read)


def _name(cell: str) -> str:
    try:
        return read_name(cell)
    except Refusal as refusal:
        raise Unreadable(str(refusal)) from refusal


def _kind(cell: str) -> str:
    known = {word.casefold(): value for value, label in Place.Kind.choices for word in (value, str(label))}
    if cell.casefold() not in known:
        raise Unreadable(
            _("There is no kind “%(kind)s”. Write one of these: %(kinds)s.")
            % {"kind": cell, "kinds": ", ".join(Place.Kind.values)}
        )
    return known[cell.casefold()]


def _truth(cell: str) -> bool:
    if cell.casefold() not in YES | NO:
        raise Unreadable(_("Write yes or no, not “%(word)s”.") % {"word": cell})
    return cell.casefold() in YES


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(BETWEEN) if part.strip()]


def _others(names: list[str], name: str) -> list[str]:
    try:
        return read_other_names(names, name=name)
    except Refusal as refusal:
        raise Unreadable(str(refusal)) from refusal


READERS: dict[str, Callable[[str], Any]] = {
    "kind": _kind,
    "other_names": _several,
    "is_common_word": _truth,
    "parts": _several,
}


def _said_twice(entries: Iterable[Entry]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for entry in entries:
        earlier = first.setdefault(entry.name.casefold(), entry.line)
        if earlier != entry.line:
            yield Fault(
                entry.line,
                _("“%(name)s” stands in line %(line)s already.") % {"name": entry.name, "line": earlier},
            )
