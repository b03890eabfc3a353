"""Photos that leave with their pixels only: checked, shrunk, copied into a new picture, kept outside the web root.

The original is discarded; its SHA-256 stays as evidence. Names of uploaded files are never looked at: the first
bytes and a whole decode decide. Bounds and the copy: docs/decisions (a JPEG comment survives a mere re-save).
"""

import hashlib
import io
import logging
import os
import re
import secrets
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from sqlalchemy.exc import OperationalError

from qip_tracker.domain.kernel.refusals import refuse

log = logging.getLogger(__name__)

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 25_000_000
LONGEST_SIDE: Final = 1280
QUALITY: Final = 80

_KEY: Final = re.compile(r"[0-9a-f]{64}")
_ORIENTATION_TAG: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow's decoders raise on hostile bytes; a MemoryError is the machine's trouble and not listed.
_UNREADABLE: Final = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)
# One decode at a time in a process: 25 megapixels are 100 MB while they are open.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A photo ready to be kept: JPEG bytes without metadata, size in pixels, SHA-256 of what was sent."""

    jpeg: bytes
    width: int
    height: int
    original_sha256: str
    media_key: str


def prepare(sent: bytes) -> Prepared:
    """A new JPEG (longest side 1280, quality 80) with the pixels of a JPEG, PNG or WebP (10 MB, 25 megapixels).

    Nothing else of the original survives: no EXIF, GPS, XMP, colour profile, comment, text or appended bytes.
    Raises `Refused` with photo.too_large (found before decoding) or photo.not_a_picture.
    """
    if len(sent) > MOST_BYTES:
        raise refuse("photo.too_large")
    kind = _kind(sent)
    if kind is None or _is_two_things(sent):
        raise refuse("photo.not_a_picture")
    if kind == "WEBP" and _webp_pixels(sent) > MOST_PIXELS:
        # Pillow reserves the whole canvas of a WebP when it opens it.
        raise refuse("photo.too_large")
    with _one_at_a_time:
        picture = _decoded(sent, kind)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    jpeg = buffer.getvalue()
    # Chance in front, so that equal pictures of two projects are two files; content behind, so that damage shows.
    media_key = secrets.token_hex(16) + hashlib.sha256(jpeg).hexdigest()[:32]
    return Prepared(jpeg, picture.width, picture.height, hashlib.sha256(sent).hexdigest(), media_key)


def _kind(sent: bytes) -> str | None:
    if sent.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if sent.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if sent[:4] == b"RIFF" and sent[8:12] == b"WEBP":
        return "WEBP"
    return None


def _is_two_things(sent: bytes) -> bool:
    """Whether another program would take the same bytes for a PDF or an archive."""
    return b"%PDF-" in sent[:1024] or zipfile.is_zipfile(io.BytesIO(sent))


def _webp_pixels(sent: bytes) -> int:
    """Width times height of a WebP from its first chunk; 0 when there is none, which the decoder then refuses."""
    chunk, start = sent[12:16], sent[20:30]
    if len(start) < 10:
        return 0
    if chunk == b"VP8X":
        return (1 + int.from_bytes(start[4:7], "little")) * (1 + int.from_bytes(start[7:10], "little"))
    if chunk == b"VP8L":
        bits = int.from_bytes(start[1:5], "little")
        return (1 + (bits & 0x3FFF)) * (1 + (bits >> 14 & 0x3FFF))
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", start[6:10])
        return int((width & 0x3FFF) * (height & 0x3FFF))
    return 0


def _decoded(sent: bytes, kind: str) -> Image.Image:
    """The pixels upright, small, without transparency, in a picture that has never seen the original's metadata."""
    try:
        with Image.open(io.BytesIO(sent), formats=(kind,)) as original:
            if original.width * original.height > MOST_PIXELS:
                raise refuse("photo.too_large")
            turn = _TURNS.get(_orientation(original))
            picture = _flat(_small(original))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refuse("photo.too_large") from None
    except _UNREADABLE as error:
        log.info("an uploaded file could not be decoded: %s", type(error).__name__)
        raise refuse("photo.not_a_picture") from None
    upright = picture.transpose(turn) if turn is not None else picture
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright)
    return clean


def _orientation(original: Image.Image) -> int:
    try:
        return int(original.getexif().get(_ORIENTATION_TAG, 1))
    except _UNREADABLE:
        # Broken metadata does not make a picture unreadable; it only stays as it lies.
        return 1


def _small(original: Image.Image) -> Image.Image:
    known = original.mode in ("RGB", "RGBA", "L", "LA", "CMYK", "YCbCr")
    picture = original if known else original.convert("RGBA" if "transparency" in original.info else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return picture


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA"):
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
        return paper
    return picture.convert("RGB")


@dataclass
class Shelf:
    """Files of one piece of work; they stay only when `keep` was called, which belongs after the commit."""

    stays: bool = False

    def keep(self) -> None:
        """The rows that name the files are stored for good."""
        self.stays = True


@contextmanager
def shelved(folder: Path, photos: Sequence[Prepared]) -> Iterator[Shelf]:
    """Store the files before the rows that name them, and remove them again unless the shelf was told to keep.

    When the database went away in the middle nobody knows whether the rows are there, so the files stay:
    a file too many can be swept (`unnamed`), a lost photo cannot be taken again.
    """
    shelf = Shelf()
    try:
        for photo in photos:
            _store(folder, photo)
        yield shelf
    except OperationalError:
        shelf.keep()
        raise
    finally:
        if not shelf.stays:
            for photo in photos:
                path_of(folder, photo.media_key).unlink(missing_ok=True)


def path_of(folder: Path, media_key: str) -> Path:
    """Where a photo lies; ValueError unless the key has the shape of one."""
    if not _KEY.fullmatch(media_key):
        raise ValueError("this is not the key of a photo")
    return folder / media_key[:2] / f"{media_key}.jpg"


def _store(folder: Path, photo: Prepared) -> None:
    """Written beside its place, forced to the disk, then renamed: the name never shows half a file."""
    path = path_of(folder, photo.media_key)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = path.with_suffix(".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(photo.jpeg)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _force(path.parent)


def _force(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        # Some network file systems refuse to force a directory; the file itself is safe.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(folder: Path, media_key: str) -> bytes | None:
    """The JPEG of a key; None when it is not there or no longer what was stored (logged). ValueError as `path_of`."""
    path = path_of(folder, media_key)
    try:
        jpeg = path.read_bytes()
    except FileNotFoundError:
        log.error("the photo %s is missing", media_key)
        return None
    if hashlib.sha256(jpeg).hexdigest()[:32] != media_key[32:]:
        log.error("the photo %s is damaged", media_key)
        return None
    return jpeg


def unnamed(folder: Path, named: Iterable[str]) -> list[Path]:
    """Files that no row names, left behind by a machine that stopped in the middle: for a sweep, oldest first."""
    known = set(named)
    orphans = [path for path in folder.glob("??/*") if path.suffix != ".jpg" or path.stem not in known]
    return sorted(orphans, key=lambda path: path.stat().st_mtime)
