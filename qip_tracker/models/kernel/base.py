"""What every table shares: one naming convention, UTC timestamps, versions, and named lists of codes."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, cast

from sqlalchemy import CheckConstraint, DateTime, Integer, MetaData, Table, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from qip_tracker.domain.kernel.sensitivity import Sensitivity

# Unnamed constraints cannot be dropped by a batch migration on SQLite.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC timestamp; a naive one is refused rather than guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a timestamp without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def classify(table: Table, sensitivity: Mapping[Sensitivity, str]) -> None:
    """Write its class of sensitivity into every column's `info`; raises LookupError for a name that is no column."""
    classes = {
        name: sensitivity_class for sensitivity_class, names in sensitivity.items() for name in names.split()
    }
    if unknown := sorted(set(classes) - set(table.columns.keys())):
        raise LookupError(f"{table.name} has no column {unknown[0]}")
    for name, column in table.columns.items():
        column.info["sensitivity"] = classes.get(name, Sensitivity.INTERNAL)


class Base(DeclarativeBase):
    """Declarative base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime()}
    # Columns by class of sensitivity; what is not named is internal. It stands in each column's `info`.
    sensitivity: ClassVar[Mapping[Sensitivity, str]] = {}
    # False: rows of this table never appear in the audit trail (secrets, ballots, counters).
    audited: ClassVar[bool] = True

    def __init_subclass__(cls, **options: Any) -> None:
        """Every column learns its class of sensitivity."""
        super().__init_subclass__(**options)
        classify(cast(Table, cls.__table__), cls.sensitivity)


class Versioned:
    """A row people edit: the form carries its version, and a stale save is refused by the UPDATE itself."""

    version: Mapped[int] = mapped_column(Integer, nullable=False, default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def grows(codes: Iterable[str]) -> dict[str, Any]:
    """Column information: one of a list that grows. No CHECK, for a new code would rebuild the table on SQLite.

    A code that is not on the list is refused when the row is stored.
    """
    return {"codes": frozenset(codes)}


@event.listens_for(Base, "before_insert", propagate=True)
@event.listens_for(Base, "before_update", propagate=True)
def _refuse_unknown_codes(mapper: Mapper[Any], connection: object, row: Any) -> None:
    for attribute in mapper.column_attrs:
        codes = attribute.columns[0].info.get("codes")
        code = getattr(row, attribute.key) if codes else None
        if code is not None and code not in codes:
            raise ValueError(f"{type(row).__tablename__}.{attribute.key} knows no code {code!r}")


def one_of(column: str, codes: Iterable[str], *, optional: bool = False) -> CheckConstraint:
    """CHECK that a column holds one of a closed list of codes: a state, a side, an outcome."""
    listed = ", ".join(f"'{code}'" for code in codes)
    test = f"{column} IN ({listed})"
    return CheckConstraint(f"{column} IS NULL OR {test}" if optional else test, name=f"{column}_known")
