"""What the suite counted, read back from the result files of each engine: `python tests/counts.py FILE...`.

Skipped tests are named with their reason, so that a machine without a browser cannot pass for one with it.
"""

import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree


def counted(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Outcomes of one run, and the reasons of what was skipped."""
    outcomes: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            outcomes["failed"] += 1
        elif skipped is not None:
            outcomes["skipped"] += 1
            reasons[skipped.get("message") or "no reason given"] += 1
        else:
            outcomes["passed"] += 1
    return outcomes, reasons


def main(names: list[str]) -> int:
    """Print one line a run; exit code 1 when a run is missing, empty or has failures."""
    sound = True
    for name in names:
        path = Path(name)
        if not path.exists():
            print(f"{path.stem}: did not run")
            sound = False
            continue
        outcomes, reasons = counted(path)
        sound = sound and outcomes["passed"] > 0 and not outcomes["failed"]
        words = ", ".join(f"{outcomes[kind]} {kind}" for kind in ("passed", "failed", "skipped"))
        print(f"{path.stem}: {outcomes.total()} tests, {words}")
        for reason, number in reasons.most_common():
            print(f"    {number} skipped: {reason}")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
