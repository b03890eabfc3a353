"""Every code that is stored has a word, and every word belongs to a code that exists."""

import pytest

from qip_tracker.domain.community import disclosure, ownership, scoring
from qip_tracker.domain.community.vocabulary import (
    ConsentStage,
    ContributionKind,
    CoOwnerSide,
    RoundStage,
    Stratum,
)
from qip_tracker.domain.kernel import rules
from qip_tracker.domain.kernel.money import CURRENCIES
from qip_tracker.domain.money import tranches
from qip_tracker.domain.people.roles import Role, Seat
from qip_tracker.domain.programme.vocabulary import FundingKind, PartnerAssessment, PartnerStatus, PartnerType
from qip_tracker.domain.project import moves as projects
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.domain.project.vocabulary import (
    BudgetCategory,
    ConfidenceObjective,
    FundedBy,
    HarmEffect,
    HoldReason,
    MandatePillar,
)
from qip_tracker.domain.reporting.vocabulary import ReportKind
from qip_tracker.domain.selection.vocabulary import (
    ConsultedGroup,
    DecisionOutcome,
    NeedMethod,
    ScreeningCheck,
    ScreeningOutcome,
)
from qip_tracker.domain.works.vocabulary import (
    ConfirmationMethod,
    DelayReason,
    MilestoneState,
    VisitPurpose,
    VisitRecommendation,
)
from qip_tracker.i18n import LANGUAGES, use_language
from qip_tracker.i18n.labels import KINDS, choices, label
from tests.i18n import recorded

CODES: dict[str, tuple[str, ...]] = {
    "role": tuple(Role),
    "seat": tuple(Seat),
    "funding_kind": tuple(FundingKind),
    "partner_type": tuple(PartnerType),
    "partner_status": tuple(PartnerStatus),
    "partner_assessment": tuple(PartnerAssessment),
    "project_state": tuple(ProjectState),
    "project_action": tuple(projects.MOVES),
    "project_event": ("import", *projects.MOVES),
    "consulted_group": tuple(ConsultedGroup),
    "need_method": tuple(NeedMethod),
    "budget_category": tuple(BudgetCategory),
    "funded_by": tuple(FundedBy),
    "mandate_pillar": tuple(MandatePillar),
    "confidence_objective": tuple(ConfidenceObjective),
    "gender_marker": ("0", "1", "2", "3"),
    "screening_check": tuple(ScreeningCheck),
    "screening_outcome": tuple(ScreeningOutcome),
    "decision_outcome": tuple(DecisionOutcome),
    "hold_reason": tuple(HoldReason),
    "delay_reason": tuple(DelayReason),
    "visit_purpose": tuple(VisitPurpose),
    "visit_recommendation": tuple(VisitRecommendation),
    "milestone_state": tuple(MilestoneState),
    "confirmation_method": tuple(ConfirmationMethod),
    "tranche_state": ("planned", *(signature.target for signature in tranches.SIGNATURES.values())),
    "report_kind": tuple(ReportKind),
    "co_owner_side": tuple(CoOwnerSide),
    "contribution_kind": tuple(ContributionKind),
    "consent_stage": tuple(ConsentStage),
    "harm_effect": tuple(HarmEffect),
    "ownership_point": ownership.POINTS,
    "ownership_reason": ownership.REASONS,
    "round_stage": tuple(RoundStage),
    "stratum": tuple(Stratum),
    "dimension": disclosure.DIMENSIONS,
    "dimension_question": disclosure.DIMENSIONS,
    "score_face": tuple(map(str, scoring.FACES)),
    "abstention": disclosure.ABSTENTIONS,
    "verdict": scoring.VERDICTS,
    "concordance": ("slight", "fair", "moderate", "substantial", "near_perfect"),
    "withheld": ("too_few", "unanimous", "not_closed", "no_strata", "one_mind"),
    "band": ("low_or_middle", "high"),
    "policy_number": rules.KEYS,
    "audit_action": recorded.actions(),
    "audit_object": recorded.objects(),
}


def test_every_kind_is_held_against_its_codes() -> None:
    assert set(KINDS) == set(CODES)


@pytest.mark.parametrize("kind", CODES)
def test_codes_and_words_are_the_same_set_in_the_same_order(kind: str) -> None:
    # The trail's words stand by area; its codes are read in alphabetical order.
    words = sorted(KINDS[kind]) if kind in ("audit_action", "audit_object") else KINDS[kind]
    assert tuple(words) == CODES[kind]
    assert len({str(word) for word in KINDS[kind].values()}) == len(CODES[kind])
    assert {word.context for word in KINDS[kind].values()} == {kind}


@pytest.mark.parametrize(
    ("kind", "code"), [("role", "king"), ("nonsense", "draft"), ("country", "QQ"), ("currency", "XQQ")]
)
def test_what_has_no_word_is_an_error(kind: str, code: str) -> None:
    with pytest.raises(KeyError):
        label(kind, code)


def test_labels_and_choices() -> None:
    assert label("score_face", 5) == label("score_face", "5") == "Very good"
    assert label("language", "ar") == "العربية"
    assert [(code, str(word)) for code, word in choices("co_owner_side")] == [
        ("state", "State"),
        ("society", "Society"),
    ]
    assert [code for code, _word in choices("stratum", ["men", "women"])] == ["men", "women"]


def test_every_currency_has_a_name_in_every_language() -> None:
    for language in LANGUAGES:
        with use_language(language):
            assert all(label("currency", code) for code in CURRENCIES)
