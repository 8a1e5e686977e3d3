"""What a server sent, unpacked without ever holding more than was agreed."""

import zlib
from collections.abc import Iterable, Iterator, Mapping

from apps.net.refusals import Category, WayOutRefused

_GZIP_ONLY = 16 + zlib.MAX_WBITS


def read_body(pieces: Iterable[bytes], headers: Mapping[str, str], *, most: int) -> bytes:
    """The whole body, gzip undone, at most ``most`` bytes.

    ``headers`` have lower-case keys. Raises ``WayOutRefused``: too_large, or not_understood for any
    encoding but a single gzip, and for gzip that is broken or cut off. Bytes after the end of the
    gzip stream are left unread, as browsers do.
    """
    body = bytearray()
    for piece in _unpacked(pieces, headers.get("content-encoding", ""), most=most):
        body += piece
        if len(body) > most:
            raise WayOutRefused(Category.too_large)
    return bytes(body)


def _unpacked(pieces: Iterable[bytes], encoding: str, *, most: int) -> Iterable[bytes]:
    match encoding.strip().lower():
        case "" | "identity":
            return pieces
        case "gzip" | "x-gzip":
            return _gunzipped(pieces, most=most)
        case _:
            raise WayOutRefused(Category.not_understood)


def _gunzipped(pieces: Iterable[bytes], *, most: int) -> Iterator[bytes]:
    gzip = zlib.decompressobj(_GZIP_ONLY)
    empty = True
    for piece in pieces:
        empty = False
        try:
            # Room for one byte too many: whoever fills it is over the limit, and nothing is left behind.
            yield gzip.decompress(piece, most + 1)
        except zlib.error as broken:
            raise WayOutRefused(Category.not_understood) from broken
        if gzip.eof:
            return
    if not empty:
        raise WayOutRefused(Category.not_understood)
