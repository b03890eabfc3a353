"""Settings: each refusal of a production start has its own case, and all faults of one start come together."""

import os
import secrets
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from qip_tracker.settings import (
    Settings,
    SettingsError,
    development_key,
    key_weakness,
    load_settings,
    variable,
)

ROOT = Path(__file__).resolve().parents[1]
GOOD_KEY = "kV3pQ7zR1mX9bT5wL2nC8hJ6yF4gD0sAUoEiPqZx"


@pytest.fixture
def sound(tmp_path: Path) -> dict[str, str]:
    """An environment a production start accepts; every case below breaks one thing of it."""
    files = tmp_path / "files"
    files.mkdir(mode=0o700)
    return {
        "QIP_ENVIRONMENT": "production",
        "QIP_SECRET_KEY": GOOD_KEY,
        "QIP_EXTERNAL_URL": "https://qip.example.org",
        "QIP_DATA_DIRECTORY": str(files),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'tracker.sqlite'}",
    }


def refused(environ: dict[str, str], root: Path) -> list[str]:
    """The names of the settings that a start refuses, in order."""
    with pytest.raises(SettingsError) as caught:
        load_settings(environ, root)
    return [fault.setting for fault in caught.value.faults]


def test_a_sound_production_environment_starts(sound: dict[str, str], tmp_path: Path) -> None:
    settings = load_settings(sound, tmp_path)
    assert settings.production
    assert settings.trusted_hosts == ("qip.example.org",)
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("QIP_SECRET_KEY", "", id="secret key missing"),
        pytest.param("QIP_SECRET_KEY", GOOD_KEY[:31], id="secret key short"),
        pytest.param("QIP_SECRET_KEY", "change-me-" + GOOD_KEY, id="secret key of a template"),
        pytest.param("QIP_SECRET_KEY", "My" + "Password" + GOOD_KEY, id="secret key with a known word"),
        pytest.param("QIP_SECRET_KEY", "ab" * 32, id="secret key of two letters"),
        pytest.param("QIP_SECRET_KEY", "kV3pQ7zR1m" * 4, id="secret key repeated"),
        pytest.param("QIP_SECRET_KEY", "abcdefghijklmnopqrstuvwxyz0123456789", id="secret key in order"),
        pytest.param("QIP_SECRET_KEY_FALLBACKS", "short," + GOOD_KEY, id="old secret key short"),
        pytest.param("QIP_DEBUG", "1", id="debug on"),
        pytest.param("QIP_EXTERNAL_URL", "", id="external address missing"),
        pytest.param("QIP_EXTERNAL_URL", "http://qip.example.org", id="external address not https"),
        pytest.param(
            "QIP_EXTERNAL_URL", "https://qip.example.org/tracker", id="external address with a path"
        ),
        pytest.param(
            "QIP_EXTERNAL_URL", "https://qip.example.org:port", id="external address with a bad port"
        ),
        pytest.param("QIP_TRUSTED_HOSTS", "*", id="any host"),
        pytest.param("QIP_TRUSTED_HOSTS", "other.example.org", id="own host not trusted"),
        pytest.param("QIP_TRUSTED_HOSTS", "qip.example.org https://x", id="host with a scheme"),
        pytest.param("QIP_DATA_DIRECTORY", "/nonexistent/files", id="no folder for files"),
        pytest.param("DATABASE_URL", "postgresql://qip@localhost/qip", id="database driver not named"),
        pytest.param("DATABASE_URL", "mysql://qip@localhost/qip", id="unknown database"),
        pytest.param("DATABASE_URL", "sqlite:///:memory:", id="database in memory"),
        pytest.param("QIP_PROCESSES", "two", id="number malformed"),
        pytest.param("QIP_PROCESSES", "０２", id="number in other digits"),
        pytest.param("QIP_PROCESSES", "400", id="number out of bounds"),
        pytest.param("QIP_SESSION_IDLE_MINUTES", "600", id="session too long"),
        pytest.param("QIP_ENVIRONMENT", "prod", id="environment unknown"),
        pytest.param("QIP_DEFAULT_LANGUAGE", "xx", id="language unknown"),
        pytest.param("QIP_LOG_LEVEL", "LOUD", id="log level unknown"),
        pytest.param("QIP_TRUSTED_HOST", "qip.example.org", id="name misspelt"),
        pytest.param("QIP_SECRET_KEY_FILE", "/nonexistent/key", id="key given twice"),
    ],
)
def test_each_fault_is_refused_by_its_name(
    sound: dict[str, str], tmp_path: Path, name: str, value: str
) -> None:
    sound[name] = value
    # The fault must be of this setting and of no other; a file that duplicates a value is told under the value's name.
    assert refused(sound, tmp_path) == [name.removesuffix("_FILE")]


