"""The sheet every report is printed on: cover, running head, foot with page x of y, hash, audit head and QR code."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from qip_tracker.i18n import _, formats
from qip_tracker.reports.charts.qr import squares
from qip_tracker.reports.direction_marks import bare
from qip_tracker.reports.draw.pdf import fonts, page_operators, styles
from qip_tracker.reports.draw.pdf.text import one_line, shortened
from qip_tracker.reports.telling.document import Document

# Streams stay binary (a fifth smaller and faster), and no colour is ever read from text as a Python expression.
rl_config.useA85 = 0
rl_config.toColorCanUse = None

HASH_SHOWN = 12
_QR_SIZE = 40.0
_FOOT_TOP = 48.0
_HEAD_HEIGHT = 20.0


class _CountingCanvas(Canvas):
    """A canvas that tells somebody before it is saved, when the number of pages is known."""

    before_save: Callable[[], None] | None = None

    def save(self) -> None:
        if self.before_save:
            self.before_save()
        super().save()


class ReportDocument(BaseDocTemplate):
    """A report in one pass: the foot of each page is a form that is filled once the last page is set."""

    def __init__(self, target: BytesIO, document: Document, look: styles.Styles, direction: int) -> None:
        super().__init__(
            target,
            pagesize=styles.PAGE_SIZE,
            leftMargin=styles.MARGIN,
            rightMargin=styles.MARGIN,
            topMargin=styles.MARGIN,
            bottomMargin=styles.MARGIN,
            title=bare(f"{_short_title(document)} – {document.report}"),
            author=bare(document.mission),
            subject=document.report,
            creator="QIP Tracker",
            lang=document.language,
            invariant=1,
            initialFontName=fonts.REGULAR,
            displayDocTitle=True,
            pageCompression=1,
        )
        # `direction` is a name of ReportLab's own.
        self.document, self.look, self.towards = document, look, direction
        self._head = self._running_head()
        width, height = styles.PAGE_SIZE
        inner = width - 2 * styles.MARGIN
        low = _FOOT_TOP + 22
        room = height - styles.MARGIN - low
        self.addPageTemplates(
            [
                PageTemplate("cover", [_frame(inner, low, room)], onPage=self._cover),
                PageTemplate("body", [_frame(inner, low, room - _HEAD_HEIGHT + 8)], onPage=self._body),
            ]
        )

    @property
    def inner_width(self) -> float:
        """Width between the margins, points."""
        width: float = styles.PAGE_SIZE[0] - 2 * styles.MARGIN
        return width

    def publish(self, story: list[Flowable]) -> None:
        """Set the story and write the document."""
        self.build(story, canvasmaker=self._canvas)

    def _canvas(self, *args: Any, **kwargs: Any) -> _CountingCanvas:
        kwargs["initialFontName"] = fonts.REGULAR
        canvas = _CountingCanvas(*args, **kwargs)
        # ReportLab's invariant mode prints the year 2000; the day the facts were frozen is as invariant and true.
        frozen = self.document.proof.frozen_at
        stamp = canvas._doc._timeStamp
        stamp.YMDhms = (frozen.year, frozen.month, frozen.day, frozen.hour, frozen.minute, frozen.second)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if self.towards:
            canvas.setViewerPreference("Direction", "R2L")
        canvas.before_save = lambda: self._fill_feet(canvas)
        return canvas

    def _cover(self, canvas: Any, template: Any) -> None:
        canvas.doForm("imprint")
        canvas.doForm(_foot_name(template.page))

    def _running_head(self) -> list[tuple[float, float, str]]:
        width, height = styles.PAGE_SIZE
        style = self.look.foot
        inner = width - 2 * styles.MARGIN
        state = _("Data as of %(day)s", day=formats.date(self.document.as_of))
        end = one_line(state, style.font, style.size, self.towards)
        room = inner - end.width - 20
        start = shortened(_short_title(self.document), style.font, style.size, room, self.towards)
        first, second = ("right", "left") if self.towards else ("left", "right")
        y = height - styles.MARGIN + 14
        return [
            (page_operators.offset(start.width, styles.MARGIN, inner, first), y, start.text),
            (page_operators.offset(end.width, styles.MARGIN, inner, second), y, end.text),
        ]

    def _body(self, canvas: Any, template: Any) -> None:
        width, height = styles.PAGE_SIZE
        style = self.look.foot
        page_operators.put(canvas, style.font, style.size, style.colour, self._head)
        canvas.setStrokeColor(styles.RULE)
        canvas.setLineWidth(0.6)
        canvas.line(
            styles.MARGIN, height - styles.MARGIN + 8, width - styles.MARGIN, height - styles.MARGIN + 8
        )
        canvas.doForm("imprint")
        canvas.doForm(_foot_name(template.page))

    def _fill_feet(self, canvas: Any) -> None:
        pages = self.page
        style = self.look.foot
        canvas.beginForm("imprint", 0, 0, *styles.PAGE_SIZE)
        page_operators.put(canvas, style.font, style.size, style.colour, self._foot_lines())
        draw_qr(canvas, self.document.proof.address, *self._qr_corner(), _QR_SIZE)
        canvas.endForm()
        for page in range(1, pages + 1):
            canvas.beginForm(_foot_name(page), 0, 0, *styles.PAGE_SIZE)
            self._foot(canvas, page, pages)
            canvas.endForm()

    def _foot_lines(self) -> list[tuple[float, float, str]]:
        """The two lines that are the same on every page: state of the facts, and where to check them."""
        proof = self.document.proof
        audit = proof.audit
        snapshot = _("snapshot %(hash)s", hash=proof.sha256[:HASH_SHOWN])
        trail = _(
            "audit trail %(sequence)s, %(hash)s",
            sequence=formats.number(audit.sequence),
            hash=audit.hash[:HASH_SHOWN],
        )
        # Short enough to be typed from paper; the code beside it holds the whole.
        short = proof.address.replace(proof.sha256, proof.sha256[:HASH_SHOWN])
        address = _("Check this page: %(address)s", address=short)
        return [self._foot_line(f"{snapshot} · {trail}", 1), self._foot_line(address, 2)]

    def _qr_corner(self) -> tuple[float, float]:
        width = styles.PAGE_SIZE[0]
        return (styles.MARGIN if self.towards else width - styles.MARGIN - _QR_SIZE), _FOOT_TOP - 32

    def _foot_line(self, words: str, number: int) -> tuple[float, float, str]:
        style = self.look.foot
        inner = self.inner_width - _QR_SIZE - 8
        left = styles.MARGIN + (_QR_SIZE + 8 if self.towards else 0)
        line = shortened(words, style.font, style.size, inner, self.towards)
        x = page_operators.offset(line.width, left, inner, "right" if self.towards else "left")
        return x, _FOOT_TOP - 4 - number * style.leading, line.text

    def _foot(self, canvas: Any, page: int, pages: int) -> None:
        style, document = self.look.foot, self.document
        first = " · ".join(
            (
                _("Page %(page)s of %(pages)s", page=formats.number(page), pages=formats.number(pages)),
                _("data as of %(day)s", day=formats.date(document.as_of)),
                document.classification,
                document.mission,
            )
        )
        page_operators.put(canvas, style.font, style.size, style.colour, [self._foot_line(first, 0)])


def _short_title(document: Document) -> str:
    return f"{document.reference} · {document.title}"


def _frame(width: float, low: float, height: float) -> Frame:
    return Frame(styles.MARGIN, low, width, height, 0, 0, 0, 0)


def _foot_name(page: int) -> str:
    return f"foot{page}"


def draw_qr(canvas: Any, address: str, x: float, y: float, size: float) -> None:
    """Draw an address as a QR code of `size` points from (x, y) up, without quiet zone; dark runs as one box."""
    code = squares(address, "L")
    # One square is one unit, so that every number of the path is whole.
    unit = size / code.side
    operators = [page_operators.filling(styles.INK), f"{unit:.5f} 0 0 {unit:.5f} {x:.2f} {y:.2f} cm"]
    operators.extend(f"{column} {code.side - row - 1} {length} 1 re" for column, row, length in code.runs)
    canvas.saveState()
    page_operators.write(canvas, [*operators, "f"])
    canvas.restoreState()
