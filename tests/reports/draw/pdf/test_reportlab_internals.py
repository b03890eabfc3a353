"""What we use of ReportLab that it promises nobody: one test a name, so that an upgrade says which line to mend.

Our reasons stand beside the uses: `page_operators` writes them itself (a fifth of a report's time), `frame` dates a
document by its facts and fills feet last, `flowables` embeds a photo without unpacking it, `qr` chooses the mask.
"""

import ast
import inspect
import pkgutil
import re
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab import rl_config
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.colors import HexColor, toColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

import qip_tracker.reports
from qip_tracker.reports.charts.qr import squares
from qip_tracker.reports.draw.pdf import fonts, frame, page_operators, styles
from qip_tracker.reports.draw.pdf.flowables import JpegPhoto, Prose

# Every underscored name of ReportLab that stands in our code. A new one belongs here, with a test below.
PRIVATE = {
    "_code",
    "_dataA",
    "_doc",
    "_escape",
    "_fillColorObj",
    "_image",
    "_strokeColorObj",
    "_timeStamp",
}
FONT = Path(qip_tracker.__file__).parent / "static" / "fonts" / f"{fonts.REGULAR}.ttf"
RED = HexColor("#ff0000")
ADDRESS = "https://example.org/verify/0123456789abcdef"


def new_canvas(target: BytesIO | None = None) -> Canvas:
    """A canvas whose pages can be read: nothing compressed, our type from the first operator."""
    fonts.register()
    return Canvas(target or BytesIO(), pageCompression=0, invariant=1, initialFontName=fonts.REGULAR)


def finished(canvas: Canvas, target: BytesIO) -> PdfReader:
    canvas.showPage()
    canvas.save()
    return PdfReader(BytesIO(target.getvalue()))


def operators_of(reader: PdfReader) -> str:
    contents = reader.pages[0].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def has(thing: object, name: str, used: str) -> None:
    """Fail with a sentence that names what is gone and who needs it."""
    kind = thing.__name__ if inspect.isclass(thing) or inspect.ismodule(thing) else type(thing).__name__
    assert hasattr(thing, name), f"ReportLab's {kind} has no {name} any more, which is used by {used}"


def test_canvas_code_is_the_list_of_operators_of_the_page() -> None:
    target = BytesIO()
    canvas = new_canvas(target)
    has(canvas, "_code", "page_operators.write")
    page_operators.write(canvas, ["0.5 w", "10 20 m 30 40 l S"])
    printed = operators_of(finished(canvas, target))
    assert "10 20 m 30 40 l S" in printed, (
        "what page_operators.write appends to Canvas._code no longer reaches the page"
    )


def test_canvas_code_of_a_form_is_apart_from_that_of_the_page() -> None:
    target = BytesIO()
    canvas = new_canvas(target)
    canvas.doForm("foot")
    canvas.showPage()
    canvas.beginForm("foot", 0, 0, 100, 100)
    page_operators.write(canvas, ["11 22 m 33 44 l S"])
    canvas.endForm()
    canvas.save()
    reader = PdfReader(BytesIO(target.getvalue()))
    assert len(reader.pages) == 1, (
        "a form begun after the last page now makes a page; frame fills the feet so"
    )
    assert "11 22 m" not in operators_of(reader), (
        "operators of a form now land on the page; frame fills the feet so"
    )
    forms = [form.get_data() for form in reader.pages[0]["/Resources"]["/XObject"].values()]
    assert any(b"11 22 m" in form for form in forms), "a form named before it is filled now stays empty"


