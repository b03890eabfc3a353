"""Headers on every answer: nothing from a third party, nothing inline, nothing framed, nothing cached."""

from flask import Flask, request
from werkzeug.wrappers import Response

from qip_tracker.weblib.request.session_user import current_actor

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_cross_site() -> bool:
    """Whether the browser itself says that another site sent this change."""
    return request.method not in SAFE_METHODS and request.headers.get("Sec-Fetch-Site") == "cross-site"


def init_app(app: Flask, *, production: bool) -> None:
    """Add the headers to every answer of the application."""

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if production:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint != "static" or response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.add("Vary", "Cookie")
            if current_actor().kind == "member":
                response.headers["Referrer-Policy"] = "no-referrer"
        return response
