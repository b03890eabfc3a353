"""One frozen report a kind and version, kept as files for ever; `python -m tests.reports.frozen` adds those of today.

`donor_report-1.json` holds the stored text byte for byte, `SHA256SUMS` the hash it was printed with (in the form that
`sha256sum --check` reads), and `donor_report-2.fields` the set of fields that the version stands for.
"""

import types
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path

from qip_tracker.domain.reporting.snapshots import hash_of
from qip_tracker.reports.facts.snapshot import canonical_json
from qip_tracker.reports.facts.versions import FACTS, VERSIONS
from tests.reports import samples

FOLDER = Path(__file__).parents[1] / "data" / "snapshots"
SUMS = FOLDER / "SHA256SUMS"
SAMPLES = {"donor_report": samples.donor_report, "pbf_progress": samples.pbf_progress}


def stored(kind: str, version: int) -> str:
    """The text of a report frozen in this version."""
    return (FOLDER / f"{kind}-{version}.json").read_bytes().decode("utf-8")


def printed_hashes() -> dict[tuple[str, int], str]:
    """(report, version) -> the hash that its pages were printed with."""
    found = {}
    for line in SUMS.read_text(encoding="utf-8").splitlines():
        sha256, name = line.split("  ")
        kind, _dash, version = name.removesuffix(".json").rpartition("-")
        found[kind, int(version)] = sha256
    return found


def fields_of(hint: typing.Any, where: str = "") -> list[str]:
    """Every value that such facts hold, with its place and type, one a line: `money.tranches[].number: int`."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return [
            line
            for one in fields(hint)
            for line in fields_of(hints[one.name], f"{where}.{one.name}".lstrip("."))
        ]
    if origin in (types.UnionType, typing.Union):
        return [line for one in inner if one is not type(None) for line in fields_of(one, f"{where}?")]
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return fields_of(inner[0], f"{where}[]")
    if origin is tuple:
        return [line for place, one in enumerate(inner) for line in fields_of(one, f"{where}[{place}]")]
    return [f"{where}: {hint.__name__}"]


def kept_fields(kind: str, version: int) -> list[str]:
    """The set of fields that the version stands for."""
    return (FOLDER / f"{kind}-{version}.fields").read_text(encoding="utf-8").splitlines()


def write() -> None:
    """Keep a sample of every version of today that has none yet; what is kept is never written anew."""
    sums = printed_hashes()
    for kind, version in VERSIONS.items():
        if (kind, version) in sums:
            continue
        text = canonical_json(SAMPLES[kind]())
        (FOLDER / f"{kind}-{version}.json").write_bytes(text.encode("utf-8"))
        lines = "\n".join(fields_of(FACTS[kind]))
        (FOLDER / f"{kind}-{version}.fields").write_text(f"{lines}\n", encoding="utf-8")
        sums[kind, version] = hash_of(text)
    lines = "".join(f"{sums[one]}  {one[0]}-{one[1]}.json\n" for one in sorted(sums))
    SUMS.write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    write()
