"""Forms of the three screens that make a proposal. Only what a stored row cannot do without is required to save."""

from wtforms import BooleanField
from wtforms.validators import InputRequired

from qip_tracker.i18n import lazy
from qip_tracker.services.selection.needs import GroupHeard, NeedHeard
from qip_tracker.services.selection.plans import (
    CoOwnerNamed,
    HarmConsidered,
    LinePlanned,
    MilestonePlanned,
    NamePeople,
    PlanProject,
    ResultPlanned,
)
from qip_tracker.services.selection.proposals import ChangeNeed, LogProject, ProjectPlaced
from qip_tracker.weblib.forms.base import BaseForm, EditForm
from qip_tracker.weblib.forms.fields import (
    ChoiceField,
    DayField,
    IntegerNumberField,
    LineField,
    MoneyField,
    NumberChoiceField,
    OneOfField,
    ParagraphField,
    PercentField,
    RateField,
)
from qip_tracker.weblib.forms.rows import Expected, RowForm, Rows, WhenFilled

PEOPLE_AT_MOST = 10_000_000


class GroupRow(RowForm):
    """A group that was heard: how many women and men, never who."""

    code = ChoiceField(lazy("Group"), [WhenFilled()], kind="consulted_group")
    women = IntegerNumberField(lazy("Women"), [Expected()], maximum=100_000, empty=0)
    men = IntegerNumberField(lazy("Men"), [Expected()], maximum=100_000, empty=0)


class NeedForm(BaseForm):
    """The community's need and where. What people said comes before any list, so that no list answers for them."""

    statement = ParagraphField(
        lazy("What did people say they need?"),
        [Expected()],
        max_length=4000,
        description=lazy("In their own words, before any list or solution. No names."),
    )
    method = ChoiceField(lazy("How was it heard?"), [Expected()], kind="need_method")
    heard_on = DayField(lazy("When was it heard?"), [Expected()])
    groups = Rows(GroupRow, lazy("Groups heard"), start=3, most=15)
    raised_locally = BooleanField(
        lazy("The community raised this need itself, before we asked about projects")
    )
    confidence_gap = ParagraphField(
        lazy("Who does not trust whom, and why?"),
        max_length=2000,
        description=lazy("Distrust of the mission, its mandate or the peace process that this could lessen."),
    )
    title = LineField(
        lazy("Title"),
        [InputRequired(lazy("Enter a title."))],
        max_length=200,
        description=lazy("What is done, to what, where: Rehabilitation of the market in Aguelhok."),
    )
    place = LineField(
        lazy("Place"),
        [InputRequired(lazy("Enter the place."))],
        max_length=160,
        description=lazy("Town, village or quarter, not a house."),
    )
    admin_area = LineField(lazy("Region or district"), max_length=160)
    country = ChoiceField(lazy("Country"), [InputRequired(lazy("Choose the country."))])
    field_office_id = NumberChoiceField(lazy("Field office"), blank=lazy("None: run from headquarters"))
    fund_id = NumberChoiceField(lazy("Fund"), [InputRequired(lazy("Choose the fund."))])
    sector_code = ChoiceField(lazy("Sector"), [InputRequired(lazy("Choose the sector."))])
    plan_goal_id = NumberChoiceField(lazy("Goal of the mission's plan"), blank=lazy("None"))
    sponsoring_section = LineField(lazy("Sponsoring section"), max_length=120)

    def _placed(self) -> ProjectPlaced:
        return ProjectPlaced(
            title=self.title.data,
            place=self.place.data,
            admin_area=self.admin_area.data,
            country=self.country.data,
            field_office_id=self.field_office_id.data,
            fund_id=self.fund_id.data,
            sector_code=self.sector_code.data,
            plan_goal_id=self.plan_goal_id.data,
            sponsoring_section=self.sponsoring_section.data,
            need=NeedHeard(
                statement=self.statement.data,
                confidence_gap=self.confidence_gap.data,
                method=self.method.data,
                heard_on=self.heard_on.data,
                raised_locally=self.raised_locally.data,
                groups=tuple(
                    GroupHeard(row.code.data, row.women.data, row.men.data) for row in self.groups.filled
                ),
            ),
        )

    def to_log_command(self, mission_id: int) -> LogProject:
        return LogProject(mission_id, self._placed())