def test_canvas_believes_the_colours_it_keeps() -> None:
    canvas = new_canvas()
    for name, setter in (("_fillColorObj", canvas.setFillColor), ("_strokeColorObj", canvas.setStrokeColor)):
        has(canvas, name, "page_operators.write to make the canvas forget its colours")
        setter(RED)
        assert getattr(canvas, name) == RED, f"Canvas.{name} no longer holds the colour last set"
    page_operators.write(canvas, ["0 0 1 rg", "0 0 1 RG"])
    before = len(canvas._code)
    canvas.setFillColor(RED)
    canvas.setStrokeColor(RED)
    said = " ".join(canvas._code[before:])
    assert "1 0 0 rg" in said and "1 0 0 RG" in said, (
        "after page_operators.write the canvas takes blue for red: colours go wrong"
    )


def test_canvas_escape_makes_a_text_of_any_bytes() -> None:
    has(Canvas, "_escape", "page_operators.put")
    escaped = new_canvas()._escape(bytes((40, 41, 92, 65, 200)))
    wanted = r"\(\)\\A\310"
    assert escaped == wanted, (
        f"Canvas._escape wrote {escaped!r}, not {wanted!r}; page_operators.put would break every page"
    )


def test_canvas_doc_is_what_a_font_counts_its_subsets_by() -> None:
    canvas = new_canvas()
    has(canvas, "_doc", "page_operators.put and frame")
    typeface = getFont(fonts.REGULAR)
    for name in ("splitString", "getSubsetInternalName"):
        has(typeface, name, "page_operators.put")
    parts = typeface.splitString("Bangui", canvas._doc)
    assert [type(part) for part in parts[0]] == [int, bytes], "splitString no longer gives (subset, bytes)"
    assert b"".join(codes for _subset, codes in parts).isalpha(), (
        "a Latin letter no longer keeps its own code"
    )
    name = typeface.getSubsetInternalName(parts[0][0], canvas._doc)
    assert re.fullmatch(r"/F\d+\+\d+", name), (
        f"getSubsetInternalName gave {name!r}, which is no name of a font"
    )
    other = "".join(chr(code) for code in range(0x600, 0x6FF)) + "é"
    subsets = {
        subset
        for subset, _codes in typeface.splitString("".join(map(chr, range(33, 600))) + other, canvas._doc)
    }
    assert len(subsets) > 1, (
        "more than 256 letters no longer fall into several subsets; page_operators.put changes fonts by them"
    )


def test_what_ink_puts_can_be_copied_from_the_page() -> None:
    target = BytesIO()
    canvas = new_canvas(target)
    page_operators.put(canvas, fonts.REGULAR, 10, RED, [(50, 700, "Forage (puits) \\ à Bangui")])
    text = finished(canvas, target).pages[0].extract_text()
    assert text.strip() == "Forage (puits) \\ à Bangui", (
        "page_operators.put and ReportLab's fonts no longer agree"
    )


def test_documents_are_dated_by_their_time_stamp() -> None:
    target = BytesIO()
    canvas = new_canvas(target)
    has(canvas._doc, "_timeStamp", "frame to date a report by its facts")
    has(canvas._doc._timeStamp, "YMDhms", "frame to date a report by its facts")
    canvas._doc._timeStamp.YMDhms = (2026, 3, 12, 9, 30, 15)
    about = finished(canvas, target).metadata
    assert about is not None
    frozen = datetime(2026, 3, 12, 9, 30, 15, tzinfo=UTC)
    assert (about.creation_date, about.modification_date) == (frozen, frozen), (
        "the day set in PDFDocument._timeStamp.YMDhms is no longer the one printed"
    )


def jpeg() -> bytes:
    target = BytesIO()
    Image.linear_gradient("L").convert("RGB").save(target, "JPEG")
    return target.getvalue()


def test_image_reader_keeps_the_opened_picture_and_its_mask() -> None:
    reader = ImageReader(BytesIO(jpeg()))
    has(reader, "_image", "flowables.JpegPhoto")
    assert reader._image.format == "JPEG", "ImageReader._image is no longer the picture Pillow opened"
    reader.getRGBData()
    has(reader, "_dataA", "flowables.JpegPhoto to say that a JPEG has no mask")
    assert reader._dataA is None, "ImageReader._dataA no longer says None for a picture without mask"
    body = inspect.getsource(Canvas.drawImage)
    assert "._dataA" in body, (
        "drawImage asks elsewhere for the mask; JpegPhoto need not set ImageReader._dataA any more"
    )


