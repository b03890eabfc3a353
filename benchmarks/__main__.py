"""Print every ratio, one a line."""

import argparse
from collections.abc import Callable, Iterator

from benchmarks import list_page
from benchmarks.measure import Line


def _pdf() -> Iterator[Line]:
    from benchmarks import pdf

    yield Line("Donor report as PDF, against a raw canvas drawing the same text", pdf.ratio(), 2.0)


BENCHMARKS: dict[str, Callable[[], Iterator[Line]]] = {"list": list_page.lines, "pdf": _pdf}


def main() -> None:
    """Run the parts named, or all."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[[], *BENCHMARKS], help="what to measure (default: everything)"
    )
    asked = parser.parse_args().parts or list(BENCHMARKS)
    for name in asked:
        for line in BENCHMARKS[name]():
            print(line, flush=True)


main()
