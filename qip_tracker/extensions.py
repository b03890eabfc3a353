"""The database session, the login manager, and the unit of work: the only commit in the code base."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from flask import Flask
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from qip_tracker.access import Actor
from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.constraints import TAKEN, constraint_name
from qip_tracker.domain.kernel.refusals import Refusal, Refused
from qip_tracker.models import Base
from qip_tracker.services.kernel.work import Work

try:
    # Debian's SQLite predates the fix of the WAL-reset fault; this wheel carries a current one.
    from pysqlite3 import dbapi2 as sqlite_module
except ImportError:
    sqlite_module = sqlite3

log = logging.getLogger(__name__)

db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False}, disable_autonaming=True)
login_manager = LoginManager()
csrf = CSRFProtect()
migrate = Migrate(compare_type=True, render_as_batch=True)

_writing: ContextVar[bool] = ContextVar("qip_writing", default=False)
# Set while SQLite's log holds states of a ballot box that a reader kept from being wiped; the next writer tries again.
_copies_left = threading.Event()
# A process that died may have left some too.
_copies_left.set()
WIPING_PATIENCE_MS = 2000
# busy_timeout is a sleeping poll and unfair; the lock orders the threads of a process, SQLite orders the processes.
_one_writer = threading.Lock()

BUSY_MS = 10_000
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_MS}",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "cache_size=-20000",
    "mmap_size=134217728",
)


def engine_options(database_url: str) -> dict[str, Any]:
    """What SQLAlchemy's engine needs for this database. Values of statements never reach a log: they hold ballots."""
    options: dict[str, Any] = {"hide_parameters": True}
    if database_url.startswith("sqlite"):
        return options | {
            "module": sqlite_module,
            "connect_args": {"timeout": 10, "check_same_thread": False},
        }
    return options | {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 5}


def prepare_engine(engine: Engine) -> None:
    """SQLite as the foundations ask: durable, with foreign keys, and BEGIN IMMEDIATE whenever we mean to write."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def init_app(app: Flask) -> None:
    """Bind everything to the application."""
    db.init_app(app)
    login_manager.init_app(app)
    csrf.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        prepare_engine(db.engine)
    if sqlite_module is sqlite3 and app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        log.warning(
            "using the system's SQLite %s; install pysqlite3 for one with all known fixes",
            sqlite3.sqlite_version,
        )


@contextmanager
def unit_of_work(actor: Actor, now: datetime | None = None) -> Iterator[Work]:
    """One transaction: everything in it is stored together with its audit row, or nothing is.

    Raises `Refused` when a named constraint refuses what the services let through, `StaleEdit` when another
    save came first. Effects run only after the commit.
    """
    session: Session = db.session()
    session.rollback()
    is_sqlite = db.engine.dialect.name == "sqlite"
    with _one_writer if is_sqlite else nullcontext():
        token = _writing.set(True)
        try:
            work = Work(session, actor, now or clock.now())
            yield work
            work.seal()
            session.commit()
            if is_sqlite and (work.leaves_no_copies or _copies_left.is_set()):
                _wipe_log()
        except IntegrityError as error:
            session.rollback()
            raise _refused_by_constraint(error) from error
        except BaseException:
            session.rollback()
            raise
        finally:
            _writing.reset(token)
    for effect in work.effects:
        effect()


def _wipe_log() -> None:
    """Empty SQLite's write-ahead log, which keeps the pages of every commit since its last restart, in order.

    It stays while somebody reads an older state; then the next unit of work tries again. What is committed is safe
    in any case, so no fault here may look like a failed save.
    """
    try:
        with closing(db.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={WIPING_PATIENCE_MS}")
            try:
                is_blocked = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    except (sqlite_module.Error, SQLAlchemyError):
        log.warning("the write-ahead log could not be emptied; the next change tries again")
        is_blocked = True
    if is_blocked:
        _copies_left.set()
    else:
        _copies_left.clear()


def _refused_by_constraint(error: IntegrityError) -> Refused:
    """The constraint's name as a refusal, beside its field where `domain.kernel.constraints` knows the field."""
    diagnosis = getattr(error.orig, "diag", None)
    reported = getattr(diagnosis, "constraint_name", None) or str(error.orig).rpartition(": ")[2]
    name = constraint_name(reported)
    log.warning("a constraint refused a change: %s", name)
    if name in TAKEN:
        code, field = TAKEN[name]
        return Refused(Refusal(code, field))
    return Refused(Refusal("database.refused", None, {"constraint": name}))
