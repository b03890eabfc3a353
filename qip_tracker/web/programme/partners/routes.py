"""The roster of implementing partners: list, one partner, and what may be said about it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.domain.programme.vocabulary import PartnerAssessment, PartnerStatus
from qip_tracker.extensions import db
from qip_tracker.i18n import _, ngettext
from qip_tracker.i18n.labels import choices, label
from qip_tracker.models import Partner
from qip_tracker.queries.programme import partners as queries
from qip_tracker.queries.programme.partners import SORTS, RosterFilter, StandingEvent
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.programme import partners
from qip_tracker.web.programme.partners.forms import AssessmentForm, PartnerForm, StandingForm
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import local_datetime, page
from qip_tracker.weblib.pages.project_page import STATE_KINDS
from qip_tracker.weblib.request.session_user import current_actor

blueprint = Blueprint("partners", __name__)

# A state is a word, a shape and a colour.
STATUS_KINDS: Final[Mapping[str, str]] = {
    PartnerStatus.CANDIDATE: "waiting",
    PartnerStatus.RECOMMENDED: "done",
    PartnerStatus.ON_WATCH: "moving",
    PartnerStatus.SUSPENDED: "late",
    PartnerStatus.BARRED: "late",
}
ASSESSMENT_KINDS: Final[Mapping[str, str]] = {
    PartnerAssessment.NOT_ASSESSED: "waiting",
    PartnerAssessment.PASSED: "done",
    PartnerAssessment.PASSED_WITH_CONDITIONS: "moving",
    PartnerAssessment.FAILED: "late",
}
_FILTERS: Final = {"type": "partner_type", "status": "partner_status", "assessment": "partner_assessment"}


def _wanted() -> RosterFilter:
    """The filter in the address; what it cannot mean is left out."""
    text = "".join(c for c in request.args.get("q", "")[:100] if c.isprintable()).strip()
    chosen = {
        name: value
        for name, kind in _FILTERS.items()
        if (value := request.args.get(name, "")) in dict(choices(kind))
    }
    sort = request.args.get("sort", "name")
    number = request.args.get("page", "1")
    return RosterFilter(
        text=text or None,
        sort=sort if sort.removeprefix("-") in SORTS else "name",
        page=int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 5 else 1,
        **chosen,
    )


def _address(wanted: RosterFilter) -> str:
    asked: dict[str, Any] = {
        "q": wanted.text,
        "type": wanted.type,
        "status": wanted.status,
        "assessment": wanted.assessment,
        "sort": wanted.sort if wanted.sort != "name" else None,
        "page": wanted.page if wanted.page > 1 else None,
    }
    return url_for("partners.index", **asked)


def _chips(wanted: RosterFilter) -> list[tuple[str, str]]:
    first = replace(wanted, page=1)
    chips = []
    if wanted.text:
        chips.append((_("Search: %(words)s", words=wanted.text), _address(replace(first, text=None))))
    if wanted.type:
        words = _("Type: %(name)s", name=label("partner_type", wanted.type))
        chips.append((words, _address(replace(first, type=None))))
    if wanted.status:
        words = _("Standing: %(name)s", name=label("partner_status", wanted.status))
        chips.append((words, _address(replace(first, status=None))))
    if wanted.assessment:
        words = _("Assessment: %(name)s", name=label("partner_assessment", wanted.assessment))
        chips.append((words, _address(replace(first, assessment=None))))
    return chips


def _columns(wanted: RosterFilter) -> list[tuple[Any, ...]]:
    """Headings; the sortable ones lead to the other order."""

    def sortable(key: str, words: str, kind: str) -> tuple[Any, ...]:
        up = wanted.sort == key
        now = "ascending" if up else "descending" if wanted.sort == f"-{key}" else None
        return (key, words, kind, _address(replace(wanted, sort=f"-{key}" if up else key, page=1)), now)

    return [
        sortable("name", _("Partner"), "text"),
        ("type", _("Type")),
        ("status", _("Standing"), "state"),
        ("assessment", _("Assessment"), "state"),
        sortable("assessed_on", _("Assessed on"), "date"),
        sortable("running", _("Running projects"), "number"),
        ("finished", _("Finished projects"), "number"),
    ]


@blueprint.get("/partners")
@access(ProgrammePermission.PARTNER_VIEW, "mission")
def index() -> Response:
    """The roster."""
    wanted, mission_id = _wanted(), current_subject().mission_id or 0
    total = queries.count_of(db.session(), mission_id, wanted)
    last_page = max(1, -(-total // queries.PAGE))
    wanted = replace(wanted, page=min(wanted.page, last_page))
    first = (wanted.page - 1) * queries.PAGE + 1
    return page(
        "programme/partners/index.html",
        rows=queries.roster(db.session(), mission_id, wanted),
        title_words=ngettext("%(n)s partner", "%(n)s partners", total),
        wanted=wanted,
        keep=[(name, value) for name in _FILTERS if (value := getattr(wanted, name))],
        chips=_chips(wanted),
        columns=_columns(wanted),
        filters=[
            (name, words, choices(kind), getattr(wanted, name))
            for (name, kind), words in zip(
                _FILTERS.items(), (_("Type"), _("Standing"), _("Assessment")), strict=True
            )
        ],
        pages={
            "first": first,
            "last": min(total, first + queries.PAGE - 1),
            "total": total,
            "before": _address(replace(wanted, page=wanted.page - 1)) if wanted.page > 1 else None,
            "after": _address(replace(wanted, page=wanted.page + 1)) if wanted.page < last_page else None,
        },
        status_kinds=STATUS_KINDS,
        assessment_kinds=ASSESSMENT_KINDS,
    )


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Partners"), url_for("partners.index")), *more]


def _event(event: StandingEvent) -> tuple[str, str, str | None, str]:
    """A line of the partner's history: when, what, who, and the shape of the state it led to."""
    if event.action == "partner.assessed":
        words = _("Assessment: %(name)s", name=label("partner_assessment", event.after))
        kind = ASSESSMENT_KINDS[event.after]
    else:
        words = _("Standing: %(name)s", name=label("partner_status", event.after))
        kind = STATUS_KINDS[event.after]
    if event.reason:
        words = f"{words}. {event.reason}"
    return local_datetime(event.happened_at), words, event.who, kind


