"""Pictures for tests, with a marker in every slot that can carry one."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

MARKER = b"SECRET-OF-THE-SENDER"
GPS_TAG, MAKER_NOTE, DESCRIPTION, COMMENT = 0x8825, 0x927C, 0x010E, 0x9286


def scene(width: int = 640, height: int = 480) -> Image.Image:
    """A picture whose corners differ: red, green, blue, white (start left on top)."""
    picture = Image.new("RGB", (width, height), "white")
    half = (width // 2, height // 2)
    picture.paste((200, 0, 0), (0, 0, *half))
    picture.paste((0, 200, 0), (half[0], 0, width, half[1]))
    picture.paste((0, 0, 200), (0, half[1], half[0], height))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF with a position and the marker in its texts."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[DESCRIPTION] = MARKER.decode()
    tags[0x0131] = MARKER.decode()
    inner = tags.get_ifd(0x8769)
    inner[MAKER_NOTE] = MARKER
    inner[COMMENT] = b"ASCII\0\0\0" + MARKER
    position = tags.get_ifd(GPS_TAG)
    position[1], position[2] = "N", (18.0, 26.0, 31.0)
    position[29] = MARKER.decode()
    return tags


def jpeg(picture: Image.Image | None = None, orientation: int = 1, *, tail: bytes = b"") -> bytes:
    """A JPEG with the marker in EXIF, GPS, XMP, ICC, a comment and, if asked, behind the end."""
    buffer = io.BytesIO()
    (picture or scene()).save(
        buffer,
        "JPEG",
        quality=90,
        exif=exif(orientation).tobytes(),
        icc_profile=b"ICC" + MARKER * 3,
        xmp=b"<x:xmpmeta>" + MARKER + b"</x:xmpmeta>",
        comment=MARKER,
    )
    return buffer.getvalue() + tail


def png(picture: Image.Image | None = None) -> bytes:
    """A PNG with the marker in tEXt, zTXt, iTXt (XMP), EXIF, ICC and a private chunk."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", MARKER.decode())
    texts.add_text("Author", MARKER.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", MARKER.decode())
    texts.add(b"prVt", MARKER)
    buffer = io.BytesIO()
    (picture or scene()).save(
        buffer, "PNG", pnginfo=texts, exif=exif().tobytes(), icc_profile=b"ICC" + MARKER * 3
    )
    return buffer.getvalue()


def webp(picture: Image.Image | None = None) -> bytes:
    """A WebP with the marker in EXIF, XMP and ICC."""
    buffer = io.BytesIO()
    (picture or scene()).save(
        buffer, "WEBP", exif=exif().tobytes(), xmp=b"<x>" + MARKER + b"</x>", icc_profile=b"ICC" + MARKER * 3
    )
    return buffer.getvalue()


def saved(kind: str, picture: Image.Image | None = None, **options: object) -> bytes:
    """A picture in any format Pillow writes."""
    buffer = io.BytesIO()
    (picture or scene()).save(buffer, kind, **options)
    return buffer.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_bomb(width: int, height: int) -> bytes:
    """A small file that unfolds to width x height pixels."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (height * (1 + width // 8)), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def webp_claiming(width: int, height: int) -> bytes:
    """A WebP head that claims a canvas and holds nothing."""
    body = b"VP8X" + struct.pack("<I", 10) + b"\x10\0\0\0"
    body += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
