"""`qip docs`: documents written from the tables the program itself obeys, so that they cannot say something else."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Final

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from qip_tracker.access import RULES
from qip_tracker.cli.workflows import table, workflows
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
        "permissions.md": _permissions, "routes.md": _routes, "workflows.md": lambda _app: workflows(),
    }  # fmt: skip
    return {name: HEAD + write(app) for name, write in writers.items()}


def _text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


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
    return f"# Who may do what\n\n{len(rows)} permissions. Source: `qip_tracker/access/areas`.\n\n" + table(
        ("permission", "held by"), rows
    )


def _routes(app: Flask) -> str:
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        declared = declared_access(app, rule.endpoint)
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        subject = declared.subject or ""
        rows.append((methods, f"`{rule.rule}`", f"`{rule.endpoint}`", f"`{declared.permission}`", subject))
    return f"# Routes\n\n{len(rows)} routes, each with the one permission it declares.\n\n" + table(
        ("methods", "address", "endpoint", "permission", "tested on"), rows
    )
