"""Page and paper of every report hold the same texts, cell by cell: the demonstration's and the fullest samples."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.adapters import clock, photos
from qip_tracker.app import create_app
from qip_tracker.cli.demo import load_demonstration, mission
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.i18n import gettext, use_language
from qip_tracker.models import Person, Project, ReportSnapshot
from qip_tracker.queries.people.sessions import actor_of_person
from qip_tracker.queries.reporting.reports import kinds_for
from qip_tracker.reports import frozen
from qip_tracker.reports.draw.pdf.render import render
from qip_tracker.reports.facts.project import PhotoFacts
from qip_tracker.reports.facts.snapshot import canonical_json
from qip_tracker.reports.facts.versions import VERSIONS, ReportFacts
from qip_tracker.reports.telling.catalogue import TELLINGS, document_of
from qip_tracker.reports.telling.document import Document, Heading, Prose, Table
from qip_tracker.services.people import accounts
from qip_tracker.services.reporting import reports
from qip_tracker.settings import Settings
from qip_tracker.weblib.request.session_user import hash_of, new_token
from tests.page_client import PageClient
from tests.reports import samples
from tests.reports.draw.pdf.test_render import LANGUAGES
from tests.reports.draw.texts import (
    cells_of,
    missing_on_page,
    missing_on_paper,
    page_texts,
    plain,
)

GONE = PhotoFacts(
    media_key="0" * 64,
    caption="This photo is gone\nand said so",
    place="Kafinou",
    taken_on=date(2026, 1, 10),
    width=640,
    height=420,
)
# What a page says beside its report: buttons, links, and a name for what they stand under.
BESIDE = (
    "About this report",
    "Check this report",
    "Download the PDF",
    "Hash of the facts (SHA-256)",
    "The same as a table",
)


@dataclass
class Stored:
    """The demonstration with a report of every kind of every project that may have one."""

    app: Flask
    browser: PageClient

    def asset(self, media_key: str) -> bytes | None:
        settings: Settings = self.app.extensions["qip_settings"]
        return photos.read(settings.data_directory / "photos", media_key)

    def snapshots(self, kind: str) -> list[ReportSnapshot]:
        """Reports of one kind; the samples among them."""
        with self.app.app_context():
            found = select(ReportSnapshot).where(ReportSnapshot.kind == kind).order_by(ReportSnapshot.id)
            rows = list(db.session.scalars(found))
            db.session.remove()
        return rows

    def document_of(self, snapshot: ReportSnapshot, language: str) -> Document:
        """What the page and the paper of this report are drawn from."""
        site = self.app.extensions["qip_settings"].external_url
        return document_of(
            snapshot.kind,
            frozen.opened(snapshot),
            proof=frozen.proof_of(snapshot, f"{site}/verify/{snapshot.sha256}"),
            language=language,
            is_kept=lambda media_key: self.asset(media_key) is not None,
        )


@pytest.fixture(scope="module")
def stored(engine_name: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    if engine_name == "postgresql":
        pytest.skip("words are the same on both engines: they are compared on SQLite")
    folder = tmp_path_factory.mktemp("reports")
    shutil.copyfile(template.removeprefix("sqlite:///"), folder / "demonstration.db")
    app = create_app(
        Settings(
            environment="test",
            secret_key="a key for tests only, of more than thirty-two letters",
            database_url=f"sqlite:///{folder / 'demonstration.db'}",
            data_directory=folder / "data",
        )
    )
    app.test_client_class = PageClient
    with app.app_context():
        assert load_demonstration()
        browser = _frozen(app)
        db.session.remove()
    yield Stored(app, browser)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _frozen(app: Flask) -> PageClient:
    """Every report there can be, frozen by the programme officer, whose browser is answered."""
    session = db.session()
    name = next(name for key, _role, _seat, name, _shown in mission.PEOPLE if key == "programme_officer")
    person = session.scalars(select(Person).where(Person.name == name)).one()
    actor, token = actor_of_person(session, person), new_token()
    projects = list(session.scalars(select(Project.id).where(Project.deleted_at.is_(None))))
    wanted = [(project_id, kind) for project_id in projects for kind in kinds_for(session, project_id)]
    with unit_of_work(actor, clock.now()) as work:
        accounts.open_session(work, person, hash_of(token))
        for project_id, kind in wanted:
            frozen.freeze(work, project_id, kind)
        for facts in (
            samples.donor_report(photos=(GONE,)),
            replace(samples.arabic_donor_report(), photos=()),
            samples.empty_donor_report(),
            samples.pbf_progress(photos=(GONE,)),
        ):
            reports.freeze(work, _as_stored(wanted[0][0], facts))
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return browser


def _as_stored(project_id: int, facts: ReportFacts) -> reports.FreezeReport:
    kind = facts.schema.partition("/")[0]
    return reports.FreezeReport(project_id, kind, VERSIONS[kind], canonical_json(facts))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TELLINGS)
def test_page_and_paper_hold_every_text_of_the_report(stored: Stored, kind: str, language: str) -> None:
    stored.browser.get(f"/language/{language}")
    seen = on_page = on_paper = 0
    for snapshot in stored.snapshots(kind):
        document = stored.document_of(snapshot, language)
        answer = stored.browser.get(f"/projects/{snapshot.project_id}/reports/{snapshot.id}")
        assert f'lang="{language}"' in answer.text
        lacking, more = missing_on_page(document, page_texts(answer.text))
        assert not lacking, f"report {snapshot.id}: the page lacks {lacking}"
        assert not _strange_on_page(document, more)
        missing, left = missing_on_paper(document, render(document, assets=stored.asset))
        assert not missing, f"report {snapshot.id}: the paper lacks {missing}"
        assert not _strange_on_paper(document, left)
        on_page += sum(1 for one in cells_of(document, "page") if plain(one))
        on_paper += sum(1 for one in cells_of(document, "paper") if plain(one))
        seen += 1
    print(f"{kind}, {language}: {seen} reports, {on_page} texts compared on pages, {on_paper} on paper")
    assert seen >= 4
    assert on_page > seen * 300 and on_paper > seen * 200


def _strange_on_page(document: Document, more: Counter[str]) -> list[str]:
    """What only the page says, without what it may: its buttons, the hash to copy, captions for who hears the page."""
    with use_language(document.language):
        beside = {plain(gettext(words)) for words in BESIDE}
        in_another = plain(gettext("The PDF in another language:"))
    captions = {plain(one.words) for one in document.blocks if isinstance(one, Heading)}
    may_stand = beside | captions | {document.proof.sha256}
    return [text for text in more if text not in may_stand and not text.startswith(in_another)]


def _strange_on_paper(document: Document, left: list[str]) -> list[str]:
    """What only the paper says, without heads of tables that go on over a page."""
    heads = [
        plain(column.heading) for one in document.blocks if isinstance(one, Table) for column in one.columns
    ]
    return [words for words in left if all(Counter(plain(words)) - Counter(head) for head in heads)]


def test_a_text_that_only_one_of_them_lacks_is_noticed() -> None:
    """The comparison bites: a cell more in the document than was drawn is missed on both, and so is a cell less."""
    document = samples.document_of(samples.donor_report())
    pdf = render(document, assets=samples.assets)
    more = replace(document, blocks=(*document.blocks, Prose("Nobody drew these words.")))
    less = replace(document, blocks=tuple(one for one in document.blocks if one.kind != "gaps"))
    assert missing_on_paper(document, pdf)[0] == []
    assert missing_on_paper(more, pdf)[0] == [plain("Nobody drew these words.")]
    assert any("20 days late" in words for words in missing_on_paper(less, pdf)[1])
    texts = Counter(plain(one) for one in cells_of(document, "page"))
    assert missing_on_page(more, texts)[0] == Counter([plain("Nobody drew these words.")])
    assert missing_on_page(less, texts)[1]
