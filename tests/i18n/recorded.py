"""What the services write into the audit trail, read from their source: each needs words."""

import re

from qip_tracker.domain.money.tranches import SIGNATURES
from qip_tracker.i18n.refusals import REFUSALS
from qip_tracker.models import Base
from qip_tracker.services.project.moves import PAST_TENSE
from tests.architecture.tree import PACKAGE

_LITERAL = re.compile(r'"([a-z_]+\.[a-z_]+)"')
# Recorded as well as refused.
_BOTH = {"heard.released", "card.withdrawn"}
_PROGRAMME = ("budget_year", "donor", "field_office", "fund", "plan_goal")
_COOWNERSHIP = ("co_owner", "contribution", "consent", "design_change")


def actions() -> tuple[str, ...]:
    """Every action code, in order: literals that are no refusal, and those put together from a noun and a verb."""
    source = " ".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "services").glob("*.py"))
    literal = set(_LITERAL.findall(source)) - (set(REFUSALS) - _BOTH)
    made = {f"project.{word}" for word in PAST_TENSE.values()}
    made |= {f"tranche.{signature.target}" for signature in SIGNATURES.values()}
    made |= {f"{noun}.{verb}" for noun in _PROGRAMME for verb in ("added", "edited")}
    made |= {f"{noun}.{verb}" for noun in _COOWNERSHIP for verb in ("recorded", "changed")} - {
        "design_change.changed"
    }
    return tuple(sorted(literal | made))


def objects() -> tuple[str, ...]:
    """Every table whose rows can stand in the trail, in order."""
    names = {str(mapper.local_table.name) for mapper in Base.registry.mappers if mapper.class_.audited}  # type: ignore[attr-defined]
    return tuple(sorted(names))