class ChangeNeedForm(NeedForm, EditForm):
    """The first screen again."""

    def to_command(self, project_id: int) -> ChangeNeed:
        return ChangeNeed(project_id, self._placed(), self.version_number)


class LineRow(RowForm):
    """A budget line; dollars follow from the rate."""

    same_if_empty = ("funded_by",)

    category = ChoiceField(lazy("Category"), [WhenFilled()], kind="budget_category")
    description = LineField(lazy("What is paid"), [WhenFilled()], max_length=300)
    local_minor = MoneyField(lazy("Amount"), [WhenFilled()], above_zero=True)
    funded_by = ChoiceField(lazy("Paid by"), [WhenFilled()], kind="funded_by", blank=None)


class ResultRow(RowForm):
    """Something countable."""

    planned = IntegerNumberField(lazy("How many"), [WhenFilled()], minimum=1)
    unit = LineField(lazy("Unit"), [WhenFilled()], max_length=60)
    description = LineField(lazy("Of what"), [WhenFilled()], max_length=200)


class MilestoneRow(RowForm):
    """A dated, weighted step."""

    title = LineField(lazy("Step"), [WhenFilled()], max_length=200)
    planned_on = DayField(lazy("Planned for"), [WhenFilled()])
    weight_pct = PercentField(lazy("Weight"), [WhenFilled()], minimum=1)


class PlanForm(EditForm):
    """Who does what by when for how much."""

    partner_id = NumberChoiceField(lazy("Partner"), [Expected()])
    confidence_objective = OneOfField(
        lazy("Whose confidence is it to build?"), [Expected()], kind="confidence_objective"
    )
    mandate_pillar = ChoiceField(lazy("Pillar of the mandate"), kind="mandate_pillar")
    summary = ParagraphField(lazy("What will be done"), max_length=4000)
    change_expected = ParagraphField(
        lazy("The change expected"),
        max_length=2000,
        description=lazy("If we do this, the confidence of which group rises, and why?"),
    )
    beneficiaries_women = IntegerNumberField(lazy("Women who benefit directly"), maximum=PEOPLE_AT_MOST)
    beneficiaries_men = IntegerNumberField(lazy("Men who benefit directly"), maximum=PEOPLE_AT_MOST)
    beneficiaries_note = LineField(
        lazy("About these numbers"),
        max_length=500,
        description=lazy("Where they come from, and who benefits indirectly."),
    )
    planned_start_on = DayField(lazy("Planned start"), [Expected()])
    planned_weeks = IntegerNumberField(lazy("Duration"), [Expected()], minimum=1, maximum=520)
    local_currency = ChoiceField(
        lazy("Currency of the budget"),
        [InputRequired(lazy("Choose one of the answers offered."))],
        blank=None,
    )
    exchange_rate = RateField(
        lazy("Exchange rate for 1 USD"),
        [Expected()],
        description=lazy(
            "Units of local currency for one US dollar, as the mission's finance section gives it."
        ),
    )
    exchange_rate_on = DayField(lazy("Date of the rate"), [Expected()])
    lines = Rows(LineRow, lazy("Budget lines"), start=3, most=40)
    exception_reason = ParagraphField(
        lazy("Reason for an exception to the ceiling"),
        max_length=2000,
        description=lazy("Only when more than the ceiling is asked for."),
    )
    results = Rows(ResultRow, lazy("Expected results"), start=2, most=20)
    milestones = Rows(MilestoneRow, lazy("Milestones"), start=3, most=20)

    def to_command(self, project_id: int) -> PlanProject:
        in_dollars = self.local_currency.data == "USD"
        return PlanProject(
            project_id=project_id,
            partner_id=self.partner_id.data,
            summary=self.summary.data,
            confidence_objective=self.confidence_objective.data,
            mandate_pillar=self.mandate_pillar.data,
            change_expected=self.change_expected.data,
            beneficiaries_women=self.beneficiaries_women.data,
            beneficiaries_men=self.beneficiaries_men.data,
            beneficiaries_note=self.beneficiaries_note.data,
            planned_start_on=self.planned_start_on.data,
            planned_weeks=self.planned_weeks.data,
            local_currency=self.local_currency.data,
            exchange_rate=None if in_dollars else self.exchange_rate.data,
            exchange_rate_on=None if in_dollars else self.exchange_rate_on.data,
            lines=tuple(
                LinePlanned(row.category.data, row.description.data, row.funded_by.data, row.local_minor.data)
                for row in self.lines.filled
            ),
            results=tuple(
                ResultPlanned(row.description.data, row.unit.data, row.planned.data)
                for row in self.results.filled
            ),
            milestones=tuple(
                MilestonePlanned(row.title.data, row.weight_pct.data, row.planned_on.data)
                for row in self.milestones.filled
            ),
            exception_reason=self.exception_reason.data,
            version=self.version_number,
        )


