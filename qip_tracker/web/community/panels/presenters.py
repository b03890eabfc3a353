"""What the pages of the panels room compute: composition against the rule, the next step, the card sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from qip_tracker.domain.community.panels import composition, in_groups
from qip_tracker.domain.community.vocabulary import Stratum
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.i18n import _, direction, formats, use_language
from qip_tracker.i18n.labels import label
from qip_tracker.queries.community.evaluations import RoundSeen
from qip_tracker.queries.community.panels import CardSeen, PanelSeen


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A card as it is handed over: nothing on it says who its member is or sits for."""

    number: str
    secret: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """What is printed on every card, in the language of those who will hold it."""

    language: str
    direction: str
    panel: str
    number: str
    secret: str
    how: str
    help: str
    keep: str


def card_words(language: str) -> CardWords:
    """The words of a card in a language; they name neither the mission nor what is asked."""
    with use_language(language):
        return CardWords(
            language,
            direction(language),
            panel=_("Panel number"),
            number=_("Card number"),
            secret=_("Secret"),
            how=_("Open this address on any telephone and type the three numbers. Leave out what you like."),
            help=_("If you do not read, ask somebody you trust to read aloud; not who gave you this card."),
            keep=_("Fold this paper. Show the secret to nobody."),
        )


def composition_rows(panel: PanelSeen, rules: Rules) -> list[tuple[bool, str, str]]:
    """The rule of composition as a checklist: what is asked, and what was found where it is not met."""
    rows = []
    for line in composition(panel.members_by_stratum, rules):
        if line.code == Stratum.WOMEN:
            words = _("At least %(wanted)s women", wanted=formats.percent(line.wanted))
            shortfall = _("Women are %(found)s of its members.", found=formats.percent(line.actual))
        else:
            words = _("At least %(wanted)s members", wanted=formats.number(line.wanted))
            shortfall = _("The panel has %(found)s.", found=formats.number(line.actual))
        rows.append((line.is_met, words, "" if line.is_met else shortfall))
    return rows


def sheet(cards: list[CardSeen], secrets: Mapping[int, str]) -> list[tuple[str, list[PrintedCard]]]:
    """Cards to print, under the group each is for; the heading is cut off before a card is given away."""
    groups: dict[str, list[PrintedCard]] = {}
    for card in cards:
        if card.number in secrets:
            printed = PrintedCard(str(card.number), in_groups(secrets[card.number]))
            groups.setdefault(card.stratum, []).append(printed)
    return [(label("stratum", stratum), printed) for stratum, printed in groups.items()]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next in the community's part of a project, and where it is done (None: nothing to press)."""

    words: str
    url: str | None = None
    button: str | None = None


def next_step(
    project_id: int, panels: list[PanelSeen], rounds: list[RoundSeen], stages: list[str], today: date
) -> NextStep:
    """The one next step, said to everybody; the page shows the button only to who may press it."""
    if not panels:
        return NextStep(
            _("A facilitator who does not run this project forms a panel of local people."),
            url_for("panels.form", project_id=project_id),
            _("Form a panel"),
        )
    running = next((panel_round for panel_round in rounds if panel_round.is_open), None)
    if running is not None:
        page = url_for("evaluations.round", project_id=project_id, round_id=running.id)
        if today > running.closes_on:
            return NextStep(
                _("The last day has passed. The facilitator closes the round."), page, _("Go to the round")
            )
        return NextStep(
            _("The panel answers until %(day)s.", day=formats.date(running.closes_on)),
            page,
            _("Go to the round"),
        )
    unheard = next((panel_round for panel_round in rounds if panel_round.heard_released_on is None), None)
    if unheard is not None:
        return NextStep(
            _("The facilitator tells the panel and the mission what was heard."),
            url_for("evaluations.heard", project_id=project_id, round_id=unheard.id),
            _("Write down what was heard"),
        )
    if stages:
        return NextStep(
            _("The panel can answer now: %(stage)s.", stage=label("round_stage", stages[0])),
            url_for("evaluations.open_round", project_id=project_id, panel_id=panels[-1].id),
            _("Open a round"),
        )
    return NextStep(_("Nothing to do now. The next round comes with the next stage of the project."))
