"""`qip docs`: documents written from the tables the program itself obeys, so that they cannot say something else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from qip_tracker.access import RULES
from qip_tracker.domain.money.tranches import SIGNATURES
from qip_tracker.domain.project.moves import MOVES, Move
from qip_tracker.weblib.guard import declared_access

HEAD: Final = "<!-- Written by `make docs` from the program's own tables. Do not edit. -->\n\n"


@click.command("docs")
@click.option(
    "--check", is_flag=True, help="Write nothing; fail when a document is not what would be written."
)
@with_appcontext
def docs_command(check: bool) -> None:
    """Write docs/generated anew."""
    folder = Path(current_app.root_path).parent / "docs" / "generated"
    wanted = documents(current_app._get_current_object())  # type: ignore[attr-defined]
    if check:
        stale = [name for name, text in wanted.items() if _text_of(folder / name) != text]
        if stale:
            raise click.ClickException(
                f"docs/generated is behind the program: {', '.join(stale)}. Run: make docs"
            )
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(f"docs/generated/{name}")


def documents(app: Flask) -> dict[str, str]:
    """Every generated document: file name -> text."""
    writers: Mapping[str, Callable[[Flask], str]] = {
        "permissions.md": _permissions, "routes.md": _routes, "workflows.md": _workflows,
    }  # fmt: skip
    return {name: HEAD + write(app) for name, write in writers.items()}


def _text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _predicate(predicate: object) -> str:
    """`InMission` with its roles in order, any other predicate by its name."""
    values = [getattr(predicate, field.name) for field in fields(predicate)]  # type: ignore[arg-type]
    named = ", ".join(sorted(word for value in values for word in value))
    return f"{type(predicate).__name__}({named})" if named else type(predicate).__name__


def _permissions(app: Flask) -> str:
    rows = [
        (f"`{permission}`", " **or** ".join(" and ".join(map(_predicate, every)) for every in any_of))
        for permission, any_of in sorted(RULES.items())
    ]
    return f"# Who may do what\n\n{len(rows)} permissions. Source: `qip_tracker/access/areas`.\n\n" + _table(
        ("permission", "held by"), rows
    )


def _routes(app: Flask) -> str:
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        declared = declared_access(app, rule.endpoint)
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        subject = declared.subject or ""
        rows.append((methods, f"`{rule.rule}`", f"`{rule.endpoint}`", f"`{declared.permission}`", subject))
    return f"# Routes\n\n{len(rows)} routes, each with the one permission it declares.\n\n" + _table(
        ("methods", "address", "endpoint", "permission", "tested on"), rows
    )


def _workflows(app: Flask) -> str:
    return "\n".join(
        [
            "# Workflows\n",
            "## A project\n",
            "Source: `qip_tracker/domain/project/moves.py`. A move is refused with every line that is not met.\n",
            _diagram(
                [(source, move.target, move.action) for move in MOVES.values() for source in move.sources]
            ),
            _table(
                ("move", "from", "to", "permission", "must hold first"),
                [_move(move) for move in MOVES.values()],
            ),
            "## A tranche\n",
            "Source: `qip_tracker/domain/money/tranches.py`. Each by another person; the certifier may record "
            "payment.\n",
            _diagram([(step.source, step.target, step.action) for step in SIGNATURES.values()]),
            _table(
                ("signature", "from", "to", "permission"),
                [
                    (step.action, step.source, step.target, f"`{step.permission}`")
                    for step in SIGNATURES.values()
                ],
            ),
        ]
    )


def _move(move: Move) -> tuple[str, ...]:
    conditions = [f"`{guard.code}`" for guard in move.guards] + (["a reason"] if move.needs_reason else [])
    sources = ", ".join(sorted(move.sources))
    return (
        move.action,
        sources,
        move.target,
        f"`{move.permission}`",
        ", ".join(conditions) or "nothing more",
    )


def _diagram(moves: list[tuple[str, str, str]]) -> str:
    lines = [f"    {source} --> {target}: {action}" for source, target, action in sorted(moves)]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```\n"])
