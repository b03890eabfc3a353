"""Who is on the line: Flask-Login carries staff and panel members alike; the cookie holds only a random token.

The session row is read at every request together with the grants, so a right withdrawn is gone at the next click.
Idle time is the age of the signed cookie, renewed by every answer; reading a page never writes a row.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from flask import current_app, g, session
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy.orm import Session

from qip_tracker.access import NOBODY, Actor
from qip_tracker.adapters import clock
from qip_tracker.extensions import db, login_manager
from qip_tracker.queries.people import sessions


class SignedIn(UserMixin):
    """What Flask-Login keeps for one request: the token and the actor it stands for."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token = token
        self.actor = actor

    def get_id(self) -> str:
        return self.token


def hash_of(token: str) -> str:
    """What the session row stores instead of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


@login_manager.user_loader
def load_signed_in(token: str) -> SignedIn | None:
    """The actor of an open session younger than the absolute limit, or None."""
    settings = current_app.extensions["qip_settings"]
    oldest = clock.now() - timedelta(hours=settings.session_absolute_hours)
    database: Session = db.session()
    actor = sessions.actor_of(database, hash_of(token), oldest)
    return SignedIn(token, actor) if actor else None


def remember(token: str, actor: Actor) -> None:
    """Put a fresh session into the cookie; whatever was in it before is dropped, except the language."""
    language = session.get("language")
    session.clear()
    session.permanent = True
    if language:
        session["language"] = language
    login_user(SignedIn(token, actor))
    g.pop("actor", None)


def forget() -> None:
    """Sign out in this browser."""
    language = session.get("language")
    logout_user()
    session.clear()
    if language:
        session["language"] = language
    g.pop("actor", None)


def current_token_hash() -> str | None:
    """The stored form of this browser's token, to end its row."""
    return hash_of(current_user.token) if current_user.is_authenticated else None


def current_actor() -> Actor:
    """The actor of this request; nobody when not signed in."""
    if "actor" not in g:
        g.actor = current_user.actor if current_user.is_authenticated else NOBODY
    actor: Actor = g.actor
    return actor


def midnight(moment: datetime) -> datetime:
    """The beginning of the day in UTC: members' sessions keep no finer time."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
