"""What is sent besides has no effect, and what is typed stays text on every page it later shows on."""

from io import BytesIO

import pytest

from qip_tracker.models import Base
from tests.properties import hostile
from tests.properties.forms_found import ROLES, House, all_doors
from tests.properties.forms_read import Door
from tests.properties.forms_sent import form_data, kept_back, sound

TEXT = {"text", "textarea", "search"}
# Short enough for a code or a reference, and each leaves another context: attribute, element, comment.
TYPED = (
    '"><qipx onqipx=1>',
    "<script>qipx()",
    "'><qipx>",
    "javascript:qipx()",
    "</textarea><qipx>",
    "qipx{{7*191}}",
)


def test_fields_sent_besides_have_no_effect(house: House) -> None:
    """Every form with twelve tempting fields and the name of every column there is."""
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    compared, tempted = 0, 0
    for door in all_doors(house):
        besides = {**dict.fromkeys(columns, "1"), **hostile.EXTRA}
        besides = {name: text for name, text in besides.items() if name not in door.controls}
        with kept_back() as plain:
            house.browser(door.role, anew=True).post(door.url, data=form_data(sound(door, house))).close()
        with kept_back() as more:
            pairs = [*sound(door, house), *besides.items()]
            house.browser(door.role, anew=True).post(door.url, data=form_data(pairs)).close()
        if plain:
            assert sorted(map(repr, more)) == sorted(map(repr, plain)), (
                f"{door.endpoint}: a field sent besides changed what is stored"
            )
            compared, tempted = compared + 1, tempted + len(besides)
    print(f"fields sent besides: {compared} forms, {tempted} extra fields, 0 effects")
    assert compared >= 50


def test_what_is_typed_stays_text_wherever_it_shows(house: House) -> None:
    stored = [door.endpoint for door in all_doors(house) if _store(house, door)]
    pages, shown = 0, 0
    found: list[tuple[str, str, str]] = []
    for role, url in _pages(house):
        answer = house.browser(role).get(url)
        html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        answer.close()
        pages += 1
        shown += hostile.MARK in html
        found += [(what, role, url) for what in hostile.findings(html)]
        assert answer.status_code < 500, url
    print(
        f"typed markup: stored by {len(stored)} forms, {pages} pages read, on {shown} of them, {len(found)} findings"
    )
    assert found == []
    assert len(stored) >= 25
    assert shown >= 100


def _store(house: House, door: Door) -> bool:
    """Whether the form of this door kept hostile text: in all fields of text at once, else in the first that may."""
    names = [
        name
        for name, control in door.controls.items()
        if control.kind in TEXT and not control.inputmode and name not in ("name", "next")
    ]
    several = {name: [TYPED[place % len(TYPED)]] for place, name in enumerate(names)}
    for other in [several, *({name: [TYPED[0]]} for name in names)] if names else []:
        fresh = house.drawn_anew(door)
        answer = house.browser(door.role).post(door.url, data=form_data(sound(fresh, house, **other)))
        if answer.status_code == 303:
            return True
    return False


def _pages(house: House) -> list[tuple[str, str]]:
    """Every page on every object, once, for the first role that may read it."""
    found: dict[str, str] = {}
    for rule in sorted(
        (rule for rule in house.app.url_map.iter_rules() if "GET" in (rule.methods or ())), key=str
    ):
        if rule.endpoint in ("evaluations.leave", "static"):
            continue
        for role, objects in house.who_may(rule):
            if role in ROLES:
                found.setdefault(house.url(rule, objects), role)
    return [(role, url) for url, role in found.items()]


@pytest.mark.parametrize(
    "html",
    [
        '<p title=""><qipx onqipx=1>">',
        '<input value="" onqipx="1">',
        '<a href="javascript:qipx()">',
        "<p>qipx1337</p>",
        "<script>qipx</script>",
    ],
)
def test_the_judge_sees_what_it_is_for(html: str) -> None:
    assert hostile.findings(html) != []


def test_the_judge_lets_text_be_text() -> None:
    assert (
        hostile.findings('<p title="&quot;&gt;&lt;qipx&gt;">&lt;script&gt;qipx() javascript:qipx()</p>') == []
    )


def test_a_file_under_a_field_of_text_and_text_under_a_field_of_files_are_no_answers(house: House) -> None:
    browser = house.browser("programme_manager", anew=True)
    sent = {"csrf_token": house.csrf(), "name": (BytesIO(b"Donor"), "donor.txt")}
    assert browser.post("/programme/donors/new", data=sent).status_code == 422
    sent = {"csrf_token": house.csrf(), "file": "title,place"}
    assert browser.post("/projects/import", data=sent).status_code == 422
