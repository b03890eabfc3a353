"""Every set of states has one name, and every state is a step on the way of a project or has left it early."""

from collections import Counter
from itertools import chain

from qip_tracker.domain.project import states
from qip_tracker.domain.project.states import ENDED_EARLY_STATES, STEPS, ProjectState, in_order

SETS = {name: value for name, value in vars(states).items() if isinstance(value, frozenset)}


def test_no_two_names_mean_the_same_set() -> None:
    assert len(SETS) > 10
    assert [found for found, count in Counter(SETS.values()).items() if count > 1] == []


def test_every_state_is_one_step_or_an_early_end() -> None:
    assert Counter([*chain(*STEPS.values()), *ENDED_EARLY_STATES]) == Counter(ProjectState)


def test_states_come_in_the_order_of_a_life() -> None:
    assert in_order(frozenset(ProjectState)) == tuple(ProjectState)
    assert in_order(states.ENDED_STATES) == ("rejected", "withdrawn", "closed", "terminated")
