"""No, said to programs: RFC 9457 problem documents. Every refusal, mistake and accident leaves through here."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.http.request import UnreadablePostError
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from rest_framework import exceptions
from rest_framework.response import Response

from apps.common.refusals import NotThere, Refusal
from apps.common.request_id import current_request

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
logger = logging.getLogger(__name__)


class BadRequest(Refusal):
    """The request itself cannot be read, whatever it asks for."""

    status = HTTPStatus.BAD_REQUEST
    code = "bad_request"


class TooLarge(Refusal):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too_large"
    message = _lazy("That is too large.")


def answer(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """REST framework's EXCEPTION_HANDLER: a problem for everything that was foreseen, else None."""
    path = context["request"].path
    if isinstance(error, Refusal):
        return problem(path, error.status, error.code, str(error), list(_of_refusal(error)))
    if isinstance(error, exceptions.ValidationError):
        errors = list(_of_fields(error.detail, ""))
        return problem(path, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", _said(errors), errors)
    if isinstance(error, exceptions.APIException):
        return _of_framework(path, error)
    return _of_django(path, error)


def accident(path: str, error: Exception, request: Any) -> Response:
    """What nobody foresaw: logged with the request's name, and told without any of its details."""
    signals.got_request_exception.send(sender=None, request=request)
    logger.error("%s broke the request %s", type(error).__name__, current_request.get(), exc_info=error)
    return problem(path, HTTPStatus.INTERNAL_SERVER_ERROR, "accident", str(ACCIDENT))


def problem(
    path: str, status: int, code: str, detail: str, errors: Sequence[Mapping[str, str]] = ()
) -> Response:
    """The document itself. ``errors`` say which part of what was sent is meant."""
    document = {
        "type": f"{settings.GC_BASE_URL}/api/v1/docs#problem-{code.replace('_', '-')}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "instance": escape_uri_path(path),
        "code": code,
        "request_id": current_request.get(),
        "errors": list(errors),
    }
    return Response(document, status=status, content_type=MEDIA_TYPE)


def _of_refusal(refusal: Refusal) -> Iterator[dict[str, str]]:
    for note in refusal.facts.get("notes", ()):
        yield {"pointer": f"/{refusal.field}", "code": note["code"], "detail": note["message"]}
    if refusal.field and "notes" not in refusal.facts:
        yield {"pointer": f"/{refusal.field}", "code": refusal.code, "detail": str(refusal)}


def _of_framework(path: str, error: exceptions.APIException) -> Response:
    code, detail = SAID.get(type(error)) or (_code_of(error), error.detail)
    response = problem(path, error.status_code, code, str(detail))
    challenge = getattr(error, "auth_header", None)
    if challenge:
        response["WWW-Authenticate"] = challenge
    return response


def _of_django(path: str, error: Exception) -> Response | None:
    if isinstance(error, Http404):
        return problem(path, HTTPStatus.NOT_FOUND, NotThere.code, str(NotThere.message))
    if isinstance(error, RequestDataTooBig):
        return problem(path, TooLarge.status, TooLarge.code, str(TooLarge.message))
    if isinstance(error, SuspiciousOperation | UnreadablePostError):
        return problem(path, HTTPStatus.BAD_REQUEST, "bad_request", _("That request cannot be read."))
    if isinstance(error, OperationalError):
        logger.error("The database did not answer the request %s", current_request.get(), exc_info=error)
        response = problem(path, HTTPStatus.SERVICE_UNAVAILABLE, "busy", str(BUSY))
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    return None


def _code_of(error: exceptions.APIException) -> str:
    return str(error.get_codes()) if isinstance(error.detail, str) else error.default_code


SAID: dict[type[exceptions.APIException], tuple[str, Any]] = {
    exceptions.NotFound: (NotThere.code, NotThere.message),
    exceptions.NotAuthenticated: (
        "not_signed_in",
        _lazy("Send a token as “Authorization: Bearer …”, or sign in."),
    ),
    exceptions.ParseError: ("malformed", _lazy("The body is not readable JSON.")),
    exceptions.NotAcceptable: ("not_acceptable", _lazy("This answers in application/json only.")),
    exceptions.UnsupportedMediaType: ("media_type", _lazy("Send the body as application/json.")),
    exceptions.MethodNotAllowed: (
        "method",
        _lazy("That cannot be done here. The Allow header says what can."),
    ),
    exceptions.PermissionDenied: (
        "csrf",
        _lazy("A session needs its X-CSRFToken header to change anything."),
    ),
}
ACCIDENT = _lazy("Something went wrong on our side. It has been written down.")
BUSY = _lazy("Try again in a few seconds.")
CODES: dict[str, tuple[int, Any]] = {
    code: (kind.status_code, said) for kind, (code, said) in SAID.items()
} | {
    "bad_token": (401, _lazy("That token does not open anything.")),
    "accident": (500, ACCIDENT),
    "busy": (503, BUSY),
}


def _of_fields(detail: Any, pointer: str) -> Iterator[dict[str, str]]:
    """From REST framework's nested details to one flat row for each, with a JSON pointer."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _of_fields(
                inner, pointer if name == "non_field_errors" else f"{pointer}/{_token(name)}"
            )
        return
    for place, inner in enumerate(detail if isinstance(detail, list) else [detail]):
        if isinstance(inner, Mapping | list):
            yield from _of_fields(inner, f"{pointer}/{place}" if inner else pointer)
        else:
            yield {"pointer": pointer, "code": getattr(inner, "code", "invalid"), "detail": str(inner)}


def _token(name: object) -> str:
    """RFC 6901."""
    return str(name).replace("~", "~0").replace("/", "~1")


def _said(errors: Sequence[Mapping[str, str]]) -> str:
    if not errors:
        return _("That cannot be read.")
    first = errors[0]
    return f"{first['pointer'].lstrip('/')}: {first['detail']}" if first["pointer"] else first["detail"]
