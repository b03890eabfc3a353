"""The printed counts: a missing, empty or failed run is never called sound."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.counts import main

PASSED = '<testcase name="a"/>'
FAILED = '<testcase name="b"><failure message="no"/></testcase>'
BROKEN = '<testcase name="c"><error message="no"/></testcase>'
SKIPPED = '<testcase name="d"><skipped message="no browser found"/></testcase>'


def results(folder: Path, *cases: str) -> str:
    path = folder / "sqlite.xml"
    path.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("cases", "code", "line"),
    [
        ([PASSED, PASSED], 0, "sqlite: 2 tests, 2 passed, 0 failed, 0 skipped"),
        ([PASSED, FAILED, BROKEN], 1, "sqlite: 3 tests, 1 passed, 2 failed, 0 skipped"),
        ([], 1, "sqlite: 0 tests, 0 passed, 0 failed, 0 skipped"),
        ([SKIPPED], 1, "sqlite: 1 tests, 0 passed, 0 failed, 1 skipped"),
    ],
)
def test_the_outcome_of_a_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cases: list[str], code: int, line: str
) -> None:
    assert main([results(tmp_path, *cases)]) == code
    assert line in capsys.readouterr().out


def test_the_slowest_come_first_and_processor_time_is_summed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [f'<testcase classname="tests.web" name="t{number}" time="{number}.25"/>' for number in range(40)]
    path = Path(results(tmp_path, *cases))
    path.with_suffix(".json").write_text('{"tests": 90.4, "browser": 30.2}', encoding="utf-8")
    assert main([str(path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    timed = [line.split() for line in printed if " s  " in line]
    assert [line[0] for line in timed] == [f"{number}.2" for number in range(39, 9, -1)]
    assert timed[0][2:] == ["sqlite", "tests.web::t39"]
    assert "processor seconds: 121: sqlite 121 (browser 30, tests 90)" in printed


def test_what_was_skipped_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([results(tmp_path, PASSED, SKIPPED, SKIPPED)]) == 0
    assert "2 skipped: no browser found" in capsys.readouterr().out


def test_a_run_that_never_came_is_not_sound(tmp_path: Path) -> None:
    script = Path(__file__).with_name("counts.py")
    result = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "postgresql.xml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "postgresql: did not run" in result.stdout
