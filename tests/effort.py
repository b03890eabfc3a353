"""How much processor time a run took: the tests, what they started and waited for, browsers and database servers.

A Chromium and a PostgreSQL server are not waited for by those who start them: they are read from /proc just before they
are closed. Not counted: processes below them that nobody waited for, a server of somebody else
(QIP_TEST_DATABASE_URL), and browsers and servers on a system without /proc.
"""

import os
import resource
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")
# Of /proc/<process>/stat, counted from behind the name: who started it, and four numbers of clock ticks, its own in
# programs and in the kernel and the same of all it has waited for.
PARENT, TIMES = 1, slice(11, 15)


def _processes() -> dict[int, list[str]]:
    found = {}
    for entry in PROC.glob("[0-9]*"):
        try:
            found[int(entry.name)] = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            # Gone since the folder was listed.
            continue
    return found


def below(process: int) -> float:
    """Seconds of everything that this process has started and that still lives, however deep."""
    found = _processes()
    members: set[int] = set()
    while (
        more := {one for one, fields in found.items() if int(fields[PARENT]) in {process, *members}} - members
    ):
        members |= more
    return sum(_seconds(found[one]) for one in members)


def of(process: int) -> float:
    """Seconds of a process, what it has waited for, and everything that lives below it."""
    fields = _processes().get(process)
    return (_seconds(fields) if fields else 0.0) + below(process)


def _seconds(fields: list[str]) -> float:
    return sum(map(int, fields[TIMES])) / os.sysconf("SC_CLK_TCK")


def _waited_for() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Effort(defaultdict[str, float]):
    """Seconds by kind."""

    def __init__(self) -> None:
        super().__init__(float)

    @contextmanager
    def closing_what_we_started(self, kind: str) -> Iterator[None]:
        """Around the end of processes below this one: counts what will not come back through waiting."""
        living, before = below(os.getpid()), _waited_for()
        yield
        self[kind] += max(0.0, living - (_waited_for() - before))

    def finish(self) -> None:
        """Add this process itself and all it has waited for."""
        own = resource.getrusage(resource.RUSAGE_SELF)
        self["tests"] += own.ru_utime + own.ru_stime
        self["programs"] += _waited_for()

    def words(self) -> str:
        """One line."""
        kinds = ", ".join(f"{kind} {seconds:.0f}" for kind, seconds in sorted(self.items()))
        return f"processor seconds: {sum(self.values()):.0f} ({kinds})"