@blueprint.get("/partners/<int:partner_id>")
@access(ProgrammePermission.PARTNER_VIEW, "partner")
def show(partner_id: int) -> Response:
    """One partner: who it is, how it stands, what it does here and whether in time."""
    session, actor = db.session(), current_actor()
    partner = queries.partner_of(session, partner_id)
    return page(
        "programme/partners/show.html",
        partner=partner,
        projects=queries.projects_of(session, actor, partner_id),
        track=queries.track_of(session, actor, partner_id, clock.now().date()),
        events=[_event(event) for event in queries.standing_of(session, partner_id)],
        status_kinds=STATUS_KINDS,
        assessment_kinds=ASSESSMENT_KINDS,
        state_kinds=STATE_KINDS,
        breadcrumbs=_crumbs(),
    )


@blueprint.route("/partners/new", methods=["GET", "POST"])
@access(ProgrammePermission.PARTNER_EDIT, "mission")
def new() -> Response:
    """A partner not yet on the roster."""
    form = PartnerForm()
    answer = carry_out_form(form, lambda work: partners.save(work, form.to_command(None)), _then_to_partner())
    return answer or page("programme/partners/new.html", form=form, breadcrumbs=_crumbs())


def _then_to_partner() -> Callable[[Partner], str]:
    return then_say(
        _("The partner is saved."), lambda partner: url_for("partners.show", partner_id=partner.id)
    )


def _change(template: str, form: EditForm, partner: Partner, verb: Callable[[Work], Partner]) -> Response:
    answer = carry_out_form(form, verb, _then_to_partner())
    back = url_for("partners.show", partner_id=partner.id)
    return answer or page(template, form=form, partner=partner, breadcrumbs=_crumbs((partner.name, back)))


@blueprint.route("/partners/<int:partner_id>/edit", methods=["GET", "POST"])
@access(ProgrammePermission.PARTNER_EDIT, "partner")
def edit(partner_id: int) -> Response:
    """Change who a partner is."""
    partner = queries.partner_of(db.session(), partner_id)
    form = PartnerForm(obj=partner)
    return _change(
        "programme/partners/edit.html",
        form,
        partner,
        lambda work: partners.save(work, form.to_command(partner_id)),
    )


@blueprint.route("/partners/<int:partner_id>/assess", methods=["GET", "POST"])
@access(ProgrammePermission.PARTNER_ASSESS, "partner")
def assess(partner_id: int) -> Response:
    """Record an assessment of capacity."""
    partner = queries.partner_of(db.session(), partner_id)
    form = AssessmentForm(version=partner.version)
    return _change(
        "programme/partners/assess.html",
        form,
        partner,
        lambda work: partners.assess(work, form.to_command(partner_id)),
    )


@blueprint.route("/partners/<int:partner_id>/standing", methods=["GET", "POST"])
@access(ProgrammePermission.PARTNER_ASSESS, "partner")
def standing(partner_id: int) -> Response:
    """Recommend, watch, suspend or bar a partner, with the reason."""
    partner = queries.partner_of(db.session(), partner_id)
    form = StandingForm(version=partner.version, status=partner.status)
    return _change(
        "programme/partners/standing.html",
        form,
        partner,
        lambda work: partners.change_standing(work, form.to_command(partner_id)),
    )
