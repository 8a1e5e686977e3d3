"""The way in: authenticate, throttle, claim, one council's scope and transaction, one call, one answer.

docs/api.md tells the order. What happens inside the transaction happens in ``_inside``; everything around it
has its own short one or none.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.models import User
from apps.api import idempotency, problems, throttling
from apps.api.conditions import Changed, etag_of, names
from apps.api.operations import Operation
from apps.api.paging import Keyset, page_of
from apps.api.parsing import MAX_BODY
from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import now
from apps.common.refusals import NotAllowed, NotThere, require
from apps.organisations.actors import actor_of_member, actor_of_token, member_of
from apps.organisations.models import ApiToken, Organisation
from apps.organisations.scope import answer_in_council, council

KEPT_WHEN_UNCHANGED = {
    "ETag",
    "Cache-Control",
    "Link",
    "RateLimit",
    "RateLimit-Policy",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
}


class CouncilRequest(Request):
    """A request inside one council's scope."""

    actor: Actor
    organisation: Organisation


class Endpoint(APIView):
    """One address. Answers every mistake with a problem, and tells the caller's allowance."""

    permission_classes = ()
    cache_control = "private, no-store"
    tag: ClassVar[str] = ""
    request: CouncilRequest
    takes: Sequence[throttling.Taken] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.args, self.kwargs = args, kwargs
        self.headers = self.default_response_headers
        self.request = cast(CouncilRequest, self.initialize_request(request, *args, **kwargs))
        try:
            response = self._answer()
        except Exception as error:
            response = self._finished(self.handle_exception(error))
        return self._sent(response)

    def handle_exception(self, exc: Exception) -> Response:
        try:
            return super().handle_exception(exc)
        except Exception as error:
            return problems.accident(self.request.path, error, self.request._request)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        return Response(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(self.allowed_methods)})

    @property
    def operation(self) -> Operation | None:
        method = "get" if self.request.method == "HEAD" else (self.request.method or "").lower()
        return getattr(getattr(self, method, None), "operation", None)

    def admit(self) -> None:
        """Count this call. Raises TooOften."""
        raise NotImplementedError

    def handled(self) -> Response:
        """Make the answer."""
        return self._handler()(self.request, **self.kwargs)

    def _answer(self) -> Response:
        handler = self._handler()
        _measure(self.request)
        if self.request.method == "OPTIONS":
            return self._finished(handler(self.request))
        self.initial(self.request, *self.args, **self.kwargs)
        self.admit()
        return self._finished(self.handled())

    def _handler(self) -> Callable[..., Response]:
        name = (self.request.method or "").lower()
        known = getattr(self, name, None) if name in self.http_method_names else None
        if known is None:
            raise exceptions.MethodNotAllowed(str(self.request.method))
        return cast(Callable[..., Response], known)

    def _use(self, takes: Sequence[throttling.Taken]) -> None:
        self.takes = takes
        if throttling.refused(takes):
            raise throttling.TooOften

    def _finished(self, response: Response) -> Response:
        """Rendered, with its ETag."""
        response = self.finalize_response(self.request, response, *self.args, **self.kwargs)
        if isinstance(response, Response) and not response.is_rendered:
            response.render()
        if response.status_code in {HTTPStatus.OK, HTTPStatus.CREATED}:
            response["ETag"] = etag_of(bytes(response.content))
        return response

    def _sent(self, response: Response) -> HttpResponseBase:
        response.setdefault(
            "Cache-Control", self.cache_control if _is_good(response) else "private, no-store"
        )
        throttling.tell(response, self.takes)
        wanted = self.request.headers.get("If-None-Match", "")
        if self._is_read and response.status_code == HTTPStatus.OK and names(wanted, response["ETag"]):
            throttling.return_all(self.takes, at=now())
            return _not_modified(response)
        return response

    @property
    def _is_read(self) -> bool:
        return self.request.method in {"GET", "HEAD"}


class SignedInView(Endpoint):
    """For anyone with a token or a session."""

    cost: ClassVar[int] = 1

    def perform_authentication(self, request: Request) -> None:
        try:
            caller: Any = request.user
            if caller is None and request.auth is None:
                raise exceptions.NotAuthenticated
        except exceptions.APIException as error:
            if isinstance(error, exceptions.AuthenticationFailed | exceptions.NotAuthenticated):
                self._use(throttling.take_for_address(request._request, throttling.STRANGER, at=now()))
            raise

    def admit(self) -> None:
        self._use(throttling.take_for_member(self.principal, None, cost=self.cost, at=now()))

    @property
    def principal(self) -> str:
        """Who it is, for counting and for claims."""
        token = self.token
        return f"token:{token.id}" if token else f"user:{self.user.id}"

    @property
    def token(self) -> ApiToken | None:
        return self.request.auth if isinstance(self.request.auth, ApiToken) else None

    @property
    def user(self) -> User:
        return cast(User, self.request.user)


