"""What an installation decides: names, types and checks of every setting, read once from the environment.

A leaf: imports nothing of the package. The floors from the adapters up may read it; a rule below is handed what it
needs. Words here are for whoever starts the program, before any catalogue is loaded, so they are English only.
"""

import os
import re
import secrets
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

LANGUAGES: Final = ("en", "fr", "ar")
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "environment": ("development", "production", "test"),
    "default_language": LANGUAGES,
    "log_level": ("DEBUG", "INFO", "WARNING", "ERROR"),
}
MEBIBYTE: Final = 1024 * 1024

MINIMUM_KEY_LENGTH: Final = 32
MINIMUM_KEY_SYMBOLS: Final = 9
# Words of keys printed in tutorials, templates and repositories; a drawn key of 48 characters holds none of them.
KEY_WORDS: Final = (
    "change", "default", "example", "insecure", "password", "replace", "secret", "tracker", "development",
)  # fmt: skip
MAKE_A_KEY: Final = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"


class Fault(NamedTuple):
    """One thing wrong with the settings: which one, what is wrong, what to do."""

    setting: str
    problem: str
    remedy: str


class SettingsError(Exception):
    """The settings do not hold; carries every fault at once and prints them with what to do."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} fault(s) in the settings")
        self.faults = tuple(faults)

    def __str__(self) -> str:
        lines = [f"QIP Tracker does not start: {len(self.faults)} fault(s) in the settings."]
        for fault in self.faults:
            lines += [f"  {fault.setting}: {fault.problem}", f"      {fault.remedy}"]
        return "\n".join([*lines, "Every setting is described in deploy/README.md."])


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one installation. Durations in the unit named, sizes in bytes; secrets never appear in `repr`."""

    environment: str
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    data_directory: Path
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    external_url: str = "http://127.0.0.1:8000"
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    trusted_proxy: str | None = None
    default_language: str = "en"
    session_idle_minutes: int = 30
    session_absolute_hours: int = 12
    max_request_bytes: int = 12 * MEBIBYTE
    host: str = "127.0.0.1"
    port: int = 8000
    processes: int = 2
    threads: int = 2
    log_level: str = "INFO"
    debug: bool = False

    @property
    def production(self) -> bool:
        """True when strangers may reach this installation: cookies are `__Host-` and Secure, faults are refused."""
        return self.environment == "production"

    @property
    def sqlite_path(self) -> Path | None:
        """The database file when the database is SQLite, else None."""
        prefix = "sqlite:///"
        if not self.database_url.startswith(prefix):
            return None
        return Path(self.database_url.removeprefix(prefix).partition("?")[0])

    def check(self) -> list[Fault]:
        """Every fault at once, none raised; an empty list means the application may start."""
        faults = [*_shape_faults(self), *_database_faults(self)]
        if self.production:
            faults += [*_key_faults(self), *_production_faults(self), *_file_faults(self)]
        return faults


def _shape_faults(settings: Settings) -> list[Fault]:
    faults = []
    for name, allowed in CHOICES.items():
        value = getattr(settings, name)
        if value not in allowed:
            remedy = f"Use one of: {', '.join(allowed)}."
            faults.append(Fault(variable(name), f"{value!r} is not known", remedy))
    for name, (low, high) in BOUNDS.items():
        value = getattr(settings, name)
        if not low <= value <= high:
            faults.append(Fault(variable(name), f"{value} is out of bounds", f"Use {low} to {high}."))
    if not settings.secret_key:
        faults.append(Fault(variable("secret_key"), "is missing", f"Set it to the output of: {MAKE_A_KEY}"))
    if settings.external_url and not _is_address(settings.external_url):
        problem = f"{settings.external_url!r} is not the address of a site"
        remedy = "Give scheme and host only, for example https://qip.example.org"
        faults.append(Fault(variable("external_url"), problem, remedy))
    for host in settings.trusted_hosts:
        if host != "*" and not re.fullmatch(r"\.?[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]", host):
            remedy = "Give names only, separated by commas, without scheme and port."
            faults.append(Fault(variable("trusted_hosts"), f"{host!r} is not a host name", remedy))
    return faults


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and bare and port_is_a_number