def test_debug_of_flask_is_refused_too(sound: dict[str, str], tmp_path: Path) -> None:
    assert refused({**sound, "FLASK_DEBUG": "1"}, tmp_path) == ["QIP_DEBUG"]


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX")
@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_a_database_that_everybody_can_read_is_refused(
    sound: dict[str, str], tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"tracker.sqlite{suffix}"
    path.touch(mode=0o600)
    load_settings(sound, tmp_path)
    path.chmod(0o644)
    assert refused(sound, tmp_path) == ["DATABASE_URL"]


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX")
def test_photos_that_everybody_can_read_are_refused(sound: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "files").chmod(0o755)
    assert refused(sound, tmp_path) == ["QIP_DATA_DIRECTORY"]


def test_all_faults_are_told_at_once_with_what_to_do_and_without_the_secrets(tmp_path: Path) -> None:
    environ = {
        "QIP_ENVIRONMENT": "production",
        "QIP_SECRET_KEY": "hunter2",
        "QIP_DEBUG": "yes",
        "QIP_TRUSTED_HOSTS": "*",
        "QIP_THREADS": "many",
        "DATABASE_URL": "postgresql://qip:verysecret@localhost/qip",
    }
    with pytest.raises(SettingsError) as caught:
        load_settings(environ, tmp_path)
    assert {fault.setting for fault in caught.value.faults} == {
        "QIP_SECRET_KEY",
        "QIP_DEBUG",
        "QIP_TRUSTED_HOSTS",
        "QIP_THREADS",
        "QIP_EXTERNAL_URL",
        "QIP_DATA_DIRECTORY",
        "DATABASE_URL",
    }
    words = str(caught.value)
    assert "secrets.token_urlsafe(48)" in words
    assert "hunter2" not in words
    assert "verysecret" not in words


def test_secrets_stay_out_of_the_printed_form(sound: dict[str, str], tmp_path: Path) -> None:
    sound["DATABASE_URL"] = "postgresql+psycopg://qip:verysecret@localhost/qip"
    printed = repr(load_settings(sound, tmp_path))
    assert GOOD_KEY not in printed
    assert "verysecret" not in printed


def test_a_secret_may_come_from_a_file(sound: dict[str, str], tmp_path: Path) -> None:
    del sound["QIP_SECRET_KEY"]
    (tmp_path / "key").write_text(f"{GOOD_KEY}\n", encoding="utf-8")
    settings = load_settings({**sound, "QIP_SECRET_KEY_FILE": str(tmp_path / "key")}, tmp_path)
    assert settings.secret_key == GOOD_KEY


def test_several_hosts_and_old_keys(sound: dict[str, str], tmp_path: Path) -> None:
    sound["QIP_TRUSTED_HOSTS"] = "qip.example.org, .missions.example.org"
    sound["QIP_SECRET_KEY_FALLBACKS"] = f"{GOOD_KEY[::-1]} {GOOD_KEY.swapcase()}"
    settings = load_settings(sound, tmp_path)
    assert settings.trusted_hosts == ("qip.example.org", ".missions.example.org")
    assert len(settings.secret_key_fallbacks) == 2


def test_drawn_keys_are_accepted() -> None:
    # A false refusal would stop a correct installation: 400 keys of each common kind must pass.
    for draw in (lambda: secrets.token_urlsafe(48), lambda: secrets.token_hex(32)):
        assert [key for key in (draw() for _ in range(400)) if key_weakness(key)] == []


def test_development_starts_from_nothing_and_keeps_its_key(tmp_path: Path) -> None:
    first = load_settings({}, tmp_path)
    second = load_settings({}, tmp_path)
    assert first == second
    assert first.environment == "development"
    assert len(first.secret_key) >= 48
    assert first.sqlite_path == tmp_path / "var" / "qip_tracker.sqlite"
    assert first.external_url == "http://127.0.0.1:8000"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_another_port_moves_the_address_too(tmp_path: Path) -> None:
    settings = load_settings({"PORT": "8123"}, tmp_path)
    assert (settings.port, settings.external_url) == (8123, "http://127.0.0.1:8123")


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    draw = (
        "import sys, pathlib\n"
        "from qip_tracker.settings import development_key\n"
        "print(development_key(pathlib.Path(sys.argv[1])))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", draw, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(4)
    ]
    keys = {process.communicate(timeout=30)[0].strip() for process in started}
    assert keys == {development_key(path)}
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path)
    with pytest.raises(AttributeError):
        settings.debug = True  # type: ignore[misc]
    assert replace(settings, debug=True).debug


@pytest.fixture
def started_badly(tmp_path: Path) -> Iterator[subprocess.CompletedProcess[str]]:
    environ = {**os.environ, "QIP_ENVIRONMENT": "production", "QIP_SECRET_KEY": "x"}
    yield subprocess.run(
        [sys.executable, "-c", "import config"],
        cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_program_stops_with_words_and_without_a_traceback(
    started_badly: subprocess.CompletedProcess[str],
) -> None:
    assert started_badly.returncode == 1
    assert "QIP_SECRET_KEY" in started_badly.stderr
    assert "Traceback" not in started_badly.stderr


def test_checks_run_on_settings_made_by_hand(tmp_path: Path) -> None:
    settings = Settings(
        environment="production",
        secret_key=GOOD_KEY,
        database_url="sqlite:///x.sqlite",
        data_directory=tmp_path,
    )
    assert "QIP_EXTERNAL_URL" in [fault.setting for fault in settings.check()]


def test_every_setting_is_described() -> None:
    described = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    missing = [
        variable(entry.name) for entry in fields(Settings) if f"| `{variable(entry.name)}` |" not in described
    ]
    assert missing == []
