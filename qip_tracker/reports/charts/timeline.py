"""Clock and milestones over time: the plan as outline, reality as fill, today as a line across."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qip_tracker.domain.works.vocabulary import MilestoneState
from qip_tracker.i18n import _, formats, ngettext
from qip_tracker.reports.charts import picture
from qip_tracker.reports.charts.picture import Box, Dot, Label, Mark, Picture, Stroke, clipped, room_for
from qip_tracker.reports.charts.words import Labels
from qip_tracker.reports.facts.project import Clock, HoldFacts, MilestoneFacts

WIDTH = 482.0
_NAMES = 188.0
_NOTES = 90.0
_ROW = 15.0
_MOST_ROWS = 14
_STATE_COLOUR: Mapping[str, str] = {
    MilestoneState.DONE: picture.DONE,
    MilestoneState.LATE: picture.LATE,
    MilestoneState.DROPPED: picture.SOFT,
}


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        passed = min(max((day - self.first).days, 0), span)
        return _NAMES + (WIDTH - _NAMES - _NOTES) * passed / span


def timeline(
    milestones: tuple[MilestoneFacts, ...],
    clock: Clock,
    holds: tuple[HoldFacts, ...],
    as_of: date,
    labels: Labels,
) -> Picture | None:
    """Draw the project's clock and its milestones in the language spoken now; None when no date is known."""
    days = _known_days(milestones, clock, as_of)
    if len(days) < 2:
        return None
    axis = _Axis(min(days), max(days))
    shown = milestones[:_MOST_ROWS]
    height = 44.0 + _ROW * (len(shown) + 1)
    marks: list[Mark] = [*_months(axis, height), *_clock(axis, clock, holds, as_of)]
    for index, milestone in enumerate(shown):
        marks.extend(_milestone(axis, milestone, 40.0 + _ROW * (index + 1), as_of))
    marks.extend(_today(axis, as_of, height))
    return Picture(
        WIDTH,
        height,
        _("Plan and reality over time"),
        _description(milestones, as_of),
        tuple(marks),
        (_("Milestone"), _("Weight"), _("Planned"), _("Done"), _("State")),
        tuple(_row(milestone, labels) for milestone in milestones),
    )


def _known_days(milestones: tuple[MilestoneFacts, ...], clock: Clock, as_of: date) -> list[date]:
    days = [milestone.planned_on for milestone in milestones] + [
        milestone.done_on for milestone in milestones if milestone.done_on
    ]
    start = clock.first_paid_on or clock.planned_start_on
    days += [day for day in (start, clock.planned_end_on, clock.completed_on) if day]
    return [*days, as_of] if days else []


def _months(axis: _Axis, height: float) -> list[Mark]:
    firsts = []
    year, month = axis.first.year, axis.first.month
    while (year, month) <= (axis.last.year, axis.last.month):
        if date(year, month, 1) >= axis.first:
            firsts.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    step = max(1, -(-len(firsts) // 5))
    marks: list[Mark] = []
    for year, month in firsts[::step]:
        x = axis.x(date(year, month, 1))
        marks.append(Stroke(x, 14, x, height - 2, picture.RULE, 0.5))
        marks.append(
            Label(x, 10, formats.partial_date(year, month), 6.5, "middle", colour=picture.SOFT, role="soft")
        )
    return marks


def _clock(axis: _Axis, clock: Clock, holds: tuple[HoldFacts, ...], as_of: date) -> list[Mark]:
    start = clock.first_paid_on or clock.planned_start_on
    marks: list[Mark] = [Label(0, 35, _("Project clock"), 8, bold=True, role="ink")]
    if start is None:
        return marks
    left, top, thick = axis.x(start), 27.0, 10.0
    until = clock.completed_on or as_of
    if clock.first_paid_on:
        colour = picture.DONE if clock.completed_on else picture.ACCENT
        marks.append(Box(left, top, axis.x(until) - left, thick, colour, role="fill"))
    for hold in holds:
        begin, end = axis.x(hold.since_on), axis.x(hold.until_on or as_of)
        marks.append(Box(begin, top, max(end - begin, 2.0), thick, picture.FIELD, picture.SOFT, True, "hold"))
    if clock.planned_end_on:
        marks.append(
            Box(left, top - 2, axis.x(clock.planned_end_on) - left, thick + 4, None, picture.INK, role="plan")
        )
    if clock.days_since_first_payment is not None:
        words = formats.age_days(clock.days_since_first_payment)
        marks.append(Label(WIDTH - _NOTES + 8, 35, words, 7.5, role="ink"))
    return marks


def _milestone(axis: _Axis, milestone: MilestoneFacts, y: float, as_of: date) -> list[Mark]:
    colour = _STATE_COLOUR.get(milestone.state, picture.ACCENT)
    planned = axis.x(milestone.planned_on)
    # A step that is neither done nor dropped is drawn as far as it has slipped: to today.
    reached = milestone.done_on or (as_of if milestone.days_late else None)
    weight = formats.percent(milestone.weight_pct)
    marks: list[Mark] = [
        Label(0, y + 3, clipped(milestone.title, 7.5, _NAMES - 34), 7.5, role="ink"),
        Label(_NAMES - 10, y + 3, weight, 7, "right", colour=picture.SOFT, role="soft"),
    ]
    if reached:
        marks.append(Stroke(planned, y, axis.x(reached), y, colour, 1.5))
    marks.append(Dot(planned, y, 4.2, picture.PAPER, picture.INK, "plan"))
    if milestone.done_on:
        marks.append(Dot(axis.x(milestone.done_on), y, 3.0, colour, role="fill"))
    said = picture.LATE if milestone.days_late and milestone.state != MilestoneState.DROPPED else colour
    marks.append(
        Label(WIDTH - _NOTES + 8, y + 3, clipped(_note(milestone), 7.5, _NOTES - 8), 7.5, colour=said)
    )
    return marks


def _note(milestone: MilestoneFacts) -> str:
    if milestone.state == MilestoneState.DROPPED:
        return _("dropped")
    if milestone.days_late:
        return formats.late(milestone.days_late)
    return _("done") if milestone.done_on else _("to come")


def _today(axis: _Axis, as_of: date, height: float) -> list[Mark]:
    x = axis.x(as_of)
    words = _("today")
    is_at_end = x + 3 + room_for(words, 7) > WIDTH - _NOTES
    beside, side = (x - 3, "right") if is_at_end else (x + 3, "left")
    return [
        Stroke(x, 16, x, height - 1, picture.SECOND, 1.2, role="today"),
        Label(beside, 21, words, 7, side, True, picture.SECOND),
    ]


def _description(milestones: tuple[MilestoneFacts, ...], as_of: date) -> str:
    done = sum(1 for milestone in milestones if milestone.done_on)
    late = sum(1 for milestone in milestones if milestone.days_late and not milestone.done_on)
    sentence = ngettext(
        "%(done)s of %(n)s milestone is done on %(day)s.",
        "%(done)s of %(n)s milestones are done on %(day)s.",
        len(milestones),
        done=formats.number(done),
        day=formats.date(as_of),
    )
    if not late:
        return sentence
    more = ngettext("%(n)s is late.", "%(n)s are late.", late)
    return f"{sentence} {more}"


def _row(milestone: MilestoneFacts, labels: Labels) -> tuple[str, ...]:
    note = _note(milestone)
    if milestone.delay_reason:
        note = f"{note} · {labels('delay_reason', milestone.delay_reason)}"
    return (
        milestone.title,
        formats.percent(milestone.weight_pct),
        formats.date(milestone.planned_on),
        formats.date(milestone.done_on),
        note,
    )