class CoOwnerRow(RowForm):
    """A body that owns the project with the mission."""

    same_if_empty = ("side",)

    side = ChoiceField(lazy("Side"), [WhenFilled()], kind="co_owner_side")
    body = LineField(lazy("Body"), [WhenFilled()], max_length=200)
    role = LineField(lazy("What it does in the project"), max_length=200)


class HarmRow(RowForm):
    """Who gains, loses, is left out or at risk, and what is done about it."""

    effect = ChoiceField(lazy("Effect"), [WhenFilled()], kind="harm_effect")
    who = LineField(lazy("Which group"), [WhenFilled()], max_length=200)
    mitigation = LineField(lazy("What is done about it"), [WhenFilled()], max_length=1000)


class PeopleForm(EditForm):
    """Who owns it, whom it could harm, who looks after it."""

    co_owners = Rows(CoOwnerRow, lazy("Co-owners"), start=2, most=15)
    harms = Rows(HarmRow, lazy("Do no harm"), start=2, most=20)
    benefits_security_forces = BooleanField(
        lazy("Police, army, gendarmerie or prisons benefit from this project"),
        description=lazy("Screening then asks for human rights due diligence."),
    )
    gender_marker = ChoiceField(lazy("Gender marker"), kind="gender_marker")
    maintenance_owner = LineField(
        lazy("Who looks after the result?"),
        [Expected()],
        max_length=200,
        description=lazy("A body or an office, not a person."),
    )
    maintenance_plan = ParagraphField(lazy("How, and with what money?"), max_length=2000)
    maintenance_yearly_usd_minor = MoneyField(lazy("Cost of maintenance a year"), currency="USD")
    maintenance_funded = BooleanField(lazy("The money for maintenance is there"))
    management_body = LineField(lazy("Body that manages the result"), max_length=200)
    management_women = IntegerNumberField(lazy("Women in it"), maximum=1000)
    management_men = IntegerNumberField(lazy("Men in it"), maximum=1000)

    def to_command(self, project_id: int) -> NamePeople:
        return NamePeople(
            project_id=project_id,
            co_owners=tuple(
                CoOwnerNamed(row.side.data, row.body.data, row.role.data) for row in self.co_owners.filled
            ),
            harms=tuple(
                HarmConsidered(row.effect.data, row.who.data, row.mitigation.data)
                for row in self.harms.filled
            ),
            maintenance_owner=self.maintenance_owner.data,
            maintenance_plan=self.maintenance_plan.data,
            maintenance_yearly_usd_minor=self.maintenance_yearly_usd_minor.data,
            maintenance_funded=self.maintenance_funded.data,
            management_body=self.management_body.data,
            management_women=self.management_women.data,
            management_men=self.management_men.data,
            gender_marker=None if self.gender_marker.data is None else int(self.gender_marker.data),
            benefits_security_forces=self.benefits_security_forces.data,
            version=self.version_number,
        )
