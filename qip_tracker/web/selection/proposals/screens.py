"""What the three screens offer to choose from, and each screen as it is stored."""

from typing import Any

from qip_tracker.adapters import clock
from qip_tracker.extensions import db
from qip_tracker.i18n import current_language, formats
from qip_tracker.queries.selection import proposals as queries
from qip_tracker.queries.selection.proposals import ProposalRead, SectorOffered
from qip_tracker.web.selection.proposals.forms import ChangeNeedForm, NeedForm, PeopleForm, PlanForm
from qip_tracker.web.selection.proposals.stored import need_values, people_values, plan_values
from qip_tracker.weblib.forms.base import FROM_REQUEST, EditForm
from qip_tracker.weblib.forms.fields import set_currency
from qip_tracker.weblib.forms.rows import Rows

# CLDR names groups of countries and test regions as well.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def countries() -> list[tuple[str, str]]:
    """Countries by name in the language of the request."""
    named = [(code, formats.country(code)) for code in formats.country_codes() - _NO_COUNTRIES]
    return sorted(named, key=lambda pair: pair[1].casefold())


def sector_name(sector: SectorOffered) -> str:
    """The sector in the language of the request."""
    return sector.names[current_language()]


def _offer(form: NeedForm, mission_id: int) -> queries.NeedChoices:
    offered = queries.need_choices(db.session(), mission_id)
    form.country.offer(countries())
    form.field_office_id.offer(offered.offices)
    form.fund_id.offer(offered.funds)
    form.sector_code.offer([(sector.code, sector_name(sector)) for sector in offered.sectors])
    form.plan_goal_id.offer(offered.goals)
    return offered


def new_need_form(mission_id: int) -> NeedForm:
    """The first screen of a new project; what can only be one thing, or was so last time, is chosen already."""
    form = NeedForm()
    offered = _offer(form, mission_id)
    if not form.is_submitted():
        form.country.data = offered.last_country
        form.field_office_id.data = offered.offices[0][0] if len(offered.offices) == 1 else None
        form.fund_id.data = offered.funds[0][0] if len(offered.funds) == 1 else None
    return form


def need_form(read: ProposalRead, formdata: Any = FROM_REQUEST) -> ChangeNeedForm:
    """The first screen as it is stored, with what was typed now over it; `formdata=None` for the stored alone."""
    form = ChangeNeedForm(formdata, data=need_values(read))
    _offer(form, read.main.mission_id)
    return form


def plan_form(read: ProposalRead, formdata: Any = FROM_REQUEST) -> PlanForm:
    """The second screen as it is stored; the mission's last rate stands ready, and one empty row under each table."""
    session, main = db.session(), read.main
    form = PlanForm(formdata, data=plan_values(read))
    form.partner_id.offer(queries.partners_offered(session, main.mission_id, main.partner_id))
    currencies = dict.fromkeys((main.mission_currency, main.local_currency, "USD"))
    form.local_currency.offer([(code, f"{code} - {formats.currency_name(code)}") for code in currencies])
    if not form.is_submitted() and main.exchange_rate is None and main.local_currency != "USD":
        last = queries.last_rate(session, main.mission_id, main.local_currency)
        form.exchange_rate.data, form.exchange_rate_on.data = last or (None, clock.now().date())
    chosen = form.local_currency.data
    set_currency(form, chosen if chosen in currencies else main.local_currency)
    _with_empty_rows(form)
    return form


def people_form(read: ProposalRead, formdata: Any = FROM_REQUEST) -> PeopleForm:
    """The third screen as it is stored, one empty row under each table."""
    form = PeopleForm(formdata, data=people_values(read))
    _with_empty_rows(form)
    return form


def _with_empty_rows(form: EditForm) -> None:
    """A table that is full shows no place to write on; when it is read, one more row waits."""
    for field in form:
        if not form.is_submitted() and isinstance(field, Rows) and len(field.filled) == len(field.entries):
            field.append_entry()
