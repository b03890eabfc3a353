"""Whole addresses, for what leaves the browser: invitation links and the hash printed on paper."""

from urllib.parse import urlsplit

from flask import current_app, has_request_context, request

from qip_tracker.settings import Settings


def absolute(endpoint: str, **values: object) -> str:
    """The whole address of a page. In production it comes from the settings, never from what a request calls us."""
    settings: Settings = current_app.extensions["qip_settings"]
    site = settings.external_url
    if has_request_context() and not settings.production:
        # A port chosen with --port is known only to the request.
        site = request.host_url
    parts = urlsplit(site)
    adapter = current_app.url_map.bind(parts.netloc, url_scheme=parts.scheme or "http")
    return adapter.build(endpoint, values, force_external=True)
