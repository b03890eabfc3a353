"""Text answers are compressed here, because the production server does not and a village line is slow.

The compressed length of a page that mixes a secret with text an attacker chose can betray the secret (BREACH). Cookies
are SameSite, tokens are signed, and the file name in the gzip header has a random length besides, so that the same page
never has the same size twice.
"""

import gzip
import io
import secrets
from functools import lru_cache

from flask import Flask, request
from werkzeug.wrappers import Response

COMPRESSED: frozenset[str] = frozenset(
    {"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"}
)
# Below this the header costs more than it saves; a page of one packet is one packet either way.
SMALLEST_BYTES = 512
LONGEST_NAME = 24


def packed(content: bytes, *, level: int = 6, name: str = "") -> bytes:
    """gzip without a time; `name` goes into the header and is ignored by every reader."""
    target = io.BytesIO()
    with gzip.GzipFile(filename=name, mode="wb", fileobj=target, compresslevel=level, mtime=0) as stream:
        stream.write(content)
    return target.getvalue()


@lru_cache(maxsize=32)
def _packed_file(content: bytes) -> bytes:
    return packed(content, level=9)


def _random_name() -> str:
    return "x" * (1 + secrets.randbelow(LONGEST_NAME))


def _is_worth_it(response: Response) -> bool:
    return (
        request.method != "HEAD"
        and response.status_code not in (204, 206, 304)
        and "Content-Encoding" not in response.headers
        and (response.calculate_content_length() or SMALLEST_BYTES) >= SMALLEST_BYTES
    )


def compress(response: Response) -> Response:
    """gzip the answer when the browser takes it; `Vary` says so to caches either way."""
    if response.mimetype not in COMPRESSED or (response.is_streamed and not response.direct_passthrough):
        return response
    response.vary.add("Accept-Encoding")
    if not _is_worth_it(response) or not request.accept_encodings["gzip"]:
        return response
    is_file = response.direct_passthrough
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < SMALLEST_BYTES:
        return response
    response.set_data(_packed_file(content) if is_file else packed(content, name=_random_name()))
    response.headers["Content-Encoding"] = "gzip"
    tag, _is_weak = response.get_etag()
    if tag:
        # The bytes differ from the file's: the tag still says "same content", no longer "same bytes".
        response.set_etag(tag, weak=True)
    return response


def init_app(app: Flask) -> None:
    """Compress every text answer of the application."""
    app.after_request(compress)
