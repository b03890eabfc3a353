"""What the suite counted, read back from the result files of each engine: `python tests/counts.py FILE...`.

Skipped tests are named with their reason, so that a machine without a browser cannot pass for one with it. The slowest
tests of all files come last, and how much processor time the runs took (tests/effort.py).
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

SLOWEST = 30


@dataclass
class Run:
    """One run of the suite: outcomes, reasons of what was skipped, seconds of each test, processor seconds by kind."""

    name: str
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    effort: dict[str, float] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Some tests passed and none failed."""
        return self.outcomes["passed"] > 0 and not self.outcomes["failed"]


def read(path: Path) -> Run:
    """The run of a result file, with the processor time that stands beside it."""
    run = Run(path.stem)
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            run.outcomes["failed"] += 1
        elif skipped is not None:
            run.outcomes["skipped"] += 1
            run.reasons[skipped.get("message") or "no reason given"] += 1
        else:
            run.outcomes["passed"] += 1
        run.seconds[f"{case.get('classname')}::{case.get('name')}"] = float(case.get("time") or 0)
    effort = path.with_suffix(".json")
    if effort.exists():
        run.effort = json.loads(effort.read_text(encoding="utf-8"))
    return run


def lines(run: Run) -> list[str]:
    """How a run went."""
    words = ", ".join(f"{run.outcomes[kind]} {kind}" for kind in ("passed", "failed", "skipped"))
    skipped = [f"    {number} skipped: {reason}" for reason, number in run.reasons.most_common()]
    return [f"{run.name}: {run.outcomes.total()} tests, {words}", *skipped]


def slowest(runs: list[Run]) -> list[str]:
    """The tests that took longest, whichever engine."""
    timed = [(seconds, f"{run.name} {name}") for run in runs for name, seconds in run.seconds.items()]
    return [f"{seconds:7.1f} s  {name}" for seconds, name in sorted(timed, reverse=True)[:SLOWEST]]


def effort(runs: list[Run]) -> str:
    """Processor seconds of each run and of all."""
    parts = [
        f"{run.name} {sum(run.effort.values()):.0f}"
        f" ({', '.join(f'{kind} {seconds:.0f}' for kind, seconds in sorted(run.effort.items()))})"
        for run in runs
    ]
    total = sum(sum(run.effort.values()) for run in runs)
    return f"processor seconds: {total:.0f}: {'; '.join(parts)}"


def main(names: list[str]) -> int:
    """Print the runs, the slowest tests and the effort; exit code 1 when a run is missing, empty or has failures."""
    runs = [read(path) for path in map(Path, names) if path.exists()]
    print(f"the slowest {SLOWEST} tests:")
    print("\n".join([*slowest(runs), effort(runs)]))
    for path in map(Path, names):
        if not path.exists():
            print(f"{path.stem}: did not run")
    for run in runs:
        print("\n".join(lines(run)))
    return 0 if len(runs) == len(names) and all(run.is_sound for run in runs) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
