"""`docs/generated/workflows.md`: the moves, the signatures and their gates, from the tables that decide."""

from collections.abc import Sequence

from qip_tracker.domain.kernel.gates import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Bound,
    Equals,
    Expression,
    Fact,
    Gate,
    Includes,
    Is,
    Known,
    Not,
    OneOf,
    Policy,
)
from qip_tracker.domain.money.tranches import ENDED_GATE, SIGNATURES, TRANCHE_GATES
from qip_tracker.domain.portfolio.gates import GATES
from qip_tracker.domain.project.moves import MOVES, Move


def workflows() -> str:
    """The document without its first lines."""
    gates = list(dict.fromkeys(gate for of_move in GATES.values() for gate in of_move))
    return "\n".join(
        [
            "# Workflows\n",
            "## A project\n",
            "Source: `qip_tracker/domain/project/moves.py`. A move is refused with every line that is not met.\n",
            _diagram(
                [(source, move.target, move.action) for move in MOVES.values() for source in move.sources]
            ),
            table(
                ("move", "from", "to", "permission", "must hold first"),
                [_move(move) for move in MOVES.values()],
            ),
            "### Its gates\n",
            "Source: `gates.py` of each area under `qip_tracker/domain/`. *Policy* is a number of the programme.\n",
            _gates(gates),
            "## A tranche\n",
            "Source: `qip_tracker/domain/money/tranches.py`. Each by another person; the certifier may record "
            "payment.\n",
            _diagram([(step.source, step.target, step.action) for step in SIGNATURES.values()]),
            table(
                ("signature", "from", "to", "permission", "desk", "by nobody who gave"),
                [
                    (
                        step.action,
                        step.source,
                        step.target,
                        f"`{step.permission}`",
                        step.desk,
                        ", ".join(step.other_than) or "nothing before",
                    )
                    for step in SIGNATURES.values()
                ],
            ),
            "### What every signature waits for\n",
            _gates((ENDED_GATE, *TRANCHE_GATES)),
        ]
    )


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table of a generated document."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _move(move: Move) -> tuple[str, ...]:
    conditions = [f"`{gate.code}`" for gate in GATES[move.action]]
    conditions += ["a reason"] if move.needs_reason else []
    sources = ", ".join(sorted(move.sources))
    return (
        move.action,
        sources,
        move.target,
        f"`{move.permission}`",
        ", ".join(conditions) or "nothing more",
    )


def _gates(gates: Sequence[Gate]) -> str:
    rows = [(f"`{gate.code}`", gate.room, described(gate.expression)) for gate in gates]
    return table(("refused as", "put right in", "must hold"), rows)


def described(expression: Expression) -> str:
    """The expression as a reader of the documents sees it, made of the names of its facts."""
    match expression:
        case Is(fact):
            return _name(fact)
        case Known(fact):
            return f"{_name(fact)} is known"
        case Equals(fact, bound):
            return f"{_name(fact)} = {_bound(bound)}"
        case AtLeast(fact, bound):
            return f"{_name(fact)} ≥ {_bound(bound)}"
        case AtMost(fact, bound):
            return f"{_name(fact)} ≤ {_bound(bound)}"
        case OneOf(fact, codes):
            return f"{_name(fact)} is {' or '.join(sorted(codes))}"
        case Includes(fact, code):
            return f"{_name(fact)} include {code}"
        case Not(part):
            return f"not ({described(part)})"
        case AllOf(parts):
            return _joined(" and ", parts) or "always"
        case AnyOf(parts):
            return _joined(" or ", parts) or "never"


def _joined(word: str, parts: Sequence[Expression]) -> str:
    inside = [
        f"({described(part)})" if isinstance(part, AllOf | AnyOf) else described(part) for part in parts
    ]
    return word.join(inside)


def _name(fact: Fact) -> str:
    return f"*{fact.name.replace('_', ' ')}*"


def _bound(bound: Bound) -> str:
    match bound:
        case Policy(name):
            return f"policy *{name.replace('_', ' ')}*"
        case Fact():
            return _name(bound)
        case _:
            return str(bound)


def _diagram(moves: list[tuple[str, str, str]]) -> str:
    lines = [f"    {source} --> {target}: {action}" for source, target, action in sorted(moves)]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```\n"])