def _database_faults(settings: Settings) -> list[Fault]:
    name, url = variable("database_url"), settings.database_url
    if url.startswith(("postgres://", "postgresql://")):
        return [
            Fault(name, "does not name its driver", "Write postgresql+psycopg:// in front of the address.")
        ]
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        problem = "is neither SQLite nor PostgreSQL"
        return [Fault(name, problem, "Use sqlite:///path/to/file or postgresql+psycopg://user@host/name.")]
    if url.rstrip("/") == "sqlite:" or ":memory:" in url or "mode=memory" in url:
        problem = "is a database in memory, which two processes cannot share and no crash survives"
        return [Fault(name, problem, "Name a file: sqlite:///path/to/file")]
    return []


def _key_faults(settings: Settings) -> list[Fault]:
    named = [(variable("secret_key"), settings.secret_key)]
    named += [(variable("secret_key_fallbacks"), key) for key in settings.secret_key_fallbacks]
    remedy = f"Set it to the output of: {MAKE_A_KEY}"
    return [
        Fault(name, problem, remedy)
        for name, key in named
        if key and (problem := key_weakness(key)) is not None
    ]


def key_weakness(key: str) -> str | None:
    """Why a secret key may not sign sessions in production, or None; the words never repeat the key."""
    if len(key) < MINIMUM_KEY_LENGTH:
        return f"has {len(key)} characters, fewer than {MINIMUM_KEY_LENGTH}"
    lowered = key.lower()
    if any(word in lowered for word in KEY_WORDS):
        return "contains a word of a known default or example"
    if len(set(key)) < MINIMUM_KEY_SYMBOLS:
        return "uses too few different characters"
    if lowered in (lowered + lowered)[1:-1]:
        return "is one short piece repeated"
    steps = [abs(ord(after) - ord(before)) for before, after in pairwise(key)]
    if sum(step <= 1 for step in steps) * 2 > len(steps):
        return "follows the alphabet, or repeats its characters"
    return None


def _production_faults(settings: Settings) -> list[Fault]:
    faults = []
    if settings.debug:
        problem = "debugging shows source code and secrets to whoever causes an error"
        faults.append(Fault(variable("debug"), problem, "Remove QIP_DEBUG and FLASK_DEBUG."))
    if not settings.external_url.startswith("https://"):
        problem = "is missing or not https, so links in mail and on paper would be unsafe"
        remedy = "Give the address people use, for example https://qip.example.org"
        faults.append(Fault(variable("external_url"), problem, remedy))
    if "*" in settings.trusted_hosts:
        problem = "'*' lets anybody choose the host of links in our answers"
        faults.append(
            Fault(variable("trusted_hosts"), problem, "Name each host that serves this installation.")
        )
    elif not _serves(settings.trusted_hosts, settings.external_url):
        problem = "does not contain the host of the external address, so every request would be refused"
        faults.append(Fault(variable("trusted_hosts"), problem, "Add that host, or leave the setting out."))
    return faults


def _serves(trusted_hosts: tuple[str, ...], external_url: str) -> bool:
    """True when one of the hosts is, or covers with a leading dot, the host of the address; any address lacking one."""
    host = urlsplit(external_url).hostname
    return not host or any(
        host == trusted.lstrip(".") or (trusted.startswith(".") and host.endswith(trusted))
        for trusted in trusted_hosts
    )


def _file_faults(settings: Settings) -> list[Fault]:
    """A database or a photo that every account of the machine can read is published (file mode, POSIX only)."""
    faults = []
    database = settings.sqlite_path
    if database is not None:
        for path in (database, Path(f"{database}-wal"), Path(f"{database}-shm")):
            if _open_to_others(path):
                problem = f"{path} can be read or written by every account of this machine"
                faults.append(Fault(variable("database_url"), problem, f"chmod 600 {path}"))
    directory = settings.data_directory
    if not directory.is_dir() or not os.access(directory, os.W_OK | os.X_OK):
        problem = f"{directory} is not a folder this program can write to"
        faults.append(Fault(variable("data_directory"), problem, f"mkdir -p -m 700 {directory}"))
    elif _open_to_others(directory):
        problem = f"{directory} can be read by every account of this machine"
        faults.append(Fault(variable("data_directory"), problem, f"chmod 700 {directory}"))
    return faults


def _open_to_others(path: Path) -> bool:
    return os.name == "posix" and path.exists() and bool(path.stat().st_mode & stat.S_IRWXO)


# What an administrator may choose; the two session limits follow ASVS 5.0 chapter 7.
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "session_idle_minutes": (5, 120),
    "session_absolute_hours": (1, 24),
    "max_request_bytes": (MEBIBYTE, 64 * MEBIBYTE),
    "port": (1, 65535),
    "processes": (1, 16),
    "threads": (1, 16),
}

