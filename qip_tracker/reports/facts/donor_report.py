"""The facts of a donor report on one project: the page on screen, the PDF and the workbook all read these."""

from dataclasses import dataclass, replace

from qip_tracker.reports.facts.community import RoundFacts
from qip_tracker.reports.facts.gaps import Lateness, Unknown, what_is_late, what_is_not_known
from qip_tracker.reports.facts.project import (
    Clock,
    CoOwnership,
    HoldFacts,
    MilestoneFacts,
    Money,
    Need,
    Output,
    PhotoFacts,
    Place,
    VisitFacts,
)
from qip_tracker.reports.facts.provenance import Provenance
from qip_tracker.reports.facts.words import Words

# Another set of fields is another version: see `facts.versions`.
VERSION = 2
SCHEMA = f"donor_report/{VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorReportFacts:
    """One project as its donor may see it. Build with `completed`, so that what is late and unknown is never forgotten.

    `sector` is a code, `sector_names` its label per language as (language, name) pairs.
    """

    provenance: Provenance
    reference: Words
    title: Words
    state: str
    place: Place
    donor: Words
    fund: Words
    funding_kind: str
    sector: str
    sector_names: tuple[tuple[str, Words], ...] = ()
    partner: Words | None = None
    partner_type: str | None = None
    summary: Words | None = None
    change_expected: Words | None = None
    mandate_pillar: str | None = None
    confidence_objective: str | None = None
    beneficiaries_women: int | None = None
    beneficiaries_men: int | None = None
    need: Need | None = None
    outputs: tuple[Output, ...] = ()
    money: Money
    milestones: tuple[MilestoneFacts, ...] = ()
    done_weight_pct: int = 0
    clock: Clock
    visits: tuple[VisitFacts, ...] = ()
    photos: tuple[PhotoFacts, ...] = ()
    coownership: CoOwnership
    rounds: tuple[RoundFacts, ...] = ()
    holds: tuple[HoldFacts, ...] = ()
    lateness: tuple[Lateness, ...] = ()
    not_known: tuple[Unknown, ...] = ()
    schema: str = SCHEMA


def completed(facts: DonorReportFacts, *, spending_recorded: bool = False) -> DonorReportFacts:
    """The same facts with everything late and everything unknown filled in from the rest."""
    return replace(
        facts,
        lateness=what_is_late(facts.milestones, facts.clock, facts.provenance.as_of),
        not_known=what_is_not_known(
            money=facts.money,
            need=facts.need,
            outputs=facts.outputs,
            milestones=facts.milestones,
            clock=facts.clock,
            visits=facts.visits,
            photos=facts.photos,
            coownership=facts.coownership,
            rounds=facts.rounds,
            spending_recorded=spending_recorded,
        ),
    )
