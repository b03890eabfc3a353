"""What a reader sees of a page: its words without the markup, and its main part."""

import re
from html import unescape


def words(html: str) -> str:
    """The visible words of the main part of a page."""
    main = html.partition("<main")[2].partition("</main")[0]
    flat = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", main))).replace("\u00a0", " ")
    # The signs that keep a text's own direction are not seen.
    return flat.translate(dict.fromkeys(map(ord, "\u2068\u2069")))


def buttons(html: str) -> list[str]:
    """Addresses of the forms and of the links drawn as buttons in the main part."""
    main = html.partition("<main")[2].partition("</main")[0]
    return re.findall(r'action="([^"]+)"', main) + re.findall(r'<a class="button[^"]*" href="([^"]+)"', main)
