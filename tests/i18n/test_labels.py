"""Every code that is stored has a word, and every word belongs to a code that exists."""

import pytest

from qip_tracker.domain.community import disclosure, ownership, scoring
from qip_tracker.domain.kernel import rules, vocabulary
from qip_tracker.domain.kernel.money import CURRENCIES
from qip_tracker.domain.money import tranches
from qip_tracker.domain.project import moves as projects
from qip_tracker.i18n import LANGUAGES, use_language
from qip_tracker.i18n.labels import KINDS, choices, label
from tests.i18n import recorded

CODES: dict[str, tuple[str, ...]] = {
    "role": vocabulary.ROLES,
    "seat": vocabulary.SEATS,
    "funding_kind": vocabulary.FUNDING_KINDS,
    "partner_type": vocabulary.PARTNER_TYPES,
    "partner_status": vocabulary.PARTNER_STATUSES,
    "partner_assessment": vocabulary.PARTNER_ASSESSMENTS,
    "project_state": vocabulary.PROJECT_STATES,
    "project_action": tuple(projects.MOVES),
    "project_event": ("import", *projects.MOVES),
    "consulted_group": vocabulary.CONSULTED_GROUPS,
    "need_method": vocabulary.NEED_METHODS,
    "budget_category": vocabulary.BUDGET_CATEGORIES,
    "funded_by": vocabulary.FUNDED_BY,
    "mandate_pillar": vocabulary.MANDATE_PILLARS,
    "confidence_objective": vocabulary.CONFIDENCE_OBJECTIVES,
    "gender_marker": ("0", "1", "2", "3"),
    "screening_check": vocabulary.SCREENING_CHECKS,
    "screening_outcome": vocabulary.SCREENING_OUTCOMES,
    "decision_outcome": vocabulary.DECISION_OUTCOMES,
    "hold_reason": vocabulary.HOLD_REASONS,
    "delay_reason": vocabulary.DELAY_REASONS,
    "visit_purpose": vocabulary.VISIT_PURPOSES,
    "visit_recommendation": vocabulary.VISIT_RECOMMENDATIONS,
    "milestone_state": ("not_started", "on_track", "late", "observed", "confirmed", "done", "dropped"),
    "confirmation_method": vocabulary.CONFIRMATION_METHODS,
    "tranche_state": ("planned", *(signature.target for signature in tranches.SIGNATURES.values())),
    "report_kind": vocabulary.REPORT_KINDS,
    "co_owner_side": vocabulary.CO_OWNER_SIDES,
    "contribution_kind": vocabulary.CONTRIBUTION_KINDS,
    "consent_stage": vocabulary.CONSENT_STAGES,
    "harm_effect": vocabulary.HARM_EFFECTS,
    "ownership_point": ownership.POINTS,
    "ownership_reason": ownership.REASONS,
    "round_stage": vocabulary.ROUND_STAGES,
    "stratum": vocabulary.STRATA,
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
    assert tuple(KINDS[kind]) == CODES[kind]
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
