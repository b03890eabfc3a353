"""No module leads back to itself by imports, not even by those that only a type checker follows."""

from pathlib import Path

import grimp
import pytest


def circling_imports(package: str) -> list[str]:
    """Every import on a circle, as `importer -> imported`; the circles are what remains of the graph without the rest.

    Read from the source, so imports inside functions and under TYPE_CHECKING count; a cache would answer for the files
    of another run.
    """
    graph = grimp.build_graph(package, exclude_type_checking_imports=False, cache_dir=None)
    return sorted(
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if graph.chain_exists(imported, importer)
    )


def made_package(folder: Path, name: str, **modules: str) -> str:
    package = folder / name
    package.mkdir()
    (package / "__init__.py").touch()
    for module, source in modules.items():
        (package / f"{module}.py").write_text(source, encoding="utf-8")
    return name


def test_no_module_is_in_a_circle_of_imports() -> None:
    assert circling_imports("qip_tracker") == []


@pytest.mark.parametrize(
    ("name", "way_back"),
    [
        ("plain_circle", "from {package} import first\n"),
        (
            "circle_of_types",
            "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from {package} import first\n",
        ),
        ("circle_in_function", "def later():\n    from {package} import first\n\n    return first\n"),
    ],
)
def test_a_circle_over_three_modules_is_found_however_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, way_back: str
) -> None:
    made_package(
        tmp_path,
        name,
        first=f"from {name} import second\n",
        second=f"from {name}.third import anything\n",
        third=way_back.format(package=name),
        reader=f"from {name} import first, third\n",
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert circling_imports(name) == [
        f"{name}.first -> {name}.second",
        f"{name}.second -> {name}.third",
        f"{name}.third -> {name}.first",
    ]


def test_modules_that_only_share_what_lies_below_are_no_circle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = made_package(
        tmp_path,
        "no_circle",
        first="from no_circle import second, third\n",
        second="from no_circle import third\n",
        third="",
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert circling_imports(name) == []
