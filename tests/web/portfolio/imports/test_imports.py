"""Projects from a table on their page: all faults of a file, or all of its projects."""

import io
from typing import Any

from sqlalchemy import func, select

from qip_tracker.models import Project
from tests.factories.world import World
from tests.web.reading import words

URL = "/projects/import"
HEAD = "title,sector,place,country,amount,currency,funding_source\n"
SOUND = "A well for the market,LIV,Aguelhok,ML,10000,USD,assessed_qip_budget\n"


def count(world: World) -> int:
    with world.reading() as session:
        return session.scalar(select(func.count(Project.id))) or 0


def sent(browser: Any, content: str) -> Any:
    """The answer to this table, sent as a file."""
    fields = {"file": (io.BytesIO(content.encode()), "projects.csv")}
    return browser.submit(URL, fields, content_type="multipart/form-data")


def test_a_file_with_a_fault_stores_nothing_and_names_its_row(world: World, as_role: Any) -> None:
    answer = sent(
        as_role("programme_manager"),
        HEAD + SOUND + SOUND.replace("A well", "A road").replace(",USD,", ",QQQ,"),
    )
    assert answer.status_code == 422
    assert "1 fault was found. Nothing was stored." in words(answer.text)
    assert "QQQ" in words(answer.text)
    assert count(world) == 0


def test_a_file_without_its_columns_is_told_which(world: World, as_role: Any) -> None:
    answer = sent(as_role("programme_manager"), "title,place\nA well,Aguelhok\n")
    assert answer.status_code == 422
    assert "The column currency is missing." in answer.text
    assert count(world) == 0


def test_a_sound_file_is_stored_and_the_list_says_how_much(world: World, as_role: Any) -> None:
    browser = as_role("programme_manager")
    answer = sent(browser, HEAD + SOUND)
    assert (answer.status_code, answer.location) == (303, "/projects")
    assert "1 project stored as a draft. 0 were already there." in browser.get("/projects").text
    assert count(world) == 1
