"""What a list of places would do to the names that are there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from apps.organisations.models import Place
from apps.organisations.place_lists import Entry, Fault, read_list
from apps.organisations.place_names import MOST_PLACES, is_everyday_word, looks_like_postcode

Names = Mapping[str, Place]


@dataclass
class Step:
    """One line, and what becomes of it. ``place`` has its new values and is not saved."""

    entry: Entry
    place: Place
    is_new: bool = True
    changes: list[str] = field(default_factory=list)
    new_parts: list[Place] = field(default_factory=list)

    @property
    def what(self) -> str:
        """new, changed or same."""
        if self.is_new:
            return "new"
        return "changed" if self.changes or self.new_parts else "same"


@dataclass
class Plan:
    """Nothing is done while there are faults. What the list does not name stays as it is."""

    steps: list[Step]
    faults: list[Fault]

    def of(self, what: str) -> list[Step]:
        return [step for step in self.steps if step.what == what]


def plan_of(text: str, *, kind: str = "") -> Plan:
    """Inside a council's scope. ``kind``: of new places whose line says none and whose name is no postcode."""
    listed = read_list(text)
    standing = {key_of(place.name): place for place in Place.objects.current().prefetch_related("parts")}
    plan = Plan([], listed.faults)
    for entry in listed.entries:
        there = standing.get(key_of(entry.name))
        plan.faults += _faults_of_kind(entry, there, kind)
        plan.steps.append(_changed(entry, there) if there else Step(entry, _made(entry, kind)))
    known = standing | {key_of(step.place.name): step.place for step in plan.steps}
    for step in plan.steps:
        plan.faults += _put_together(step, known)
    if len(known) > MOST_PLACES:
        plan.faults.append(Fault(1, _("That would be more than a thousand places.")))
    plan.faults.sort(key=lambda fault: fault.line)
    return plan


def key_of(name: str) -> str:
    return name.lower()


def _made(entry: Entry, kind: str) -> Place:
    said = entry.is_common_word
    return Place(
        name=entry.name,
        kind=_kind_of(entry, kind),
        other_names=entry.other_names or [],
        is_common_word=is_everyday_word(entry.name) if said is None else said,
    )


def _kind_of(entry: Entry, kind: str) -> str:
    return entry.kind or (Place.Kind.POSTCODE if looks_like_postcode(entry.name) else kind)


def _changed(entry: Entry, there: Place) -> Step:
    wanted = {
        "kind": entry.kind,
        "other_names": entry.other_names,
        "is_common_word": entry.is_common_word,
    }
    changes = {name: value for name, value in wanted.items() if value not in (None, getattr(there, name))}
    for name, value in changes.items():
        setattr(there, name, value)
    return Step(entry, there, is_new=False, changes=sorted(changes))


def _faults_of_kind(entry: Entry, there: Place | None, kind: str) -> Iterator[Fault]:
    if there is None and not _kind_of(entry, kind):
        yield Fault(entry.line, _("Say what kind of place “%(name)s” is.") % {"name": entry.name})
    if there and entry.kind and there.is_set != (entry.kind == Place.Kind.SET):
        yield Fault(entry.line, _("A set stays a set, and a place a place."))


def _put_together(step: Step, known: Names) -> Iterator[Fault]:
    """Gives the step the parts that its set does not have yet."""
    wanted = step.entry.parts or []
    if wanted and not step.place.is_set:
        yield Fault(step.entry.line, _("Only a set has parts."))
        return
    there = set() if step.is_new else {part.pk for part in step.place.parts.all()}
    for name in wanted:
        part = known.get(key_of(name))
        if part is None:
            yield Fault(step.entry.line, _("There is no place called “%(name)s”.") % {"name": name})
        elif part.is_set:
            yield Fault(step.entry.line, _("“%(name)s” is a set. A set holds places only.") % {"name": name})
        elif part.pk not in there and part not in step.new_parts:
            step.new_parts.append(part)
