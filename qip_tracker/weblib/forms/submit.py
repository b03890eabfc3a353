"""How a form becomes one change: a resent form gets the first answer again and makes no second record, for 30 days."""

import hashlib
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from flask import g, redirect, request, session
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from qip_tracker.domain.kernel.refusals import Refused, StaleEdit
from qip_tracker.extensions import unit_of_work
from qip_tracker.services.kernel import form_tokens
from qip_tracker.services.kernel.work import Work
from qip_tracker.weblib.forms.base import TOKEN_FIELD, BaseForm, EditForm
from qip_tracker.weblib.forms.edit_conflicts import Stored, edit_conflict_page, sent_before_page
from qip_tracker.weblib.request.session_user import current_actor, current_token_hash

Result = TypeVar("Result")
_TOKEN = re.compile(r"[0-9a-f]{32}\Z")
_NOT_CONTENT = frozenset({"csrf_token", TOKEN_FIELD})


class AlreadySent(Exception):
    """The same form token came again with other content: the first answer stands, the new text is shown."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def form_token() -> str:
    """One token a page: two forms on it are told apart by their endpoint and content."""
    sent = request.form.get(TOKEN_FIELD, "") if request.method == "POST" else ""
    if _TOKEN.match(sent):
        return sent
    if "form_token" not in g:
        g.form_token = uuid.uuid4().hex
    token: str = g.form_token
    return token


def _content_hash() -> str:
    parts = sorted((key, value) for key, value in request.form.items(multi=True) if key not in _NOT_CONTENT)
    parts += sorted((key, sent.filename or "") for key, sent in request.files.items(multi=True))
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def carry_out(verb: Callable[[Work], Result], then: Callable[[Result], str]) -> Response:
    """Run `verb` once in one transaction and answer 303 to `then(result)`; raises what the verb raises."""
    actor = current_actor()
    sent = request.form.get(TOKEN_FIELD, "")
    with _words_only_if_stored(), unit_of_work(actor) as work:
        claim = None
        if _TOKEN.match(sent):
            owner = actor.key if actor.kind == "staff" else (current_token_hash() or "nobody")
            claim = form_tokens.Sent(
                hashlib.sha256(f"{sent}:{request.path}".encode()).hexdigest(),
                owner[:80],
                request.endpoint or "",
                _content_hash(),
            )
            first = form_tokens.first_answer(work, claim)
            if first is not None:
                if first.content_hash != claim.content_hash:
                    raise AlreadySent(first.location)
                return redirect(first.location, 303)
        location = then(verb(work))
        if claim:
            form_tokens.keep_answer(work, claim, location)
    return redirect(location, 303)


@contextmanager
def _words_only_if_stored() -> Iterator[None]:
    """What `then` flashes was said before the commit; when that fails, the next page must not say it was done."""
    before = session.get("_flashes")
    try:
        yield
    except BaseException:
        session.pop("_flashes", None)
        if before is not None:
            session["_flashes"] = before
        raise


def carry_out_form(
    form: BaseForm,
    verb: Callable[[Work], Result],
    then: Callable[[Result], str],
    stored: Stored | None = None,
) -> Response | None:
    """As `carry_out`, for a form on a page; None when the form is to be drawn, with what is wrong beside its fields.

    A stale edit is answered with both sides in words. `stored` draws the same form from what is stored now, for forms
    whose fields are not the columns of one row.
    """
    if not form.validate_on_submit():
        return None
    try:
        return carry_out(verb, then)
    except Refused as refused:
        form.refuse(refused)
    except AlreadySent as first:
        return sent_before_page(form, first.location)
    except (StaleEdit, StaleDataError) as error:
        if not isinstance(form, EditForm):
            raise
        stale = error if isinstance(error, StaleEdit) else StaleEdit(0, {})
        return edit_conflict_page(form, stale, stored)
    return None
