"""Processor time of what a test starts is counted, whether it is waited for or still lives."""

import os
import subprocess
import sys

import pytest

from tests.effort import PROC, Effort, below

# Works for a while, says so, and stays until its input ends.
BUSY = "import sys, time\nwhile time.process_time() < 0.4: pass\nprint('done', flush=True)\nsys.stdin.read()"


@pytest.mark.skipif(not PROC.exists(), reason="this system has no /proc")
def test_a_process_counts_while_it_lives_and_once_when_it_has_ended() -> None:
    before = below(os.getpid())
    effort = Effort()
    with subprocess.Popen(
        [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as busy:
        assert busy.stdout is not None and busy.stdout.readline() == "done\n"
        assert below(os.getpid()) - before >= 0.3  # counted in ticks
        with effort.closing_what_we_started("browser"):
            busy.communicate("")
    # It was waited for, so that it comes back through waiting and is not counted here as well.
    assert effort["browser"] <= before + 0.2
    effort.finish()
    assert effort["programs"] >= 0.3
    assert f"processor seconds: {sum(effort.values()):.0f} (" in effort.words()
