"""Names to sign in with, passphrases that are too easy, and how long a guesser waits."""

from datetime import UTC, datetime, timedelta

import pytest

from qip_tracker.adapters.passwords import common_phrases, hash_secret, matches
from qip_tracker.domain.people.accounts import (
    is_sign_in_name,
    is_weak,
    minutes_left,
    sign_in_name,
    wait_after,
)

OWN = ("Amina Diallo", "amina.diallo")
WEAK = (
    "short",
    "password1234567",
    "passwordpassword",
    "P4ssw0rd P4ssw0rd!",
    "correct horse battery staple",
    "correcthorsebatterystaple99",
    "aaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
    "abcdefghijklmnop",
    "qwertyuiopasdfgh",
    "1234567890123456",
    "9876543210987654",
    "to be or not to be, that is",
    "To Be Or Not To Be!",
    "qiptrackerqiptracker",
    "Amina Diallo 1987",
    "amina.diallo.mission",
    "liberté, égalité, fraternité!",
    "بسم الله الرحمن الرحيم",
    "iloveyousomuch2024",
    "sunshine football monkey dragon",
    "zxcvbnmasdfghjkl1",
    "a b c d e",
    "             x",
    "X" * 128,
)
GOOD = (
    "the well behind our school",
    "le puits derrière notre école",
    "بئر خلف مدرستنا القديمة",
    "village pump repaired by women 7",
    "ox tin elk jay mud",
    "kR7-vvQ2_pLm9xTz4",
)


@pytest.mark.parametrize("passphrase", WEAK)
def test_what_people_try_first_is_refused(passphrase: str) -> None:
    assert is_weak(passphrase, common_phrases(), OWN)


@pytest.mark.parametrize("passphrase", GOOD)
def test_a_phrase_of_ones_own_is_accepted_without_figures_or_signs(passphrase: str) -> None:
    assert not is_weak(passphrase, common_phrases(), OWN)


def test_every_phrase_of_the_list_is_refused_bare_and_with_a_year() -> None:
    phrases = common_phrases()
    assert len(phrases) > 3_000
    assert [phrase for phrase in phrases if not is_weak(phrase, phrases)] == []
    assert [phrase for phrase in phrases if not is_weak(f"{phrase}2026", phrases)] == []


def test_a_name_has_one_spelling() -> None:
    assert sign_in_name(" Amina.Diallo ") == "amina.diallo"
    assert sign_in_name("Ame\u0301lie") == sign_in_name("Am\u00e9lie")


@pytest.mark.parametrize("name", ["amina", "amina.diallo", "أمينة", "a-7", "x" * 60])
def test_a_name_of_any_script_will_do(name: str) -> None:
    assert is_sign_in_name(name)


@pytest.mark.parametrize("name", ["", "ab", ".abc", "two words", "a/b", "x" * 61, "a\nbc", "<b>bold"])
def test_a_name_that_cannot_be_typed_again_is_refused(name: str) -> None:
    assert not is_sign_in_name(name)


def test_an_accent_counts_the_same_however_the_keyboard_sends_it() -> None:
    assert matches(hash_secret("pre\u0301sident du comite\u0301"), "pr\u00e9sident du comit\u00e9")


def test_the_wait_begins_with_the_last_free_failure_doubles_and_has_an_end() -> None:
    waits = [int(wait_after(failures, 5).total_seconds() / 60) for failures in range(12)]
    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]
    assert wait_after(10**6, 5) == timedelta(minutes=15)


def test_a_begun_minute_is_told_whole_and_a_moment_that_has_come_is_over() -> None:
    now = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)
    minutes = [minutes_left(now + timedelta(seconds=seconds), now) for seconds in (-1, 0, 1, 60, 61, 900)]
    assert minutes == [0, 0, 1, 1, 2, 15]
    assert minutes_left(None, now) == 0
