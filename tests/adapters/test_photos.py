"""What may come in as a photo, what leaves with it (pixels only), and where the files end up."""

import hashlib
import io
import stat
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.exc import OperationalError

from qip_tracker.adapters import photos
from qip_tracker.domain.kernel.refusals import Refused
from tests.adapters import pictures
from tests.adapters.pictures import MARKER


def code_of(sent: bytes) -> str:
    with pytest.raises(Refused) as refused:
        photos.prepare(sent)
    return refused.value.refusals[0].code


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("run.sh", "echo")
    return buffer.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WHOLE = pictures.jpeg()
ACCEPTED = {
    "jpeg": WHOLE,
    "png": pictures.png(),
    "webp": pictures.webp(),
    "webp without loss": pictures.saved("WEBP", lossless=True),
    "webp moving": pictures.saved(
        "WEBP", save_all=True, append_images=[pictures.scene(), Image.new("RGB", (640, 480))]
    ),
    "png moving": pictures.saved("PNG", save_all=True, append_images=[Image.new("RGB", (640, 480))]),
    "grey jpeg": pictures.saved("JPEG", pictures.scene().convert("L")),
    "print colours jpeg": pictures.saved("JPEG", pictures.scene().convert("CMYK")),
    "progressive jpeg": pictures.saved("JPEG", progressive=True),
    "palette png": pictures.saved("PNG", pictures.scene().convert("P")),
    "palette png with a transparent colour": pictures.saved(
        "PNG", pictures.scene().convert("P"), transparency=0
    ),
    "transparent png": pictures.saved("PNG", pictures.scene().convert("RGBA")),
    "grey transparent png": pictures.saved("PNG", pictures.scene().convert("LA")),
    "black and white png": pictures.saved("PNG", pictures.scene().convert("1")),
    "sixteen bit png": pictures.saved("PNG", Image.new("I;16", (40, 30), 700)),
    "one pixel": pictures.saved("PNG", Image.new("RGB", (1, 1))),
    "a thread": pictures.saved("PNG", Image.new("L", (20_000, 1))),
    "phone with a film behind": pictures.jpeg(tail=b"ftypmp42" + MARKER),
    "second picture inside": pictures.saved("MPO", save_all=True, append_images=[pictures.scene()]),
    "script in a comment": pictures.saved("JPEG", comment=b"<script>alert(1)</script>"),
    "exif that is none": pictures.saved("JPEG", exif=b"Exif\0\0" + b"\xff" * 40),
}
REFUSED = {
    "nothing": b"",
    "one byte": b"\xff",
    "text": b"a photo, honestly",
    "svg": SVG,
    "svg with a head": b'<?xml version="1.0"?>' + SVG,
    "html": b"<html><img src=x>",
    "gif": pictures.saved("GIF"),
    "bmp": pictures.saved("BMP"),
    "tiff": pictures.saved("TIFF"),
    "icon": pictures.saved("ICO"),
    "jpeg 2000": pictures.saved("JPEG2000"),
    "portable map": pictures.saved("PPM"),
    "avif": b"\0\0\0\x20ftypavif" + b"\0" * 64,
    "heic": b"\0\0\0\x18ftypheic" + b"\0" * 64,
    "pdf": b"%PDF-1.7\n" + WHOLE,
    "program": b"\x7fELF" + b"\0" * 200,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "archive": archive(),
    "gif and picture": b"GIF89a" + WHOLE,
    "picture and archive": WHOLE + archive(),
    "picture and pdf": WHOLE[:2] + b"\xff\xfe\x00\x0b%PDF-1.7\n" + WHOLE[2:],
    "html and picture": b"<html>" + WHOLE,
    "jpeg signature only": b"\xff\xd8\xff\xe0",
    "jpeg signature and noise": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
    "png signature only": b"\x89PNG\r\n\x1a\n",
    "png signature on a jpeg": b"\x89PNG\r\n\x1a\n" + WHOLE,
    "jpeg signature on a png": b"\xff\xd8\xff" + pictures.png(),
    "riff that is sound": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40,
    "webp head only": pictures.webp_claiming(100, 100),
    "webp cut": pictures.webp()[:200],
    "webp half": pictures.saved("WEBP")[: len(pictures.saved("WEBP")) // 2],
    "jpeg without its end": WHOLE[: len(WHOLE) * 6 // 10],
    "jpeg without pixels": WHOLE[:900],
    "png without its end": pictures.saved("PNG", pictures.scene(900, 900))[:-900],
    "png cut in the head": pictures.png()[:30],
    "png of no width": pictures.png_bomb(0, 10),
    "png with a text that swells": pictures.png()[:33]
    + pictures._chunk(b"zTXt", b"a\0\0" + __import__("zlib").compress(b"x" * 80_000_000, 9))
    + pictures.png()[33:],
}
TOO_LARGE = {
    "ten megabytes and one": b"\xff\xd8\xff" + b"\0" * photos.MOST_BYTES,
    "bomb of 26 megapixels": pictures.png_bomb(6500, 4001),
    "bomb of 400 megapixels": pictures.png_bomb(20_000, 20_000),
    "webp claiming 268 megapixels": pictures.webp_claiming(16_384, 16_384),
    "webp claiming 280 terapixels": pictures.webp_claiming(1 << 24, 1 << 24),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_pictures_are_accepted_and_come_out_as_plain_jpeg(name: str) -> None:
    photo = photos.prepare(ACCEPTED[name])
    with Image.open(io.BytesIO(photo.jpeg)) as kept:
        assert (kept.format, kept.mode) == ("JPEG", "RGB")
        assert kept.size == (photo.width, photo.height)
        assert max(kept.size) <= 1280
        kept.load()
        assert not kept.getexif()
        assert set(kept.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }
    assert MARKER not in photo.jpeg
    assert b"<script" not in photo.jpeg


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused(name: str) -> None:
    assert code_of(REFUSED[name]) == "photo.not_a_picture"


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_is_refused_before_it_is_decoded(name: str) -> None:
    assert code_of(TOO_LARGE[name]) == "photo.too_large"


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(ACCEPTED) + len(REFUSED) + len(TOO_LARGE) >= 60


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.webp])
def test_the_marker_was_really_in_what_was_sent(make) -> None:  # type: ignore[no-untyped-def]
    """Else the test that it is gone would prove nothing."""
    sent = make()
    assert sent.count(MARKER) >= 3
    assert photos.prepare(sent).original_sha256 == hashlib.sha256(sent).hexdigest()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_taken_sideways_stands_upright(orientation: int) -> None:
    upright = pictures.scene(600, 400)
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    lying = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    with Image.open(io.BytesIO(photos.prepare(pictures.jpeg(lying, orientation)).jpeg)) as kept:
        assert kept.size == (600, 400)
        corners = [kept.getpixel(at) for at in ((20, 20), (580, 20), (20, 380), (580, 380))]
    red, green, blue, white = corners
    assert red[0] > 150 > red[1]
    assert green[1] > 150 > green[0]
    assert blue[2] > 150 > blue[0]
    assert min(white) > 200


def test_a_large_photo_shrinks_to_1280() -> None:
    photo = photos.prepare(pictures.saved("JPEG", pictures.scene(4000, 3000)))
    assert (photo.width, photo.height) == (1280, 960)


def test_transparent_becomes_paper() -> None:
    photo = photos.prepare(pictures.saved("PNG", Image.new("RGBA", (20, 20), (255, 0, 0, 0))))
    with Image.open(io.BytesIO(photo.jpeg)) as kept:
        assert min(kept.getpixel((10, 10))) > 250


def test_equal_pictures_get_names_of_their_own() -> None:
    first, second = photos.prepare(WHOLE), photos.prepare(WHOLE)
    assert first.jpeg == second.jpeg
    assert first.media_key != second.media_key


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_kept_photo_is_read_back_and_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    photo = photos.prepare(WHOLE)
    folder = tmp_path / "photos"
    with photos.shelved(folder, [photo]) as shelf:
        shelf.keep()
    assert photos.read(folder, photo.media_key) == photo.jpeg
    (file,) = files_in(folder)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(place.stat().st_mode) for place in (folder, file.parent)} == {0o700}


