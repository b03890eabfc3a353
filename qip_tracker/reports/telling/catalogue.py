"""Which reports there are, and how each is told: facts in, a document in one language out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from qip_tracker.i18n import _, direction, use_language
from qip_tracker.reports.charts.words import Labels
from qip_tracker.reports.direction_marks import with_isolated_words
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.facts.provenance import Proof
from qip_tracker.reports.facts.versions import ReportFacts
from qip_tracker.reports.telling import donor_report, pbf_progress, sections
from qip_tracker.reports.telling.document import Document, Pairs
from qip_tracker.reports.telling.labels import label
from qip_tracker.reports.telling.story import IsKept, Story


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one report is called, what its cover says, and how its blocks are told."""

    facts: type[Any]
    report: Callable[[], str]
    about: Callable[[Story, Any], list[tuple[str, str]]]
    tell: Callable[[Story, Any], None]


TELLINGS: Final[Mapping[str, _Telling]] = {
    "donor_report": _Telling(DonorReportFacts, donor_report.name, donor_report.about, donor_report.tell),
    "pbf_progress": _Telling(PbfProgressFacts, pbf_progress.name, pbf_progress.about, pbf_progress.tell),
}


def document_of(
    kind: str, facts: ReportFacts, *, proof: Proof, language: str, is_kept: IsKept, labels: Labels = label
) -> Document:
    """Tell a report in `language`; `proof` is what the store says of its facts, and is told as it is.

    `is_kept(media_key)` says whether a photo is still in the store, `labels(vocabulary, code)` what a code is called
    in the language spoken now. Raises ValueError for an unknown report, facts of another one, or a language without
    a catalogue.
    """
    telling = TELLINGS.get(kind)
    if telling is None or type(facts) is not telling.facts:
        raise ValueError(f"{type(facts).__name__} cannot be told as {kind!r}")
    with use_language(language):
        is_right_to_left = direction() == "rtl"
        facts = with_isolated_words(facts, right_to_left=is_right_to_left)
        story, provenance = Story(labels, is_kept), facts.provenance
        telling.tell(story, facts)
        return Document(
            language=language,
            is_right_to_left=is_right_to_left,
            report=telling.report(),
            mission=provenance.mission,
            title=facts.title,
            reference=facts.reference,
            classification=labels("classification", provenance.classification),
            as_of=provenance.as_of,
            about=Pairs(tuple(telling.about(story, facts))),
            caution=_("Demonstration: panels, rounds and payments in this report are invented.")
            if provenance.is_demonstration
            else None,
            check=sections.check(proof),
            proof=proof,
            blocks=tuple(story.blocks),
        )
