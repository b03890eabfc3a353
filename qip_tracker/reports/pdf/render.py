"""Facts in, bytes of a PDF out. The same facts, language and labels make the same bytes, in any process."""

from io import BytesIO

from qip_tracker.i18n import direction, use_language
from qip_tracker.reports.charts.words import Labels
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.facts.provenance import Proof
from qip_tracker.reports.isolation import with_isolated_words
from qip_tracker.reports.pdf import donor_report, fonts, pbf_progress, styles
from qip_tracker.reports.pdf.bidi import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from qip_tracker.reports.pdf.frame import Imprint, ReportDocument
from qip_tracker.reports.pdf.story import Assets, Story

ReportFacts = DonorReportFacts | PbfProgressFacts


def render(
    template_key: str, facts: ReportFacts, *, proof: Proof, language: str, labels: Labels, assets: Assets
) -> bytes:
    """Print facts as a PDF in `language`; `proof` is what the store says of them, and is printed as it is.

    `labels(vocabulary, code)` answers in the language spoken now; `assets(media_key)` answers a JPEG or PNG, or None.
    Raises ValueError for an unknown template, facts of another report, or a language without a catalogue.
    """
    fonts.register()
    with use_language(language):
        towards = RIGHT_TO_LEFT if direction() == "rtl" else LEFT_TO_RIGHT
        look = styles.styles_for(towards == RIGHT_TO_LEFT)
        story = Story(look, towards, labels, assets, language)
        facts = with_isolated_words(facts, right_to_left=towards == RIGHT_TO_LEFT)
        kind = _tell(template_key, story, facts, proof)
        imprint = Imprint(
            title=f"{facts.reference} · {facts.title}",
            kind=kind,
            provenance=facts.provenance,
            proof=proof,
            language=language,
            direction=towards,
            look=look,
            labels=labels,
        )
        target = BytesIO()
        document = ReportDocument(target, imprint)
        document.publish(story.bound(document.inner_width))
        return target.getvalue()


def _tell(template_key: str, story: Story, facts: ReportFacts, proof: Proof) -> str:
    if template_key == "donor_report" and isinstance(facts, DonorReportFacts):
        donor_report.tell(story, facts, proof)
        return donor_report.kind()
    if template_key == "pbf_progress" and isinstance(facts, PbfProgressFacts):
        pbf_progress.tell(story, facts, proof)
        return pbf_progress.kind()
    raise ValueError(f"{type(facts).__name__} cannot be printed as {template_key!r}")