def test_a_jpeg_is_embedded_as_it_is_and_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        ImageReader, "getRGBData", lambda _self: pytest.fail("ReportLab unpacks our JPEG again")
    )
    target, content = BytesIO(), jpeg()
    canvas = new_canvas(target)
    photo = JpegPhoto(content)
    canvas.drawImage(photo, 0, 0, 100, 100)
    canvas.drawImage(JpegPhoto(content), 200, 0, 100, 100)
    reader = finished(canvas, target)
    pictures = reader.pages[0]["/Resources"]["/XObject"]
    assert len(pictures) == 1, "drawImage no longer names a picture by getRGBData: each use is embedded anew"
    (picture,) = (one.get_object() for one in pictures.values())
    assert "/DCTDecode" in picture["/Filter"], "a JPEG is no longer embedded as a JPEG"
    assert content in target.getvalue(), "the bytes of a JPEG are no longer embedded as they are"


def test_a_font_tells_its_glyphs_and_widths() -> None:
    face = TTFont("measured", str(FONT)).face
    for name in ("charToGlyph", "charWidths", "defaultWidth"):
        has(face, name, "fonts to measure and check every character")
    fonts.register()
    assert ord("é") in face.charToGlyph and 0x10FFFF not in face.charToGlyph, (
        "charToGlyph no longer maps code points"
    )
    ours, theirs = (
        fonts.width_of("Bangui é", fonts.REGULAR, 10),
        getFont(fonts.REGULAR).stringWidth("Bangui é", 10),
    )
    assert abs(ours - theirs) < 0.05, (
        f"a text of {theirs} points is measured as {ours}: charWidths changed its unit"
    )


def test_a_qr_code_can_be_made_with_a_mask_of_our_choice() -> None:
    code = QrCodeWidget(ADDRESS, barLevel="L").qr
    for name in ("version", "calculate_version", "makeImpl", "modules", "moduleCount"):
        has(code, name, "charts.qr")
    found = squares(ADDRESS, "L")
    dark = {(x, row) for column, row, length in found.runs for x in range(column, column + length)}
    whole = QrCodeWidget(ADDRESS, barLevel="L").qr
    whole.version = whole.calculate_version()
    # The encoder's own way tries every mask; told to find ours, it has to come to the same squares.
    has(whole, "getBestMaskPattern", "this test")
    whole.getBestMaskPattern = lambda: 2
    whole.make()
    size = whole.getModuleCount()
    assert found.side == size, "QRCode.moduleCount is no longer the side of the code"
    theirs = {(x, y) for y in range(size) for x in range(size) if whole.isDark(y, x)}
    assert dark == theirs, "QRCode.makeImpl and .modules no longer give the squares that QRCode.make gives"


def test_the_settings_of_reportlab_are_still_its_own() -> None:
    assert frame.rl_config is rl_config
    for name in ("useA85", "toColorCanUse"):
        defaults = import_module("reportlab.rl_settings")
        assert hasattr(defaults, name), f"ReportLab has no setting {name} any more; frame sets it for nothing"
    with pytest.raises(ValueError, match="Invalid color value"):
        toColor("Color(1,0,0)")
    target = BytesIO()
    canvas = Canvas(target, pageCompression=1, invariant=1)
    canvas.drawString(10, 10, "words")
    filters = finished(canvas, target).pages[0]["/Contents"].get_object()["/Filter"]
    assert "/ASCII85Decode" not in filters, "useA85 = 0 no longer keeps streams binary"


class Told(Canvas):
    """A canvas that notes how it was made and saved."""

    made: list[dict[str, Any]] = []
    saved: list[int] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.made.append(kwargs)
        super().__init__(*args, **kwargs)

    def save(self) -> None:
        """Nothing of the page may be left by now: frame fills the feet here."""
        self.saved.append(len(self._code))
        super().save()


