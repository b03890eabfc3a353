"""Recording a visit with its photos, and who is shown them."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from qip_tracker.models import Milestone, Photo, Project, Visit
from tests.adapters import pictures
from tests.factories.fieldwork import milestone_ids, record_visit
from tests.factories.running import a_running_project, an_approved_project
from tests.factories.world import World
from tests.page_client import hidden_inputs


def new_visit(project_id: int) -> str:
    return f"/projects/{project_id}/visits/new"


def report(**changed: Any) -> dict[str, Any]:
    """A form as a browser sends it: empty boxes too."""
    fields = {
        **{f"photos-{number}-caption": "" for number in range(6)},
        "purpose": "progress",
        "visited_on": "2026-03-18",
        "with_engineer": "y",
        "observations": "The well is 14 m deep.",
        "women_met": "1 200",
        "men_met": "",
        "recommendation": "pay",
    }
    return {**fields, **changed}


def upload(content: bytes, name: str = "DCIM0001.JPG") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def files_of(world: World) -> list[Path]:
    folder = world.app.extensions["qip_settings"].data_directory / "photos"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_visit_with_two_photos_is_recorded_and_the_step_is_seen(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    first, _second, third = milestone_ids(world, project_id)
    browser = as_role("programme_officer")
    fields = report(
        seen=[str(first), str(third)],
        **{
            "photos-0-file": upload(pictures.jpeg()),
            "photos-0-caption": "The well before the rain",
            "photos-3-file": upload(pictures.png(), "../../etc/passwd"),
            "photos-3-caption": "The pump",
        },
    )
    answer = browser.submit(new_visit(project_id), fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with world.reading() as session:
        visit = session.query(Visit).filter_by(project_id=project_id).one()
        assert (visit.women_met, visit.men_met, visit.with_engineer) == (1200, None, True)
        assert session.get_one(Milestone, third, populate_existing=True).seen_on_visit_id == visit.id
        assert str(session.get_one(Project, project_id, populate_existing=True).last_visit_on) == "2026-03-18"
        rows = session.query(Photo).filter_by(visit_id=visit.id).order_by(Photo.id).all()
    assert answer.location == f"/projects/{project_id}/milestones#visit-{visit.id}"
    assert [row.caption for row in rows] == ["The well before the rain", "The pump"]
    assert len(files_of(world)) == 2
    html = browser.get(f"/projects/{project_id}/milestones").get_data(as_text=True)
    assert 'alt="The pump"' in html
    assert "Aguelhok</bdi>, Mar 2026" in html


def test_a_photo_is_served_as_an_image_and_nothing_else(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    record_visit(world, project_id, pictures=(pictures.jpeg(),))
    with world.reading() as session:
        photo_id = session.query(Photo).one().id
    address = f"/projects/{project_id}/photos/{photo_id}"
    answer = as_role("donor").get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert answer.headers["Content-Disposition"] == f'inline; filename="photo-{photo_id}.jpg"'
    assert pictures.MARKER not in answer.data
    assert Image.open(io.BytesIO(answer.data)).size == (640, 480)


def test_a_photo_opens_only_for_those_who_may_see_the_project(
    world: World, as_role: Any, client: Any
) -> None:
    project_id, other = a_running_project(world), a_running_project(world)
    record_visit(world, project_id, pictures=(pictures.jpeg(),))
    with world.reading() as session:
        photo_id = session.query(Photo).one().id
    address = f"/projects/{project_id}/photos/{photo_id}"
    answers = {
        role: as_role(role).get(address).status_code
        for role in ("programme_officer", "facilitator", "auditor", "partner", "donor", "administrator")
    }
    assert answers == {**dict.fromkeys(answers, 200), "administrator": 404}
    assert client.get(address).status_code == 303
    assert as_role("auditor").get(f"/projects/{other}/photos/{photo_id}").status_code == 404
    assert as_role("auditor").get(f"/projects/{project_id}/photos/{10**20}").status_code == 404


def test_a_photo_whose_file_is_gone_is_a_404(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    record_visit(world, project_id, pictures=(pictures.jpeg(),))
    with world.reading() as session:
        photo_id = session.query(Photo).one().id
    files_of(world)[0].unlink()
    assert as_role("auditor").get(f"/projects/{project_id}/photos/{photo_id}").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("purpose", "", "Choose why somebody went."),
        ("purpose", "holiday", "Choose one of the answers offered."),
        ("visited_on", "", "Enter the day of the visit."),
        ("visited_on", "18/03/2026", "Enter the date as year-month-day"),
        ("observations", " \n ", "Write down what was seen."),
        ("observations", "x" * 4001, "At most 4,000 characters fit here; shorten this by 1."),
        ("women_met", "-1", "Enter a number from 0 to 100,000."),
        ("men_met", "٣", "Use the figures 0 to 9."),
        ("recommendation", "", "Say what should happen next."),
        ("seen", "99999", "99999"),
    ],
)
def test_each_wrong_answer_stands_beside_its_field_and_nothing_is_stored(
    field: str, value: str, said: str, world: World, as_role: Any
) -> None:
    project_id = a_running_project(world)
    fields = report(
        **{field: value, "photos-0-file": upload(pictures.jpeg()), "photos-0-caption": "The well"}
    )
    answer = as_role("programme_officer").submit(new_visit(project_id), fields)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in html
    assert re.search(rf'href="#{field}(-0)?"', html)
    assert "Choose the pictures again" in html
    assert 'value="The well"' in html
    assert files_of(world) == []
    with world.reading() as session:
        assert session.query(Visit).count() == 0


def test_a_visit_in_the_future_is_refused_and_its_photo_does_not_stay(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    ahead = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    fields = report(
        visited_on=ahead, **{"photos-0-file": upload(pictures.jpeg()), "photos-0-caption": "The well"}
    )
    answer = as_role("programme_officer").submit(new_visit(project_id), fields)
    assert answer.status_code == 422
    assert "The visit cannot lie in the future." in answer.get_data(as_text=True)
    assert files_of(world) == []


@pytest.mark.parametrize(
    ("content", "caption", "said"),
    [
        (b"<svg onload=alert(1)>", "Harmless", "not a picture we can read"),
        (pictures.saved("GIF"), "Moving", "not a picture we can read"),
        (pictures.png_bomb(6500, 4001), "Small file", "too large"),
        (pictures.jpeg(), "", "Say what the photo shows."),
        (None, "Words without a picture", "Choose the picture, or empty the words beside it."),
    ],
)
def test_a_picture_that_cannot_be_kept_says_why_in_its_row(
    content: bytes | None, caption: str, said: str, world: World, as_role: Any
) -> None:
    project_id = a_running_project(world)
    fields = report(**{"photos-1-caption": caption})
    if content is not None:
        fields["photos-1-file"] = upload(content)
    answer = as_role("programme_officer").submit(new_visit(project_id), fields)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in html
    assert 'href="#photos-1-' in html
    assert files_of(world) == []


def test_a_visit_sent_twice_is_one_visit_with_its_files_once(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser = as_role("programme_officer")
    drawn = hidden_inputs(browser.get(new_visit(project_id)).get_data(as_text=True))
    answers = [
        browser.post(
            new_visit(project_id),
            data={
                **drawn,
                **report(),
                "photos-0-file": upload(pictures.jpeg()),
                "photos-0-caption": "The well",
            },
        )
        for _time in range(2)
    ]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert len(files_of(world)) == 1
    with world.reading() as session:
        assert session.query(Visit).count() == 1


def test_the_same_picture_again_is_refused(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    record_visit(world, project_id, pictures=(pictures.jpeg(),))
    fields = report(**{"photos-0-file": upload(pictures.jpeg()), "photos-0-caption": "Again"})
    answer = as_role("programme_officer").submit(new_visit(project_id), fields)
    assert answer.status_code == 422
    assert "This picture has been added before." in answer.get_data(as_text=True)
    assert len(files_of(world)) == 1


def test_more_photos_are_added_to_a_visit(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    visit_id = record_visit(world, project_id, pictures=(pictures.jpeg(),))
    browser = as_role("programme_manager")
    address = f"/projects/{project_id}/visits/{visit_id}/photos/new"
    assert browser.get(address).get_data(as_text=True).count('type="file"') == 5
    empty = browser.submit(address, {})
    assert empty.status_code == 422
    assert "Choose at least one picture." in empty.get_data(as_text=True)
    fields = {"photos-0-file": upload(pictures.png()), "photos-0-caption": "The slab"}
    assert browser.submit(address, fields).status_code == 303
    assert len(files_of(world)) == 2
    assert as_role("facilitator").get(address).status_code == 403
    other = a_running_project(world)
    assert browser.get(f"/projects/{other}/visits/{visit_id}/photos/new").status_code == 404


def test_only_officers_may_record_and_only_once_the_agreement_is_signed(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    answers = {
        role: as_role(role).get(new_visit(project_id)).status_code
        for role in ("programme_manager", "facilitator", "auditor", "partner", "donor", "administrator")
    }
    assert answers == {
        "programme_manager": 200,
        "facilitator": 403,
        "auditor": 403,
        "partner": 403,
        "donor": 403,
        "administrator": 404,
    }
    early = as_role("programme_officer").submit(new_visit(an_approved_project(world)), report())
    assert early.status_code == 422
    assert "once the agreement is signed" in early.get_data(as_text=True)


def test_six_photos_of_a_phone_fit_and_a_stranger_may_not_send_as_much(
    world: World, as_role: Any, client: Any
) -> None:
    """Twelve megabytes are the limit of other forms; this one takes twice that from who is signed in."""
    project_id = a_running_project(world)
    noise = [pictures.saved("JPEG", Image.effect_noise((2100, 1500), 90 + at), quality=95) for at in range(6)]
    weight = sum(len(one) for one in noise)
    assert 12 * 1024 * 1024 < weight < 23 * 1024 * 1024
    fields = report()
    for at, one in enumerate(noise):
        fields |= {f"photos-{at}-file": upload(one), f"photos-{at}-caption": f"Number {at}"}
    sent = as_role("programme_officer").submit(new_visit(project_id), fields)
    assert sent.status_code == 303
    assert len(files_of(world)) == 6
    stranger = client.post(new_visit(project_id), data={"photos-0-file": upload(b"\0" * weight)})
    assert stranger.status_code == 413
    for answer in (sent, stranger):
        # The test client leaves its own copy of a large body open.
        answer.request.environ["wsgi.input"].close()
