"""Beginning for one's own council, without anybody's help."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.common.refusals import Invalid, NotThere
from apps.common.writing import straight
from apps.organisations.actions.councils import found_organisation
from apps.organisations.actions.joining import hand_to_owners
from apps.organisations.houses import works_there
from apps.organisations.models import JoinRequest, Membership, Organisation
from apps.organisations.refusals import AlreadyHere, AskedTooOften, NotOfThisHouse, NotOpen
from apps.organisations.uk_councils import UkCouncil, council_with
from apps.work.allowances import take

FOUNDED_A_DAY = 3
A_DAY = 24 * 3600
LONGEST_SLUG = 50


def found_listed_council(*, user: User, gss: str, purpose: str, at: datetime) -> Membership:
    """A council of the UK's list, begun by somebody with a verified address of its house, who becomes its owner.

    Raises NotThere, NotOpen, NotOfThisHouse before anything is said about whether it is here, then AlreadyHere.
    """
    listed = council_with(gss)
    if listed is None:
        raise NotThere(_("There is no such council in the list."), field="gss")
    _check_open(user, at)
    if not works_there(user, gss):
        raise NotOfThisHouse
    if Organisation.objects.filter(gss=gss).exists():
        raise AlreadyHere
    try:
        return _found_listed(user, listed, purpose, at)
    except IntegrityError as error:
        raise AlreadyHere from error


def found_invented_council(*, user: User, name: str, purpose: str, at: datetime) -> Membership:
    """To try things out where nothing is real: never in production. Its name says that it is invented.

    Raises NotOpen, Invalid, AskedTooOften.
    """
    if not settings.GC_INVENTED_COUNCILS:
        raise NotOpen
    name = " ".join(straight(name).split())[:80]
    if not slugify(name):
        raise Invalid(_("A council needs a name."), field="name")
    _check_open(user, at)
    marked = _("%(name)s (invented)") % {"name": name}
    return _found(user, name=str(marked), slug=_free_slug(slugify(name)), purpose=purpose, at=at)


def _check_open(user: User, at: datetime) -> None:
    if not settings.GC_OPEN_SIGN_UP:
        raise NotOpen
    if not take(f"found:{user.id}", limit=FOUNDED_A_DAY, seconds=A_DAY, at=at).granted:
        raise AskedTooOften


@transaction.atomic
def _found_listed(user: User, listed: UkCouncil, purpose: str, at: datetime) -> Membership:
    slug = _free_slug(listed.slug)
    member = _found(
        user,
        name=listed.official_name,
        slug=slug,
        purpose=purpose,
        gss=listed.gss,
        nation=listed.nation,
        at=at,
    )
    for request in JoinRequest.objects.open(at).filter(gss=listed.gss, organisation=None):
        hand_to_owners(request=request, organisation=member.organisation, at=at)
    return member


def _found(
    user: User,
    *,
    name: str,
    slug: str,
    purpose: str,
    gss: str = "",
    nation: str = Organisation.Nation.ENGLAND,
    at: datetime,
) -> Membership:
    return found_organisation(
        name=name,
        slug=slug,
        owner=user,
        purpose=purpose.strip(),
        contact_name=str(user),
        contact_email=user.email,
        gss=gss,
        nation=nation,
        at=at,
    )


def _free_slug(wanted: str) -> str:
    """The same with a number where somebody was first."""
    wanted = wanted[:LONGEST_SLUG].strip("-")
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
