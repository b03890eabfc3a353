"""How ratios are measured: in one process, in turns, medians of processor time."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WARM_UP = 20


@dataclass(frozen=True)
class Line:
    """One printed line: a figure, what it should not exceed, and what it was measured on."""

    name: str
    figure: float
    target: float
    unit: str = "x"

    @property
    def verdict(self) -> str:
        return "reached" if self.figure <= self.target else "NOT REACHED"

    def __str__(self) -> str:
        figure, target = (f"{number:.1f}{self.unit}" for number in (self.figure, self.target))
        return f"{self.name:<74} {figure:>8}   target {target:>6}   {self.verdict}"


def medians(pieces: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Median processor time of each piece in seconds; the pieces take turns, so that a slow moment hits them all."""
    for piece in pieces:
        for _turn in range(WARM_UP):
            piece()
    times: list[list[float]] = [[] for _ in pieces]
    gc.collect()
    gc.disable()
    try:
        for _turn in range(rounds):
            for place, piece in enumerate(pieces):
                before = time.process_time()
                piece()
                times[place].append(time.process_time() - before)
    finally:
        gc.enable()
    return [statistics.median(taken) for taken in times]
