"""A person's own home: at most three finds, who is host, and how often it comes by letter."""

from typing import Any

from rest_framework.response import Response

from apps.api.operations import operation
from apps.api.parsing import Choice, Id, In
from apps.api.shapes import Constant, Out, PersonOut, Word
from apps.api.v1.finds import FindOut, FindView, TeamNameOut, with_source
from apps.api.views import CouncilRequest
from apps.assignments.actions import choose_home_place
from apps.assignments.home import Because, home_place, picks_for
from apps.assignments.rota import host_on
from apps.common.clock import day_of, now
from apps.common.permission import Permission as P
from apps.discoveries.models import Find
from apps.notices.actions import choose_letters
from apps.notices.choices import how_often_for
from apps.notices.models import LetterChoice


class PickOut(Out):
    """A find, and why it is on somebody’s home."""

    because = Word(list(Because))
    find = FindOut()


class HomeOut(Out):
    """At most three finds for one’s team or place; otherwise those with the most joy in them."""

    object = Constant("home")
    letters = Word(LetterChoice.HowOften.values)
    place = TeamNameOut(allow_null=True)
    host = PersonOut(allow_null=True)
    finds = PickOut(many=True)


class HomeIn(In):
    """What is named is changed; a `place` of null is all of here."""

    letters = Choice(choices=LetterChoice.HowOften.choices, required=False)
    place = Id(required=False, allow_null=True)


class Home(FindView):
    name = "home"

    @operation("One’s own home", permission=P.FINDS_READ, out=HomeOut)
    def get(self, request: CouncilRequest) -> Response:
        return self._home()

    @operation("Choose what it is about, and letters", permission=P.FINDS_READ, body=HomeIn, out=HomeOut)
    def patch(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        if "place" in body:
            choose_home_place(actor=request.actor, place=body["place"], at=now())
        if "letters" in body:
            choose_letters(actor=request.actor, how_often=body["letters"], at=now())
        return self._home()

    def _home(self) -> Response:
        actor, at = self.request.actor, now()
        picks = picks_for(actor, at=at)
        rows = {find.id: find for find in with_source(Find.objects.filter(pk__in=[p.find.pk for p in picks]))}
        dressed = self.dressed([rows[pick.find.pk] for pick in picks])
        told = {
            "letters": how_often_for(actor),
            "place": home_place(actor),
            "host": host_on(day_of(at), nation=self.request.organisation.nation),
            "finds": [
                {"because": pick.because, "find": shown} for pick, shown in zip(picks, dressed, strict=True)
            ],
        }
        return Response(HomeOut(told).data)
