"""Nobody can work out what a member said: an attacker reads everything shown, in many invented worlds.

The attacker knows the rule, the roll by stratum, and both audiences' pages, and looks for a group under the threshold,
a group whose every answer is pinned, and a difference that is either. Each rule is then taken out of the source in
turn, and the attack must find what it let through: a test that cannot fail proves nothing.
"""

import inspect
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qip_tracker.domain.community import disclosure

K, K_OUTSIDE = 5, 10
WORLDS = 10_000


@dataclass(frozen=True)
class World:
    """One round: the roll by stratum, the ballots (some members do not come), closed or not."""

    roll: dict[str, int]
    ballots: tuple[disclosure.CountedBallot, ...]
    is_closed: bool = True


def invented(chance: Random) -> World:
    """A round as they come: few people, much agreement, some silence; often a stratum of one mind."""
    roll = {name: chance.randint(K, 14) for name in ("men", "women", "youth")[: chance.choice((2, 2, 3))]}
    ballots = []
    for stratum, members in roll.items():
        moods = {
            code: chance.choices(range(1, 6), k=chance.choice((1, 1, 2, 5))) for code in disclosure.DIMENSIONS
        }
        for _member in range(members):
            if chance.random() < 0.1:
                continue
            answers: dict[str, int | str] = {
                code: "dont_know" if chance.random() < 0.05 else chance.choice(moods[code])
                for code in disclosure.DIMENSIONS
            }
            unmarked = chance.random() < 0.002
            ballots.append(disclosure.CountedBallot(answers, None if unmarked else stratum))
    return World(roll, tuple(ballots), chance.random() > 0.05)


def shown_by(rules: ModuleType, world: World, *, outside: bool) -> disclosure.Disclosed:
    found: disclosure.Disclosed = rules.disclose(
        world.ballots,
        is_closed=world.is_closed,
        inside_threshold=K,
        outside_threshold=K_OUTSIDE,
        outside=outside,
        roll=world.roll,
    )
    return found


def leaks(rules: ModuleType, world: World) -> Iterator[str]:
    """What the attacker finds on both audiences' pages together."""
    for outside in (False, True):
        page = shown_by(rules, world, outside=outside)
        by_stratum = K_OUTSIDE if outside else K
        for dimension, total in page.dimensions.items():
            if not world.is_closed and (total.people is not None or total.counts or total.band):
                yield "shown before closing"
            yield from _of_one_group(rules, total, K)
            strata = page.breakdowns.get(dimension, {})
            for found in strata.values():
                if found.counts is not None or found.people is not None:
                    yield from _of_one_group(rules, found, by_stratum)
            yield from _by_subtraction(world, total, strata, by_stratum)


def _of_one_group(rules: ModuleType, found: disclosure.Cell, threshold: int) -> Iterator[str]:
    if found.people is not None and found.people < threshold:
        yield "a group under the threshold"
    if found.counts is not None and 0 < max(found.counts) == sum(found.counts):
        yield "every answer of a group is known"
    if found.band is not None:
        # The attacker runs the rule on every face: which of them look like this?
        alike = [
            face
            for face in range(5)
            if rules.cell(_all_on(face, found.people or threshold), threshold).band == found.band
        ]
        if len(alike) == 1:
            yield "a band names one face"


def _all_on(face: int, people: int) -> disclosure.Faces:
    counts = [0] * 5
    counts[face] = people
    return (counts[0], counts[1], counts[2], counts[3], counts[4])


def _by_subtraction(
    world: World, total: disclosure.Cell, strata: Mapping[str, disclosure.Cell], threshold: int
) -> Iterator[str]:
    """The whole less everything shown is a group too: the hidden stratum, or ballots of none."""
    if total.counts is None or not strata:
        return
    known = [found.counts for found in strata.values() if found.counts is not None]
    rest = [whole - sum(part[face] for part in known) for face, whole in enumerate(total.counts)]
    if 0 < sum(rest) < threshold:
        yield "a small group by subtraction"
    if sum(rest) and max(rest) == sum(rest):
        yield "every answer of a group by subtraction"
    if not sum(rest) and len(known) < len(world.roll):
        yield "a stratum that said nothing at all"


def mutant(*changes: tuple[str, str]) -> ModuleType:
    """The rule with pieces of its source replaced; each piece must be there, or the test has lost its aim."""
    source = inspect.getsource(disclosure)
    for old, new in changes:
        assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times in the source"
        source = source.replace(old, new)
    module = ModuleType("mutant_of_disclosure")
    # Dataclasses look their module up by name.
    sys.modules[module.__name__] = module
    exec(compile(source, "mutant", "exec"), module.__dict__)  # noqa: S102 - our own source
    return module


