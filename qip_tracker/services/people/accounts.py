"""Signing in and out: throttled before hashing, one answer for an unknown name and a wrong passphrase.

And what people may do with their own account. Passphrases arrive here only as hashes.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from qip_tracker.access import NOTHING, Permission
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.domain.people.accounts import sign_in_name
from qip_tracker.models import Person, SignInSession, Throttle
from qip_tracker.services.kernel.work import Work

WINDOW = timedelta(minutes=1)
TRIES_BY_NAME = 5
TRIES_BY_PLACE = 30
LONGEST_WAIT = timedelta(minutes=15)
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What somebody typed, and where from: a keyed hash of the network address, which is stored nowhere."""

    name: str
    passphrase: str
    place: str


def may_try(work: Work, key: str, tries: int) -> bool:
    """Count one try; False while blocked. The wait doubles up to 15 minutes and always ends.

    Of many first tries at once each is counted: the row goes in first, and whoever comes second waits for it.
    """
    session = work.session
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    fresh = {"key": key, "window_started_at": work.now, "tries": 0, "blocked_until": None}
    session.execute(insert(Throttle).values(fresh).on_conflict_do_nothing())
    row = session.get_one(Throttle, key, with_for_update=True, populate_existing=True)
    if row.tries == 0:
        row.tries = 1
        _forget_old_tries(work)
        return True
    if row.blocked_until is not None and row.blocked_until > work.now:
        return False
    quiet_for = work.now - row.window_started_at
    if quiet_for > WINDOW and (row.blocked_until is None or work.now - row.blocked_until > LONGEST_WAIT):
        row.window_started_at, row.tries, row.blocked_until = work.now, 1, None
        return True
    row.tries += 1
    if row.tries > tries:
        doublings = min(row.tries - tries - 1, 10)
        row.blocked_until = work.now + min(WINDOW * 2**doublings, LONGEST_WAIT)
        return False
    return True


def _forget_old_tries(work: Work) -> None:
    """Counters nobody needs any more are no diary of who came when."""
    old = work.now - KEPT
    blocked_lately = Throttle.blocked_until.is_not(None) & (Throttle.blocked_until >= old)
    work.session.execute(delete(Throttle).where(Throttle.window_started_at < old, ~blocked_lately))


def may_sign_in(work: Work, name: str, place: str) -> bool:
    """Count a try to sign in under a name and from a place; False when either is blocked."""
    by_name = may_try(work, _name_key(name), TRIES_BY_NAME)
    by_place = may_try(work, f"sign-in-from:{place}", TRIES_BY_PLACE)
    return by_name and by_place


def _name_key(name: str) -> str:
    """A hash: people type a passphrase into the box of the name, and the counter must not keep it in clear."""
    return f"sign-in:{hashlib.sha256(sign_in_name(name).encode()).hexdigest()[:32]}"


def person_named(work: Work, name: str) -> Person | None:
    """An enabled person by the name they sign in with, in any case of letters."""
    return work.session.scalars(
        select(Person).where(Person.name == sign_in_name(name), Person.disabled_at.is_(None))
    ).one_or_none()


def open_session(work: Work, person: Person, token_hash: str) -> None:
    """A session row for a person who proved who they are."""
    throttle = work.session.get(Throttle, _name_key(person.name))
    if throttle is not None:
        work.session.delete(throttle)
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
class EditOwnAccount:
    """What people say about themselves."""

    display_name: str
    language: str
    time_zone: str
    version: int | None = None


def _own(work: Work) -> Person:
    work.require(Permission.OWN_ACCOUNT_USE, NOTHING)
    return work.locked(Person, work.person_id)


def edit_own(work: Work, command: EditOwnAccount) -> Person:
    """How a person is called, and in which language and time zone they read."""
    person = _own(work)
    work.check_version(person, command.version)
    person.display_name = command.display_name
    person.language, person.time_zone = command.language, command.time_zone
    work.record("person.edited", person)
    return person


def may_change_passphrase(work: Work) -> bool:
    """Count a try with the old passphrase; False while blocked."""
    return may_try(work, f"passphrase:{work.actor.key}", TRIES_BY_NAME)


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
    work.require(Permission.OWN_ACCOUNT_USE, NOTHING)
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
