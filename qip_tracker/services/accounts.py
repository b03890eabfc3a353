"""Signing in and out: throttled before hashing, one answer for an unknown name and a wrong passphrase."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from qip_tracker.models import Person, SignInSession, Throttle
from qip_tracker.services.work import Work

WINDOW = timedelta(minutes=1)
TRIES_BY_NAME = 5
TRIES_BY_ADDRESS = 30
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What somebody typed, and the network address it came from (kept only as a counter's key)."""

    name: str
    passphrase: str
    address: str


def may_try(work: Work, key: str, tries: int) -> bool:
    """Count one try; False while blocked. The wait doubles up to 15 minutes and always ends."""
    row = work.session.get(Throttle, key, with_for_update=True)
    if row is None:
        work.session.add(Throttle(key=key, window_started_at=work.now, tries=1, blocked_until=None))
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


def may_sign_in(work: Work, name: str, address: str) -> bool:
    """Count a try to sign in under a name and from an address; False when either is blocked."""
    by_name = may_try(work, f"sign-in:{name.casefold()[:60]}", TRIES_BY_NAME)
    by_address = may_try(work, f"address:{address[:60]}", TRIES_BY_ADDRESS)
    return by_name and by_address


def person_named(work: Work, name: str) -> Person | None:
    """An enabled person by the name they sign in with, in any case of letters."""
    return work.session.scalars(
        select(Person).where(Person.name == name.strip().casefold(), Person.disabled_at.is_(None))
    ).one_or_none()


def open_session(work: Work, person: Person, token_hash: str) -> None:
    """A session row for a person who proved who they are."""
    throttle = work.session.get(Throttle, f"sign-in:{person.name}")
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