WHOLE = "whole = max(inside_threshold, INSIDE_FLOOR)"
BAND = '"high" if counts[3] + counts[4] else "low_or_middle"'
CELLS = 'return cells if all(stratum_cell.counts for stratum_cell in cells.values()) else "too_few"'
UNANIMOUS = "    if max(counts) == people:\n"
RULES_TAKEN_OUT: dict[str, list[tuple[str, str]]] = {
    "1 threshold": [("    if people < threshold:\n", "    if people < 1:\n")],
    "1 floor": [("INSIDE_FLOOR: Final = 5", "INSIDE_FLOOR: Final = 1"), (WHOLE, "whole = 2")],
    "1 outside": [("max(outside_threshold, OUTSIDE_FLOOR) if outside else whole", "whole")],
    "2 unanimity": [(UNANIMOUS, "    if people < 0:\n")],
    "2 band": [(BAND, BAND.replace('"low_or_middle"', '"middle" if counts[2] else "low"'))],
    "3 whole or not at all": [
        (CELLS, "return {name: found for name, found in cells.items() if found.counts}")
    ],
    "3 ballots without a stratum": [(" or any(ballot.stratum not in roll for ballot in ballots)", "")],
    "4 one mind": [
        ("    return max(counts) >= fewest", "    return False"),
        (UNANIMOUS, "    if people > 10**6:\n"),
    ],
    "5 closing": [("    if not is_closed:\n", "    if False:\n")],
}


def test_nothing_can_be_worked_out_in_many_worlds() -> None:
    chance = Random(7)
    shown = withheld = 0
    for _world in range(WORLDS):
        world = invented(chance)
        assert list(leaks(disclosure, world)) == []
        if world.is_closed:
            page = shown_by(disclosure, world, outside=False)
            shown += sum(cell.counts is not None for cell in page.dimensions.values())
            withheld += sum(cell.counts is None for cell in page.dimensions.values())
    # A rule that hides everything would pass too: most of what panels say must still be shown.
    assert shown / (shown + withheld) >= 0.6


@pytest.mark.parametrize("rule", RULES_TAKEN_OUT)
def test_the_attack_finds_what_each_rule_holds_back(rule: str) -> None:
    broken = mutant(*RULES_TAKEN_OUT[rule])
    chance = Random(11)
    assert any(list(leaks(broken, _smaller(chance))) for _world in range(WORLDS)), (
        f"without rule {rule} nothing leaks"
    )


def _smaller(chance: Random) -> World:
    """As `invented`, and now and then so few came that every threshold is met."""
    world = invented(chance)
    if chance.random() < 0.5:
        kept = chance.randint(0, len(world.ballots))
        return World(world.roll, world.ballots[:kept], world.is_closed)
    return world


answer = st.one_of(st.integers(1, 5), st.sampled_from(disclosure.ABSTENTIONS))
ballot = st.builds(
    disclosure.CountedBallot,
    st.dictionaries(st.sampled_from(disclosure.DIMENSIONS), answer, max_size=9),
    st.sampled_from(["men", "women"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ballot, max_size=30), st.booleans(), st.integers(0, 4))
def test_no_ballots_whatever_leak(
    ballots: list[disclosure.CountedBallot], is_closed: bool, absent: int
) -> None:
    roll = {name: absent + sum(b.stratum == name for b in ballots) for name in ("men", "women")}
    world = World({name: max(members, K) for name, members in roll.items()}, tuple(ballots), is_closed)
    assert list(leaks(disclosure, world)) == []


def _decisions(rules: ModuleType, answers: list[int], chance: Random) -> set[str]:
    """Whether a breakdown is shown, with the same people sitting in other places."""
    half = len(answers) // 2
    strata = ["men"] * half + ["women"] * (len(answers) - half)
    decisions = set()
    for _shuffle in range(6):
        chance.shuffle(answers)
        ballots = [
            disclosure.CountedBallot({"SAF": said}, who) for said, who in zip(answers, strata, strict=True)
        ]
        page = shown_by(
            rules, World({"men": half, "women": len(answers) - half}, tuple(ballots)), outside=False
        )
        decisions.add(page.breakdowns_withheld.get("SAF", "shown"))
    return decisions


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=12, max_size=24), st.randoms(use_true_random=False))
def test_that_a_breakdown_is_withheld_says_nothing_about_the_strata(
    answers: list[int], chance: Random
) -> None:
    """Whoever sits where, the decision is the same: it looks at the whole and the roll alone."""
    assert len(_decisions(disclosure, answers, chance)) == 1


def test_a_decision_made_on_the_strata_themselves_would_say_which_is_of_one_mind() -> None:
    broken = mutant(("    return max(counts) >= fewest", "    return False"))
    answers = [1] * 6 + [1, 2, 3, 4, 5, 5]
    assert any(len(_decisions(broken, list(answers), Random(seed))) > 1 for seed in range(500))