def test_a_document_makes_one_canvas_and_saves_it_once_after_the_last_page() -> None:
    Told.made, Told.saved = [], []
    fonts.register()
    document = BaseDocTemplate(
        BytesIO(), initialFontName=fonts.REGULAR, lang="ar", displayDocTitle=True, invariant=1
    )
    document.addPageTemplates([PageTemplate("body", [Frame(0, 0, 300, 300)])])
    document.build([Prose("Words", styles.styles_for(False).body, 0)], canvasmaker=Told)
    assert [made.get("initialFontName") for made in Told.made] == [fonts.REGULAR], (
        "BaseDocTemplate.build no longer hands initialFontName to its canvasmaker; Helvetica would enter every report"
    )
    assert [made.get("lang") for made in Told.made] == ["ar"], "the language no longer reaches the canvas"
    assert Told.saved == [0], (
        "the canvas is no longer saved once, after its last page; frame fills the feet there"
    )


def test_a_frame_asks_a_flowable_for_its_spaces() -> None:
    """`Prose` answers by its own style; no name that ReportLab looks for in a style stands there."""
    edges: list[float] = []

    class Spaced(Prose):
        def __init__(self, before: float, after: float) -> None:
            super().__init__("Words", styles.styles_for(False).body, 0)
            self.above, self.below = before, after

        def getSpaceBefore(self) -> float:
            return self.above

        def getSpaceAfter(self) -> float:
            return self.below

        def draw(self) -> None:
            edges.extend(self.canv.absolutePosition(0, height)[1] for height in (self.height, 0))

    fonts.register()
    blocks: list[Flowable] = [Spaced(20, 30), Spaced(20, 10), Spaced(25, 0)]
    Frame(0, 0, 300, 300, 0, 0, 0, 0).addFromList(blocks, new_canvas())
    assert edges[0] == 300, "a frame no longer leaves out the space above its first block"
    assert edges[1] - edges[2] == 30, (
        "a frame no longer asks getSpaceAfter, or no longer takes the larger space"
    )
    assert edges[3] - edges[4] == 25, (
        "a frame no longer asks getSpaceBefore, or no longer takes the larger space"
    )


def files_of_the_reports() -> list[Path]:
    return sorted(Path(qip_tracker.reports.__file__).parent.rglob("*.py"))


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def names_on_others(trees: list[ast.Module]) -> set[str]:
    """Underscored attributes of anything but `self` that nothing in the same file, and no definition of ours, has."""
    defined = {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    found = set()
    for tree in trees:
        own, others = set(), set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and is_private(node.attr):
                on_self = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
                (own if on_self else others).add(node.attr)
        found |= others - own - defined
    return found


def names_shared_with_bases() -> set[str]:
    """Underscored names in our subclasses that their ReportLab bases use too, on purpose or by accident."""
    shared = set()
    for found in pkgutil.walk_packages(qip_tracker.reports.__path__, "qip_tracker.reports."):
        module = import_module(found.name)
        for kind in vars(module).values():
            if not inspect.isclass(kind) or kind.__module__ != module.__name__:
                continue
            bases = [base for base in kind.__mro__ if base.__module__.startswith("reportlab.")]
            theirs = set(re.findall(r"\b_[A-Za-z]\w*", "".join(map(inspect.getsource, bases))))
            nodes = ast.walk(ast.parse(inspect.getsource(kind)))
            ours = {node.attr for node in nodes if isinstance(node, ast.Attribute)} | set(vars(kind))
            shared |= {name for name in ours & theirs if is_private(name)}
    return shared


def test_no_other_private_name_of_reportlab_stands_in_our_code() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files_of_the_reports()]
    assert names_on_others(trees) | names_shared_with_bases() == PRIVATE
