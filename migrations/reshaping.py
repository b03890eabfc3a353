"""Change the shape of a table that has rows, on both engines alike.

SQLite can neither drop a constraint nor add one, and Alembic's batch mode loses named CHECKs and triggers without a word.
So on SQLite the table's own CREATE statement is read, changed clause by clause and carried out anew, the rows are
copied, and its indexes and triggers are made again as they stood. PostgreSQL alters the table in place.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from alembic import op

CLAUSE_NAME = re.compile(r'^\s*(?:CONSTRAINT\s+)?"?(\w+)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """What changes about a table.

    `add_columns`: name -> type and default as SQL, never NOT NULL; `fill`: name -> SQL expression over the old row;
    `required`: columns that are NOT NULL from now on; `optional`: columns that may be NULL from now on;
    `add_constraints`: name -> clause.
    """

    drop_constraints: Iterable[str] = ()
    drop_indexes: Iterable[str] = ()
    drop_columns: Iterable[str] = ()
    add_columns: Mapping[str, str] = field(default_factory=dict)
    fill: Mapping[str, str] = field(default_factory=dict)
    required: Iterable[str] = ()
    optional: Iterable[str] = ()
    add_constraints: Mapping[str, str] = field(default_factory=dict)


def reshape(table: str, shape: Shape) -> None:
    """Give a table its new shape and keep its rows. A name that is not there is an error, never passed over."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(table, shape)
    else:
        _alter(table, shape)


def _alter(table: str, shape: Shape) -> None:
    for name in shape.drop_indexes:
        op.execute(f'DROP INDEX "{name}"')
    for name in shape.drop_constraints:
        op.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    for name, kind in shape.add_columns.items():
        op.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind}')
    for name, expression in shape.fill.items():
        op.execute(f'UPDATE "{table}" SET "{name}" = {expression}')
    for name in shape.required:
        op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{name}" SET NOT NULL')
    for name in shape.optional:
        op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{name}" DROP NOT NULL')
    for name in shape.drop_columns:
        op.execute(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
    for name, clause in shape.add_constraints.items():
        op.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {clause}')


def _rebuild(table: str, shape: Shape) -> None:
    bind = op.get_bind()
    stored = bind.execute(
        sa.text("SELECT type, name, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL"),
        {"table": table},
    ).all()
    (created,) = [row.sql for row in stored if row.type == "table" and row.name == table]
    before, clauses, after = _taken_apart(created)
    old_columns = [name for name, clause in clauses.items() if not clause.upper().startswith("CONSTRAINT")]
    for name in (*shape.drop_constraints, *shape.drop_columns):
        del clauses[name]
    columns = {name: text for name, text in clauses.items() if not text.upper().startswith("CONSTRAINT")}
    constraints = {name: text for name, text in clauses.items() if name not in columns}
    columns |= {name: f"{name} {kind}" for name, kind in shape.add_columns.items()}
    for name in shape.required:
        columns[name] = f"{columns[name]} NOT NULL"
    for name in shape.optional:
        if not columns[name].endswith(" NOT NULL"):
            raise RuntimeError(f"{table}.{name} is optional already")
        columns[name] = columns[name].removesuffix(" NOT NULL")
    constraints |= {name: f"CONSTRAINT {name} {clause}" for name, clause in shape.add_constraints.items()}
    body = ", \n\t".join([*columns.values(), *constraints.values()])
    op.execute(f"{before.replace(table, f'{table}_reshaped', 1)}(\n\t{body}\n){after}")
    kept = [name for name in old_columns if name in columns and name not in shape.fill]
    into = ", ".join([*(f'"{name}"' for name in kept), *(f'"{name}"' for name in shape.fill)])
    values = ", ".join([*(f'"{table}"."{name}"' for name in kept), *shape.fill.values()])
    op.execute(f'INSERT INTO "{table}_reshaped" ({into}) SELECT {values} FROM "{table}"')
    op.execute(f'DROP TABLE "{table}"')
    op.execute(f'ALTER TABLE "{table}_reshaped" RENAME TO "{table}"')
    gone = set(shape.drop_indexes)
    for row in stored:
        if row.type in ("index", "trigger") and row.name not in gone:
            op.execute(row.sql)


def _taken_apart(created: str) -> tuple[str, dict[str, str], str]:
    """A CREATE TABLE statement as (what comes before, clause by name, what comes after)."""
    first = created.index("(")
    clauses: list[str] = []
    depth, start, quote = 0, first + 1, ""
    last = first
    for at in range(first, len(created)):
        letter = created[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                clauses.append(created[start:at].strip())
                last = at
                break
        elif letter == "," and depth == 1:
            clauses.append(created[start:at].strip())
            start = at + 1
    named: dict[str, str] = {}
    for clause in clauses:
        name = CLAUSE_NAME.match(clause)
        if name is None or name[1] in named:
            raise RuntimeError(f"a clause without a name of its own: {clause}")
        named[name[1]] = clause
    return created[:first], named, created[last + 1 :]