@pytest.mark.parametrize(
    ("counts", "people", "withheld", "band"),
    [
        ((4, 0, 0, 0, 0), None, "too_few", None),
        ((5, 0, 0, 0, 0), 5, "unanimous", "low_or_middle"),
        ((0, 0, 7, 0, 0), 7, "unanimous", "low_or_middle"),
        ((0, 0, 0, 6, 0), 6, "unanimous", "high"),
        ((1, 0, 0, 0, 4), 5, None, None),
    ],
)
def test_one_group(
    counts: disclosure.Faces, people: int | None, withheld: str | None, band: str | None
) -> None:
    found = disclosure.cell(counts, K)
    assert (found.people, found.withheld, found.band) == (people, withheld, band)
    assert (found.counts is None) == (withheld is not None)


def test_a_breakdown_is_possible_when_the_panel_is_spread() -> None:
    ballots = [disclosure.CountedBallot({"SAF": 1 + n % 5}, ("men", "women")[n % 2]) for n in range(20)]
    page = shown_by(disclosure, World({"men": 10, "women": 10}, tuple(ballots)), outside=True)
    assert {name: found.people for name, found in page.breakdowns["SAF"].items()} == {"men": 10, "women": 10}


def test_a_mission_can_be_stricter_but_never_laxer() -> None:
    ballots = [disclosure.CountedBallot({"SAF": 1 + n % 5}) for n in range(6)]

    def shown(threshold: int) -> bool:
        page = disclosure.disclose(
            ballots, is_closed=True, inside_threshold=threshold, outside_threshold=10, outside=False
        )
        return page.dimensions["SAF"].counts is not None

    assert (shown(1), shown(5), shown(7)) == (True, True, False)
    assert disclosure.disclose(
        ballots[:4], is_closed=True, inside_threshold=1, outside_threshold=1, outside=False
    ).dimensions["SAF"] == disclosure.Cell(None, None, "too_few")


@pytest.mark.parametrize(
    ("sizes", "kept"), [((6, 6), True), ((5, 5), True), ((8, 4), False), ((12,), False), ((), False)]
)
def test_strata_are_kept_only_where_each_is_large(sizes: tuple[int, ...], kept: bool) -> None:
    roll = {str(place): size for place, size in enumerate(sizes)}
    assert disclosure.strata_may_be_kept(roll, 1) is kept


SMALL = {"men": 6, "women": 5}
SAID = (1, 4, 5)


def everybody(roll: Mapping[str, int]) -> Iterator[dict[str, tuple[int | None, ...]]]:
    """Every world of a small panel, one question: who of each stratum said what, or nothing at all."""
    choices = [combinations_with_replacement((*SAID, None), members) for members in roll.values()]
    for answers in product(*choices):
        yield dict(zip(roll, answers, strict=True))


def one_minds_known(rules: ModuleType) -> set[str]:
    """What is said of the whole where a reader of all pages knows for certain that a stratum was of one mind.

    The reader knows the rule, so the very refusal is read too: worlds that look alike are put together, and a stratum
    is found out when it is of one mind in every one of them.
    """
    alike: dict[tuple[str, str], list[dict[str, tuple[int | None, ...]]]] = defaultdict(list)
    for said in everybody(SMALL):
        ballots = tuple(
            disclosure.CountedBallot({"SAF": answer} if answer else {}, stratum)
            for stratum, answers in said.items()
            for answer in answers
        )
        pages = [shown_by(rules, World(SMALL, ballots), outside=outside) for outside in (False, True)]
        seen = [
            (page.dimensions["SAF"], page.breakdowns.get("SAF"), page.breakdowns_withheld.get("SAF"))
            for page in pages
        ]
        alike[repr(seen), pages[0].dimensions["SAF"].withheld or "the whole is shown"].append(said)
    return {
        whole
        for (_seen, whole), worlds in alike.items()
        for stratum in SMALL
        if all(len({answer for answer in said[stratum] if answer}) == 1 for said in worlds)
    }


def test_in_no_world_of_a_small_panel_is_a_stratum_found_out() -> None:
    """Exhaustive. What stays is a panel that is of one mind as a whole: that much its band says."""
    assert one_minds_known(disclosure) == {"unanimous"}


@pytest.mark.parametrize("rule", ["4 one mind", "3 whole or not at all"])
def test_the_exhaustive_reader_finds_what_the_rules_on_strata_hold_back(rule: str) -> None:
    changes = [*RULES_TAKEN_OUT[rule]]
    if rule.startswith("3"):
        changes += [("    return max(counts) >= fewest", "    return False")]
    assert one_minds_known(mutant(*changes)) - {"unanimous"}
