"""The community's part of a project: panels, member cards, rounds at a glance."""

from dataclasses import replace

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock, passwords
from qip_tracker.domain.community.panels import MOST_MEMBERS, SECRET_DIGITS, new_number
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _, current_language, formats
from qip_tracker.i18n.labels import label
from qip_tracker.models import Panel
from qip_tracker.queries.community import evaluations as rounds_seen
from qip_tracker.queries.community import panels as panels_seen
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.reports.charts import scores
from qip_tracker.reports.charts.qr import qr_code
from qip_tracker.reports.gather.community import counted_rounds
from qip_tracker.reports.telling.wording import community_sentence
from qip_tracker.services.community import panels
from qip_tracker.web.community.panels.forms import PanelForm
from qip_tracker.web.community.panels.presenters import card_words, composition_rows, next_step, sheet
from qip_tracker.weblib.forms.submit import carry_out, carry_out_form
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages.drawings import drawing
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import allowed, page
from qip_tracker.weblib.pages.project_page import project_page
from qip_tracker.weblib.request.links import absolute

blueprint = Blueprint("panels", __name__)
TAB = "panels.index"


@blueprint.get("/projects/<int:project_id>/community")
@access(CommunityPermission.RESULTS_VIEW, "project")
def index(project_id: int) -> Response:
    """Who sits on the panel, its rounds, what it said, and what comes next."""
    session, today, subject = db.session(), clock.now().date(), current_subject()
    rules = rules_on(session, subject.mission_id or 0, today)
    formed = panels_seen.panels_of(session, project_id)
    rounds = rounds_seen.rounds_of(session, project_id)
    facts = tuple(counted.facts for counted in counted_rounds(session, project_id, rules, outside=False))
    stages = rounds_seen.stages_to_open(rounds, subject.state or "")
    # Who may press the next step's button: any facilitator while there is no panel, then the panel's own.
    may_act = allowed(CommunityPermission.PANEL_FORM)
    if formed:
        may_act = allowed(
            CommunityPermission.CARD_ISSUE, replace(subject, facilitator_id=formed[-1].facilitator_id)
        )
    return project_page(
        "community/panels/index.html",
        project_id,
        TAB,
        panels=[(panel, composition_rows(panel, rules)) for panel in formed],
        rounds=rounds,
        sentence=community_sentence(facts, label) if facts else None,
        change=drawing(scores.change(facts, label), "change"),
        step=next_step(project_id, formed, rounds, stages, today),
        may_act=may_act,
    )


@blueprint.route("/projects/<int:project_id>/community/panels/new", methods=["GET", "POST"])
@access(CommunityPermission.PANEL_FORM, "project")
def form(project_id: int) -> Response:
    """Form a panel; its cards are shown once, in the answer to this form."""
    filled = PanelForm(formed_on=clock.now().date(), card_language=current_language())
    if filled.validate_on_submit():
        members = sum(filled.members_by_stratum.values())
        secrets = _new_secrets(range(1, members + 1)) if members <= MOST_MEMBERS else {}
        # Hashed before the transaction: argon2 is slow on purpose, and a writer waits for nobody on SQLite.
        command = filled.to_command(project_id, tuple(map(passwords.hash_secret, secrets.values())))
        formed: list[Panel] = []

        def then(panel: Panel) -> str:
            formed.append(panel)
            return url_for("panels.show", project_id=project_id, panel_id=panel.id)

        answer = carry_out_form(filled, lambda work: panels.form_panel(work, command), then)
        if answer:
            # A form sent again leads to the panel it made; a refused one stored none, so it has no cards to show.
            if not formed:
                return answer
            return _cards_page(project_id, formed[0].id, secrets, filled.card_language.data)
    return project_page("community/panels/form.html", project_id, TAB, form=filled)


@blueprint.get("/projects/<int:project_id>/community/panels/<int:panel_id>")
@access(CommunityPermission.PANEL_VIEW, "panel")
def show(project_id: int, panel_id: int) -> Response:
    """A panel: how it was chosen, who sits on it by group, and its cards without their secrets."""
    session = db.session()
    panel = panels_seen.panels_of(session, project_id, panel_id)[0]
    rules = rules_on(session, panel.mission_id, clock.now().date())
    rounds = rounds_seen.rounds_of(session, project_id)
    return project_page(
        "community/panels/show.html",
        project_id,
        TAB,
        panel=panel,
        cards=panels_seen.cards_of(session, panel_id),
        composition=composition_rows(panel, rules),
        stages=rounds_seen.stages_to_open(rounds, current_subject().state or ""),
    )


@blueprint.post("/projects/<int:project_id>/community/panels/<int:panel_id>/cards/<int:number>/reissue")
@access(CommunityPermission.CARD_ISSUE, "panel")
def reissue(project_id: int, panel_id: int, number: int) -> Response:
    """A new secret for a lost card, shown once."""
    secrets = _new_secrets([number])
    command = panels.ReissueCard(project_id, panel_id, number, passwords.hash_secret(secrets[number]))
    reissued: list[Panel] = []

    def then(panel: Panel) -> str:
        reissued.append(panel)
        return url_for("panels.show", project_id=project_id, panel_id=panel_id)

    answer = carry_out(lambda work: panels.reissue_card(work, command), then)
    return _cards_page(project_id, panel_id, secrets, current_language()) if reissued else answer


@blueprint.post("/projects/<int:project_id>/community/panels/<int:panel_id>/cards/<int:number>/withdraw")
@access(CommunityPermission.CARD_ISSUE, "panel")
def withdraw(project_id: int, panel_id: int, number: int) -> Response:
    """End the card of a member who left."""
    command = panels.WithdrawCard(project_id, panel_id, number)
    words = _("Card %(number)s has been withdrawn.", number=formats.number(number))
    return carry_out(
        lambda work: panels.withdraw_card(work, command),
        then_say(words, url_for("panels.show", project_id=project_id, panel_id=panel_id)),
    )


def _new_secrets(numbers: range | list[int]) -> dict[int, str]:
    return {number: new_number(SECRET_DIGITS) for number in numbers}


def _cards_page(project_id: int, panel_id: int, secrets: dict[int, str], language: str) -> Response:
    """Cards to print and cut. The secrets exist on this answer and nowhere else."""
    session = db.session()
    panel = panels_seen.panels_of(session, project_id, panel_id)[0]
    # The code opens the page with the panel filled in. Number and secret are typed: an address ends up in the logs
    # of servers and the history of telephones.
    address = absolute("evaluations.card", panel=panel.code)
    return page(
        "community/panels/cards.html",
        panel=panel,
        project_id=project_id,
        groups=sheet(panels_seen.cards_of(session, panel_id), secrets),
        words=card_words(language),
        typed_address=absolute("evaluations.card"),
        code=qr_code(address),
    )
