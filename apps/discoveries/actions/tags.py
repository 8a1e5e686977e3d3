"""Tags: putting the council's own words on finds, and keeping those words in order."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Conflict, Invalid, NotThere, require
from apps.discoveries.actions.triage import open_to_decide
from apps.discoveries.models import Find, FindTag, Tag
from apps.discoveries.naming import folded, refuse_names, tidy
from apps.discoveries.policies import can_decide, can_keep_tags

LONGEST = 40
MOST_TAGS = 500
MOST_ON_A_FIND = 20


class TagTaken(Conflict):
    code = "tag_taken"
    message = _("There is a tag of that name already. Merge the two instead.")


class TooManyTags(Conflict):
    code = "too_many_tags"
    message = _("These are more tags than anybody could keep in order. Merge or end some first.")


@transaction.atomic
def tag_find(*, actor: Actor, find: Find, name: str, at: datetime) -> FindTag:
    """Put a tag on a find, a new word if need be. Twice is once. Raises NotAllowed, Invalid, NamesAPerson, TooManyTags, Gone."""
    require(can_decide(actor, find))
    find = open_to_decide(find)
    tag = tag_called(actor=actor, name=name, at=at)
    if find.tagged.count() >= MOST_ON_A_FIND:
        raise TooManyTags
    put: FindTag
    put, is_new = FindTag.objects.get_or_create(
        organisation_id=find.organisation_id, find=find, tag=tag, defaults={"by_id": actor.person, "at": at}
    )
    if is_new:
        audit.record(actor, "find.tagged", find, at=at, change=audit.Change.CHANGED, fields=["tags"])
    return put


@transaction.atomic
def untag_find(*, actor: Actor, find: Find, tag: Tag, at: datetime) -> Find:
    """Take a tag off a find. Raises NotAllowed, NotThere, Gone."""
    require(can_decide(actor, find))
    find = open_to_decide(find)
    if not FindTag.objects.filter(find=find, tag=tag).delete()[0]:
        raise NotThere(_("This find does not have that tag."), field="tag")
    audit.record(actor, "find.untagged", find, at=at, change=audit.Change.CHANGED, fields=["tags"])
    return find


@transaction.atomic
def make_tag(*, actor: Actor, name: str, at: datetime) -> Tag:
    """A word that is suggested from now on. Raises NotAllowed, Invalid, NamesAPerson, TagTaken, TooManyTags."""
    require(can_keep_tags(actor))
    name = _readable(name)
    _refuse_taken(name)
    return _made(actor, name, at)


@transaction.atomic
def rename_tag(*, actor: Actor, tag: Tag, name: str, at: datetime) -> Tag:
    """The same tag under another name. Raises NotAllowed, Invalid, NamesAPerson, TagTaken, NotThere."""
    require(can_keep_tags(actor))
    tag = _current(tag)
    name = _readable(name)
    if folded(name) != tag.key:
        _refuse_taken(name)
        refuse_names(name, field="name")
    tag.name, tag.key = name, folded(name)
    tag.save(update_fields=["name", "key"])
    audit.record(actor, "tag.renamed", tag, at=at, change=audit.Change.CHANGED, fields=["name"])
    return tag


@transaction.atomic
def merge_tag(*, actor: Actor, tag: Tag, into: Tag, at: datetime) -> Tag:
    """Two words for one thing: what had the first has the second from now on. Raises NotAllowed, Invalid, NotThere."""
    require(can_keep_tags(actor))
    if tag.pk == into.pk:
        raise Invalid(_("Choose another tag than itself."), field="into")
    tag, into = _current(tag), _current(into)
    already = FindTag.objects.filter(tag=into).values("find")
    tag.finds.filter(find__in=already).delete()
    tag.finds.update(tag=into)
    Tag.objects.filter(merged_into=tag).update(merged_into=into)
    _end(tag, at, merged_into=into)
    audit.record(actor, "tag.merged", tag, at=at, change=audit.Change.CHANGED, fields=["merged_into"])
    return into


@transaction.atomic
def end_tag(*, actor: Actor, tag: Tag, at: datetime) -> Tag:
    """Nothing has this tag any more, and it is suggested no longer. Raises NotAllowed, NotThere."""
    require(can_keep_tags(actor))
    tag = _current(tag)
    tag.finds.all().delete()
    _end(tag, at)
    audit.record(actor, "tag.ended", tag, at=at, change=audit.Change.CHANGED, fields=["ended_at"])
    return tag


def _end(tag: Tag, at: datetime, merged_into: Tag | None = None) -> None:
    tag.ended_at, tag.merged_into = at, merged_into
    tag.save(update_fields=["ended_at", "merged_into"])


def _current(tag: Tag) -> Tag:
    found: Tag | None = Tag.objects.current().filter(pk=tag.pk).select_for_update().first()
    if found is None:
        raise NotThere(_("This tag was ended or merged already."))
    return found


def tag_called(*, actor: Actor, name: str, at: datetime) -> Tag:
    """The tag of that name, new if need be. Raises Invalid, NamesAPerson, TooManyTags."""
    name = _readable(name)
    standing: Tag | None = Tag.objects.current().filter(key=folded(name)).first()
    return standing or _made(actor, name, at)


def _made(actor: Actor, name: str, at: datetime) -> Tag:
    """Of two who make the same tag at once both get it."""
    refuse_names(name, field="name")
    if Tag.objects.current().count() >= MOST_TAGS:
        raise TooManyTags
    made = Tag(
        organisation_id=actor.organisation_id,
        name=name,
        key=folded(name),
        added_by_id=actor.person,
        added_at=at,
    )
    Tag.objects.bulk_create([made], ignore_conflicts=True)
    tag: Tag = Tag.objects.current().get(key=made.key)
    if tag.pk == made.pk:
        audit.record(actor, "tag.made", tag, at=at, change=audit.Change.CREATED)
    return tag


def _readable(name: str) -> str:
    """Raises Invalid."""
    name = tidy(name).lstrip("#")
    if not folded(name) or max(len(name), len(folded(name))) > LONGEST:
        raise Invalid(_("A tag is a word or two, at most forty characters."), field="name")
    return name


def _refuse_taken(name: str) -> None:
    if Tag.objects.current().filter(key=folded(name)).exists():
        raise TagTaken(field="name")