def test_files_of_work_that_failed_are_gone(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), photos.shelved(tmp_path, [photos.prepare(WHOLE)]):
        assert len(files_in(tmp_path)) == 1
        raise RuntimeError
    assert files_in(tmp_path) == []


def test_files_of_work_that_was_refused_quietly_are_gone(tmp_path: Path) -> None:
    with photos.shelved(tmp_path, [photos.prepare(WHOLE)]):
        pass
    assert files_in(tmp_path) == []


def test_files_stay_when_nobody_knows_whether_the_rows_were_stored(tmp_path: Path) -> None:
    photo = photos.prepare(WHOLE)
    with pytest.raises(OperationalError), photos.shelved(tmp_path, [photo]):
        raise OperationalError("COMMIT", {}, Exception("the server went away"))
    assert photos.unnamed(tmp_path, [photo.media_key]) == []
    assert photos.unnamed(tmp_path, []) == [photos.path_of(tmp_path, photo.media_key)]


def test_a_missing_and_a_damaged_file_are_not_shown(tmp_path: Path) -> None:
    photo = photos.prepare(WHOLE)
    assert photos.read(tmp_path, photo.media_key) is None
    with photos.shelved(tmp_path, [photo]) as shelf:
        shelf.keep()
    path = photos.path_of(tmp_path, photo.media_key)
    path.write_bytes(photo.jpeg[:-1] + b"\0")
    assert photos.read(tmp_path, photo.media_key) is None


@pytest.mark.parametrize(
    "key", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "g" * 64, "a/" * 32, "٣" * 64]
)
def test_only_the_shape_of_a_key_reaches_the_disk(key: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="key of a photo"):
        photos.read(tmp_path, key)