# Two names are older than this program: hosts and platforms already set them.
ESTABLISHED: Final = {"database_url": "DATABASE_URL", "port": "PORT"}


def variable(name: str) -> str:
    """The environment variable of a setting: QIP_ and the name in capitals, or its established name."""
    return ESTABLISHED.get(name, f"QIP_{name.upper()}")


def _integer(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise ValueError(f"{text!r} is not a whole number")
    return int(text)


def _switch(text: str) -> bool:
    if text.lower() not in ("0", "1", "false", "true", "no", "yes", "off", "on"):
        raise ValueError(f"{text!r} is neither on nor off")
    return text.lower() in ("1", "true", "yes", "on")


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,]+", text) if part)


def _address(text: str) -> str:
    return text.rstrip("/")


PARSERS: Final[Mapping[str, Callable[[str], object]]] = {
    **dict.fromkeys(BOUNDS, _integer),
    "debug": _switch,
    "secret_key_fallbacks": _list,
    "trusted_hosts": _list,
    "data_directory": Path,
    "external_url": _address,
    "log_level": str.upper,
}


def load_settings(environ: Mapping[str, str], root: Path) -> Settings:
    """Settings from the environment; `root` is the checkout, whose `var/` holds what is not set elsewhere.

    NAME_FILE reads a value from a file (for secrets). In development a missing secret key is drawn once and kept in
    `var/secret_key` (mode 600). Raises SettingsError with every fault: unknown name, malformed value, failed check.
    """
    values, faults = _read(environ)
    values.setdefault("environment", "development")
    values.setdefault("database_url", f"sqlite:///{root / 'var' / 'qip_tracker.sqlite'}")
    values.setdefault("data_directory", root / "var" / "files")
    if values["environment"] == "production":
        values.setdefault("secret_key", "")
        values.setdefault("external_url", "")
    elif "secret_key" not in values:
        values["secret_key"] = development_key(root / "var" / "secret_key")
    values.setdefault("external_url", f"http://127.0.0.1:{values.get('port', 8000)}")
    if "trusted_hosts" not in values:
        host = urlsplit(str(values["external_url"])).hostname
        local = () if values["environment"] == "production" else ("127.0.0.1", "localhost", "[::1]")
        values["trusted_hosts"] = tuple(dict.fromkeys([*([host] if host else []), *local]))
    settings = Settings(**values)  # type: ignore[arg-type]
    named = {fault.setting for fault in faults}
    faults += [fault for fault in settings.check() if fault.setting not in named]
    if faults:
        raise SettingsError(faults)
    return settings


def _read(environ: Mapping[str, str]) -> tuple[dict[str, object], list[Fault]]:
    names = {variable(entry.name): entry.name for entry in fields(Settings)}
    values: dict[str, object] = {}
    faults: list[Fault] = []
    for key, name in names.items():
        try:
            text = _text(environ, key)
            if text:
                values[name] = PARSERS.get(name, str)(text)
        except (ValueError, OSError) as error:
            faults.append(Fault(key, str(error), "Correct the value, or leave the setting out."))
    if "debug" not in values and environ.get("FLASK_DEBUG", "") not in ("", "0"):
        values["debug"] = True
    known = {*names, *(f"{key}_FILE" for key in names)}
    for key in sorted(environ):
        # A misspelt name would leave a default standing that somebody believes they changed.
        if key.startswith("QIP_") and not key.startswith("QIP_TEST_") and key not in known:
            faults.append(Fault(key, "is no setting of this program", "Correct its name or remove it."))
    return values, faults


def _text(environ: Mapping[str, str], key: str) -> str:
    path = environ.get(f"{key}_FILE")
    if not path:
        return environ.get(key, "").strip()
    if environ.get(key):
        raise ValueError(f"is set twice, here and by {key}_FILE")
    return Path(path).read_text(encoding="utf-8").strip()


def development_key(path: Path) -> str:
    """The secret key of a development installation: drawn on first use, kept in a file that only its owner reads."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        drawn = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(drawn, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_urlsafe(48))
        try:
            # A link appears whole or not at all, so two processes that start together end with the same key.
            os.link(drawn, path)
        except FileExistsError:
            pass
        finally:
            drawn.unlink()
    path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()
