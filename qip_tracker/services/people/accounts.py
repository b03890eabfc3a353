"""Signing in and out: throttled before hashing, one answer for an unknown name and a wrong passphrase.

And what people may do with their own account. Passphrases arrive here only as hashes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from qip_tracker.access import NOTHING
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.domain.people.accounts import LONGEST_WAIT, minutes_left, sign_in_name, wait_after
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.models import Person, SignInSession, Throttle
from qip_tracker.services.kernel.work import Work

WINDOW = timedelta(minutes=1)
TRIES_BY_NAME = 5
TRIES_BY_NETWORK = 30
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What somebody typed, and where from: a keyed hash of the network address, which is stored nowhere."""

    name: str
    passphrase: str
    network_key: str


def minutes_to_wait(work: Work, free: Mapping[str, int]) -> int:
    """Count one try under each key, before any hashing; 0, or the minutes left where one of the keys has to wait.

    `free` says how many failures a key may have before it waits. A try counts as a failure from the start, so that
    many at once cannot slip through; one that proves itself is given back. A try refused here counts nowhere: the
    wait that was told ends when it was told to end.
    """
    counters = [(_counter(work, key), allowed) for key, allowed in free.items()]
    wait = max(minutes_left(row.blocked_until, work.now) for row, _allowed in counters)
    if wait == 0:
        for row, allowed in counters:
            _count(work, row, allowed)
    return wait


def _counter(work: Work, key: str) -> Throttle:
    """The row of a key, for us alone: of many first tries at once, the second waits for the row of the first."""
    session = work.session
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    fresh = {"key": key, "window_started_at": work.now, "tries": 0, "blocked_until": None}
    session.execute(insert(Throttle).values(fresh).on_conflict_do_nothing())
    return session.get_one(Throttle, key, with_for_update=True, populate_existing=True)


def _count(work: Work, row: Throttle, free: int) -> None:
    if row.tries == 0:
        _forget_old_tries(work)
    is_quiet = work.now - row.window_started_at > WINDOW
    if is_quiet and (row.blocked_until is None or work.now - row.blocked_until > LONGEST_WAIT):
        row.window_started_at, row.tries = work.now, 0
    row.tries += 1
    wait = wait_after(row.tries, free)
    row.blocked_until = work.now + wait if wait else None


def give_back(work: Work, key: str, free: int) -> None:
    """Take a try that proved itself off a counter, and with it the wait that it began."""
    row = work.session.get(Throttle, key, with_for_update=True, populate_existing=True)
    if row is None:
        return
    row.tries -= 1
    if row.tries <= 0:
        work.session.delete(row)
    elif row.blocked_until is not None:
        row.blocked_until = min(row.blocked_until, work.now) if row.tries >= free else None


def _forget_old_tries(work: Work) -> None:
    """Counters nobody needs any more are no diary of who came when."""
    old = work.now - KEPT
    blocked_lately = Throttle.blocked_until.is_not(None) & (Throttle.blocked_until >= old)
    work.session.execute(delete(Throttle).where(Throttle.window_started_at < old, ~blocked_lately))


def minutes_to_sign_in(work: Work, name: str, network_key: str) -> int:
    """Count a try to sign in under a name and from a network address; the minutes to wait when either is blocked."""
    return minutes_to_wait(
        work, {_name_key(name): TRIES_BY_NAME, _network_counter(network_key): TRIES_BY_NETWORK}
    )


def _network_counter(network_key: str) -> str:
    return f"sign-in-from:{network_key}"


def _name_key(name: str) -> str:
    """A hash: people type a passphrase into the box of the name, and the counter must not keep it in clear."""
    return f"sign-in:{hashlib.sha256(sign_in_name(name).encode()).hexdigest()[:32]}"


def person_named(work: Work, name: str) -> Person | None:
    """An enabled person by the name they sign in with, in any case of letters."""
    return work.session.scalars(
        select(Person).where(Person.name == sign_in_name(name), Person.disabled_at.is_(None))
    ).one_or_none()


def open_session(work: Work, person: Person, token_hash: str, came_from: str | None = None) -> None:
    """A session row for a person who proved who they are; `came_from` is the network key of its counted try."""
    work.session.execute(delete(Throttle).where(Throttle.key == _name_key(person.name)))
    if came_from is not None:
        give_back(work, _network_counter(came_from), TRIES_BY_NETWORK)
    work.session.add(
        SignInSession(token_hash=token_hash, person_id=person.id, member_card_id=None, started_at=work.now)
    )
    work.record("person.signed_in", person)


def end_session(work: Work, token_hash: str) -> None:
    """Sign out here."""
    work.session.execute(delete(SignInSession).where(SignInSession.token_hash == token_hash))


def end_all_sessions(work: Work, person: Person) -> None:
    """Sign out everywhere, at once."""
    work.session.execute(delete(SignInSession).where(SignInSession.person_id == person.id))
    work.record("person.signed_out_everywhere", person)


@dataclass(frozen=True, slots=True)
class ChangeOwnAccount:
    """What people say about themselves."""

    display_name: str
    language: str
    time_zone: str
    version: int | None = None


def _own(work: Work) -> Person:
    work.require(PeoplePermission.OWN_ACCOUNT_USE, NOTHING)
    return work.locked(Person, work.person_id)


def change_own_account(work: Work, command: ChangeOwnAccount) -> Person:
    """How a person is called, and in which language and time zone they read."""
    person = _own(work)
    work.check_version(person, command.version)
    person.display_name = command.display_name
    person.language, person.time_zone = command.language, command.time_zone
    work.record("person.edited", person)
    return person


def minutes_to_change_passphrase(work: Work) -> int:
    """Count a try with the old passphrase; the minutes to wait while blocked."""
    return minutes_to_wait(work, {_passphrase_key(work): TRIES_BY_NAME})


def forget_passphrase_tries(work: Work) -> None:
    """The old passphrase was right, whatever comes of the new one."""
    work.session.execute(delete(Throttle).where(Throttle.key == _passphrase_key(work)))


def _passphrase_key(work: Work) -> str:
    return f"passphrase:{work.actor.key}"


def own_passphrase_hash(work: Work) -> str:
    """What the old passphrase is compared with, above this floor."""
    return _own(work).passphrase_hash


def change_passphrase(work: Work, passphrase_hash: str, token_hash: str) -> Person:
    """A new passphrase; every other session of the person ends at once."""
    person = _own(work)
    person.passphrase_hash = passphrase_hash
    work.session.execute(
        delete(SignInSession).where(
            SignInSession.person_id == person.id, SignInSession.token_hash != token_hash
        )
    )
    work.record("person.changed_passphrase", person)
    return person


def sign_out_everywhere(work: Work) -> None:
    """End every session of one's own, this one too."""
    end_all_sessions(work, _own(work))


def work_in(work: Work, token_hash: str, mission_id: int) -> None:
    """Work in another mission in which the person holds a role; kept on the session, so other browsers stay."""
    work.require(PeoplePermission.OWN_ACCOUNT_USE, NOTHING)
    if mission_id not in {grant.mission_id for grant in work.actor.grants}:
        raise NotVisible("mission")
    row = work.session.scalars(
        select(SignInSession).where(
            SignInSession.token_hash == token_hash, SignInSession.person_id == work.person_id
        )
    ).one_or_none()
    if row is None:
        raise NotVisible("session")
    row.mission_id = mission_id
