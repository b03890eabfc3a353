"""A told document in, bytes of a PDF out. The same document makes the same bytes, in any process."""

from io import BytesIO

from qip_tracker.i18n import use_language
from qip_tracker.reports.draw.pdf import fonts, styles
from qip_tracker.reports.draw.pdf.bidi import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from qip_tracker.reports.draw.pdf.frame import ReportDocument
from qip_tracker.reports.draw.pdf.layout import Assets, Layout
from qip_tracker.reports.telling.document import Document


def render(document: Document, *, assets: Assets) -> bytes:
    """Print a document; `assets(media_key)` answers a JPEG or PNG of the store, or None."""
    fonts.register()
    with use_language(document.language):
        direction = RIGHT_TO_LEFT if document.is_right_to_left else LEFT_TO_RIGHT
        look = styles.styles_for(document.is_right_to_left)
        layout = Layout(look, direction, assets)
        layout.add_document(document)
        target = BytesIO()
        paper = ReportDocument(target, document, look, direction)
        paper.publish(layout.bound(paper.inner_width))
        return target.getvalue()
