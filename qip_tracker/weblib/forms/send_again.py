"""A form that cannot be taken now: nothing was saved, nothing typed is lost, and one press sends it again."""

import re
from typing import Literal

from flask import Request, render_template, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.weblib.forms.edit_conflicts import page_of_form, typed_pairs

Reason = Literal["signed_out", "page_too_old", "busy"]
_STATUS: dict[Reason, int] = {"signed_out": 401, "page_too_old": 400, "busy": 503}
_NEVER_SHOWN = re.compile("passphrase|secret")


def send_again_page(reason: Reason) -> Response | None:
    """What was typed, to send again or to copy; None when nothing was typed, or only what no page may show."""
    typed = typed_pairs()
    names = {name for name, _value in typed}
    if request.method != "POST" or not any(value.strip() for _name, value in typed):
        return None
    if any(_NEVER_SHOWN.search(name) for name in names):
        return None
    shown = render_template(
        "errors/send_again.html",
        reason=reason,
        # The page must not ask the database for anything while that is away.
        error_layout="_layout/plain.html" if reason == "busy" else "_layout/base.html",
        texts=list(dict.fromkeys(value for _name, value in typed if " " in value.strip())),
        hidden=[*typed, *(("version", version) for version in request.form.getlist("version"))],
        has_files=any(file.filename for file in request.files.values()),
        may_send=_came_from_us(request),
        action_url=request.full_path.rstrip("?"),
        sign_in_url=url_for("accounts.sign_in", next=page_of_form()),
    )
    answer = Response(shown, _STATUS[reason], mimetype="text/html")
    if reason == "signed_out":
        # A 401 has to name a way in; no browser knows this one, so none opens a window of its own.
        answer.headers["WWW-Authenticate"] = "Session"
    return answer


def _came_from_us(sent: Request) -> bool:
    """Whether the browser says that a page of ours sent this: what another site wrote is never offered for sending."""
    site = sent.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return sent.headers.get("Origin") == sent.host_url.rstrip("/")