class OrgView(SignedInView):
    """For members and tokens of the council in the address; for everybody else there is nothing there.

    A resource with rows of its own says how one is shown (``represent``) and which ones there are (``rows``).
    """

    name: ClassVar[str] = ""
    out: ClassVar[type[serializers.BaseSerializer[Any]]]
    keyset: ClassVar[Keyset] = Keyset(("id",))

    def admit(self) -> None:
        actor, organisation = self._place()
        place = organisation.id if organisation else None
        self._use(throttling.take_for_member(self.principal, place, cost=self.cost, at=now()))
        if actor is None or organisation is None:
            raise NotThere
        self.request.actor, self.request.organisation = actor, organisation

    def rows(self) -> models.QuerySet[Any]:
        """What of this resource the actor may see, ready to be shown."""
        raise NotImplementedError

    def row(self, pk: UUID) -> Any:
        """Raises NotThere."""
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise NotThere
        return found

    def represent(self, pk: UUID) -> dict[str, Any]:
        """Raises NotThere."""
        return dict(self.out(self.dressed([self.row(pk)])[0]).data)

    def dressed(self, rows: list[Any]) -> list[Any]:
        """The rows with what is shown beside them, in as many queries however many they are."""
        return rows

    def shown(self, pk: UUID, status: int = HTTPStatus.OK) -> Response:
        """One row as it now is; a new one with its address. A replay answers with the same."""
        self.subject = pk
        if status == HTTPStatus.NO_CONTENT:
            return Response(status=status)
        response = Response(self.represent(pk), status=status)
        if status in {HTTPStatus.CREATED, HTTPStatus.ACCEPTED}:
            response["Location"] = self.address_of(pk)
        return response

    def address_of(self, pk: UUID) -> str:
        return reverse(f"api:{self.name}", args=[self.request.organisation.slug, pk])

    def paged(self, query: dict[str, Any], rows: models.QuerySet[Any] | None = None) -> Response:
        found = page_of(
            self.rows() if rows is None else rows, self.keyset, address=self.request.path, query=query
        )
        response = Response(replace(found, rows=self.dressed(found.rows)).body(self.out))
        if links := found.links():
            response["Link"] = links
        return response

    def match(self, pk: UUID) -> Any:
        """The row, for a change. Locked and compared first if the caller sent If-Match. Raises NotThere, Changed."""
        wanted = self.request.headers.get("If-Match")
        if not wanted:
            return self.row(pk)
        row = self.row(pk)
        type(row)._default_manager.select_for_update(of=("self",)).get(pk=pk)
        standing = self.request.accepted_renderer.render(self.represent(pk), self.request.accepted_media_type)
        if not names(wanted, etag_of(cast(bytes, standing))):
            raise Changed
        return self.row(pk)

    def handled(self) -> Response:
        key = self.request.headers.get("Idempotency-Key")
        told = self.operation
        if key is None or self.request.method != "POST" or told is None or not told.keeps:
            return self._in_council(None)
        return self._once(idempotency.readable_key(key))

    subject: UUID | None = None

    def _place(self) -> tuple[Actor | None, Organisation | None]:
        """The actor in the council of the address, or nobody nowhere: foreign and missing are the same."""
        slug = self.kwargs.pop("org")
        if self.token is not None:
            ours = self.token.organisation.slug == slug
            return (actor_of_token(self.token), self.token.organisation) if ours else (None, None)
        member = member_of(user_id=self.user.id, slug=slug)
        return (actor_of_member(member), member.organisation) if member else (None, None)

    def _once(self, key: str) -> Response:
        asked = idempotency.Request(
            organisation_id=self.request.organisation.id,
            principal=self.principal,
            route=self.request.path,
            key=key,
            body_digest=idempotency.digest(self.request._request.body),
        )
        claim = idempotency.claim(asked, at=now())
        if claim.status is not None:
            return self._again(claim)
        try:
            response = self._in_council(claim)
        except Exception:
            idempotency.forget(claim)
            raise
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            idempotency.forget(claim)
        return response

    def _again(self, claim: idempotency.Claim) -> Response:
        if self.operation and self.operation.permission:
            require(self.request.actor.may(self.operation.permission))

        def replay() -> Response:
            status = claim.status or HTTPStatus.NO_CONTENT
            return self._finished(self.shown(cast(UUID, claim.subject_id), status))

        response = cast(Response, answer_in_council(claim.organisation_id, replay))
        response["Idempotent-Replayed"] = "true"
        return response

    def _in_council(self, claim: idempotency.Claim | None) -> Response:
        response = cast(
            Response, answer_in_council(self.request.organisation.id, lambda: self._inside(claim))
        )
        if response.status_code == HTTPStatus.FORBIDDEN:
            self._note_refusal()
        return response

    def _inside(self, claim: idempotency.Claim | None) -> Response:
        """Whatever is refused leaves nothing behind."""
        try:
            response = self._handler()(self.request, **self.kwargs)
            if claim is not None:
                idempotency.finish(claim, status=response.status_code, subject_id=self.subject)
        except Exception as error:
            transaction.set_rollback(True)
            response = self.handle_exception(error)
        return self._finished(response)

    def _note_refusal(self) -> None:
        """That somebody tried what they may not, after everything that they tried was rolled back."""
        with council(self.request.organisation.id):
            audit.record(
                self.request.actor,
                f"refused.{(self.request.method or '').lower()}",
                self.request.organisation,
                at=now(),
                fields=[NotAllowed.code],
            )


class PublicView(Endpoint):
    """For everybody, without a name: throttled by address, cached, readable from any page."""

    authentication_classes = ()
    cache_control = "public, max-age=300, stale-while-revalidate=600"

    def admit(self) -> None:
        self._use(throttling.take_for_address(self.request._request, throttling.PUBLIC, at=now()))

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, RateLimit, RateLimit-Policy, X-Request-ID"
        return super().finalize_response(request, response, *args, **kwargs)


def _measure(request: Request) -> None:
    """Read the body, once and within its limit. Raises TooLarge, UnreadablePostError."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MAX_BODY:
        raise problems.TooLarge
    _ = request._request.body


def _is_good(response: Response) -> bool:
    """A refusal is about one caller, and soon untrue: no cache may hand it to the next."""
    return response.status_code < HTTPStatus.BAD_REQUEST


def _not_modified(response: Response) -> HttpResponse:
    bare = HttpResponseNotModified()
    for name in KEPT_WHEN_UNCHANGED & set(response.headers):
        bare[name] = response[name]
    return bare
