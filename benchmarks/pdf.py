"""One donor report against a bare canvas that draws the same strings: processor time of one process, interleaved.

The bare canvas gets everything for nothing that a report has to work out: every string already cut into lines, joined,
in visual order and placed. It draws the same strings in the same fonts at the same points, the same photos, on the
same number of pages, with the same compression; it draws no rules, bars, fields, pictures, outline or QR code.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from statistics import median
from time import process_time
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from qip_tracker.reports.draw.pdf import fonts, page_operators, styles, text
from qip_tracker.reports.draw.pdf.flowables import JpegPhoto
from qip_tracker.reports.draw.pdf.render import render
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from tests.reports import samples

ROUNDS = 31
AIM = 2.0

# Font, size, x, y and words of each string, page by page.
Strings = list[list[tuple[str, float, float, float, str]]]


def _report(facts: DonorReportFacts, language: str) -> bytes:
    return render(samples.document_of(facts, language), assets=samples.assets)


@contextmanager
def _listening(
    texts: list[tuple[int, str, float, float, float, str]], images: list[tuple[int, Any]]
) -> Iterator[None]:
    put, draw_image = page_operators.put, Canvas.drawImage

    def heard(canvas: Any, font: str, size: float, colour: Any, placed: Any) -> None:
        here = [(x, y, words) for x, y, words in placed if words]
        texts.extend(
            (canvas.getPageNumber(), font, size, *canvas.absolutePosition(x, y), words)
            for x, y, words in here
        )
        put(canvas, font, size, colour, here)

    def seen(self: Any, image: Any, x: float, y: float, width: float, height: float) -> Any:
        images.append((self.getPageNumber(), (image._content, *self.absolutePosition(x, y), width, height)))
        return draw_image(self, image, x, y, width, height)

    page_operators.put, Canvas.drawImage = heard, seen
    try:
        yield
    finally:
        page_operators.put, Canvas.drawImage = put, draw_image


def drawn(facts: DonorReportFacts, language: str) -> tuple[Strings, list[list[Any]]]:
    """What one report draws, page by page: its strings with font and place, and its photos with theirs."""
    texts: list[tuple[int, str, float, float, float, str]] = []
    images: list[tuple[int, Any]] = []
    with _listening(texts, images):
        _report(facts, language)
    # The feet are filled after the last page, in the order of the pages.
    last = texts[-1][0]
    body = [text for text in texts if text[0] < last]
    feet = [text for text in texts if text[0] == last]
    pages = last - 1
    strings: Strings = [[text[1:] for text in body if text[0] == page + 1] for page in range(pages)]
    # The report writes what is the same in all feet once, as a form; the bare canvas writes it on every page.
    same = feet[: len(feet) - pages]
    for page in range(pages):
        strings[page].extend(text[1:] for text in (*same, feet[len(same) + page]))
    photos = [[image for page, image in images if page == number + 1] for number in range(pages)]
    return strings, photos


def _bare(strings: Strings, photos: list[list[Any]]) -> bytes:
    target = BytesIO()
    canvas = Canvas(
        target, pagesize=styles.PAGE_SIZE, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR
    )
    for texts, images in zip(strings, photos, strict=True):
        current: tuple[str, float] | None = None
        for font, size, x, y, words in texts:
            if current != (font, size):
                canvas.setFont(font, size)
                current = (font, size)
            canvas.drawString(x, y, words)
        for content, x, y, width, height in images:
            canvas.drawImage(JpegPhoto(content), x, y, width, height)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _spent(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def measured(facts: DonorReportFacts, language: str) -> tuple[float, int]:
    """Median time of the report over median time of the bare canvas, and the number of pages."""
    _report(facts, language)
    strings, photos = drawn(facts, language)
    _bare(strings, photos)
    report, bare = [], []
    for _round in range(ROUNDS):
        # Every report prints other words, so no text that was joined or set may be left over from the round before.
        text.forget()
        report.append(_spent(lambda: _report(facts, language)))
        bare.append(_spent(lambda: _bare(strings, photos)))
    return median(report) / median(bare), len(strings)


def ratio() -> float:
    """The worst ratio of the three languages, printed beside the others; the aim is 2.0 at most."""
    worst = 0.0
    for language in ("en", "fr", "ar"):
        facts = samples.arabic_donor_report() if language == "ar" else samples.donor_report()
        found, pages = measured(facts, language)
        print(
            f"donor report PDF, {language}, {pages} pages: {found:.2f} x a bare canvas with the same text (aim {AIM})"
        )
        worst = max(worst, found)
    return worst


if __name__ == "__main__":
    ratio()
