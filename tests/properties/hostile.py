"""What an enemy, a broken telephone or a careless paste can send: words, numbers, addresses and bodies.

The word `qipx` stands in everything that would be code if it were believed; `findings` is the judge, an HTML parser.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

MARK = "qipx"
# Begins of what a browser would follow: a link of ours never begins so.
_CALLS = ("javascript:", "data:", "vbscript:")
_FOLLOWED = ("href", "src", "action", "formaction", "xlink:href", "srcset", "poster", "content")
PRODUCT = (7, 191)
_PRODUCT_SHOWN = f"{MARK}{PRODUCT[0] * PRODUCT[1]}"

MARKUP = (
    '"><qipx onqipx=1>',
    "'><qipx onqipx=1>",
    "</textarea></title><qipx>",
    "<script>qipx()</script>",
    "<svg onload=qipx()>",
    '" onqipx="1" x="',
    "' onqipx='1",
    "javascript:qipx()",
    "<!--<qipx>-->",
    "]]><qipx/>",
    "&lt;qipx&gt;<qipx>",
    "<a href=//qipx.invalid>",
)
TEMPLATES = (
    "qipx{{7*191}}",
    "qipx${7*191}",
    "qipx{%set a=1%}",
    "qipx#{7*191}",
    "%(qipx)s %s %d",
    "{qipx.__class__}",
)
SQL = ("' OR '1'='1", "'; DROP TABLE person;--", "%' AND 1=0 UNION SELECT 1--", "\\'; --", "_%_%")
CHARACTERS = (
    "\x00",
    "qip\x00x",
    "\ud800",
    "a\udfffb",
    "\u202egnp.exe",
    "\u2066\u2069\u202d",
    "\u200b\u200c\u200d\ufeff",
    "\x07\x08\x1b[31m",
    "\r\nSet-Cookie: qipx=1",
    "\u2028\u2029",
    "\ufffe\uffff\ufdd0",
    "e" + "\u0301" * 500,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 20,
    "   \t\n  ",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
)
NUMBERS = (
    "1e999",
    "-1e999",
    "NaN",
    "Infinity",
    "١٢٣",
    "²",
    "½",
    "１２",
    "1_000",
    "0x10",
    "1,2,3.4.5",
    "-0",
    "--1",
    "+1",
    "2024-W01-1",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "20260316",
    str(10**30),
    str(2**31),
    str(2**63),
    "9" * 5000,
    "1" + "0" * 400 + ".5",
)
LONG = ("A" * 200_000, "<" * 60_000, "ب" * 100_000, "a\n" * 50_000)
STRINGS: tuple[str, ...] = (*MARKUP, *TEMPLATES, *SQL, *CHARACTERS, *NUMBERS, *LONG)

# Raw text of one part of an address, already as it goes over the wire.
ADDRESS_PARTS: tuple[str, ...] = (
    *("0", "-1", "00", "01", "1.0", "1e3", "0x1", "+1", "1%20", "%201", "%09", "null", "None", "true", "NaN"),
    *(str(2**31), str(2**63 - 1), str(2**63), str(10**30), "9" * 400, "١", "²", "%D9%A1", "%C2%B2"),
    *(
        "%00",
        "1%00",
        "%ff%fe",
        "%ed%a0%80",
        "%25",
        "%2e%2e",
        "..%2f..%2fetc%2fpasswd",
        "%5c..%5c",
        "1;2",
        "1,2",
    ),
    *(
        "1'--",
        "%27%20OR%201=1",
        "%22%3E%3Cqipx%3E",
        "%7B%7B7*191%7D%7D",
        "%E2%80%AE1",
        "%F0%9F%98%80",
        "a" * 3000,
    ),
    *("..", ".", "%2F", "con", "%0d%0aSet-Cookie:qipx=1"),
)

EXTRA: dict[str, str] = {
    "role": "administrator",
    "is_admin": "1",
    "admin": "true",
    "id": "1",
    "mission_id": "2",
    "approved_by_id": "1",
    "created_by_id": "1",
    "approved_usd_minor": "1",
    "paid_usd_minor": "1",
    "state": "closed",
    "deleted_at": "2026-01-01T00:00:00",
    "version": "1",
}


class _Judge(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if MARK in tag or (tag == "script" and dict(attrs).get("src") is None):
            self.found.append(f"element {tag}")
        for name, value in attrs:
            text = (value or "").strip().lower()
            if MARK in name or name.startswith("on"):
                self.found.append(f"attribute {name} of {tag}")
            if name in _FOLLOWED and MARK in text and text.startswith((*_CALLS, f"//{MARK}")):
                self.found.append(f"{name} of {tag} leads to {text[:40]}")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.found.append("comment")

    def handle_data(self, data: str) -> None:
        if _PRODUCT_SHOWN in data:
            self.found.append("a template of the sender was run")


def findings(html: str) -> list[str]:
    """What of the hostile text became an element, an attribute, a link that runs, or the result of a template."""
    if MARK not in html:
        return []
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return judge.found


def queries(names: list[str]) -> Iterator[str]:
    """Query strings: each name with each string, and some that are broken as a whole."""
    for name in names:
        for text in STRINGS:
            yield f"{name}={quote(text[:4000], errors='surrogatepass')}"
        yield f"{name}=1&{name}=2"
        yield f"{name}[]=1"
        yield name
    yield from (
        "%",
        "%zz=%zz",
        "&&&=&",
        "=1",
        "a" * 8000,
        "%00=%00",
        "%ed%a0%80=1",
        "x=1;y=2",
        "&".join(["a=1"] * 2000),
    )


def bodies(token: str, names: list[str]) -> dict[str, tuple[bytes, str]]:
    """Bodies that are broken as a whole, with the content type each claims to have."""
    first = (names or ["name"])[0]
    form = "application/x-www-form-urlencoded"
    multipart = "multipart/form-data; boundary=qip"

    def part(head: str, content: bytes = b"1") -> bytes:
        return b"--qip\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n"

    named = f'Content-Disposition: form-data; name="{first}"'
    sound = part('Content-Disposition: form-data; name="csrf_token"', token.encode())
    text = f"csrf_token={token}&{first}="
    return {
        "nothing": (b"", form),
        "noise": (bytes(range(256)) * 8, form),
        "broken percent": (f"{text}%zz%".encode(), form),
        "broken utf-8": (f"{text}%ff%fe%ed%a0%80".encode(), form),
        "raw bytes": (text.encode() + b"\xff\xfe\x80", form),
        "wrong charset": (text.encode() + b"\xe9", f"{form}; charset=utf-16"),
        "unknown charset": (text.encode() + b"1", f"{form}; charset=klingon"),
        "a thousand and one parts": (text.encode() + b"1" + b"&x=1" * 1001, form),
        "wrong boundary": (sound + part(named) + b"--qip--", "multipart/form-data; boundary=other"),
        "no boundary": (sound + part(named) + b"--qip--", "multipart/form-data"),
        "cut in the middle": ((sound + part(named, b"1" * 500))[:-300], multipart),
        "part without a name": (sound + part("Content-Disposition: form-data") + b"--qip--", multipart),
        "part with a huge head": (sound + part(f"{named}\r\nX-A: {'a' * 70_000}") + b"--qip--", multipart),
        "part in part": (
            sound
            + part(f"{named}\r\nContent-Type: multipart/mixed; boundary=in", b"--in\r\n\r\n1\r\n--in--")
            + b"--qip--",
            multipart,
        ),
        "file name of bytes": (
            sound + part(f'{named}; filename="\xff\x00../..%00.jpg"') + b"--qip--",
            multipart,
        ),
        "too many parts": (sound + part(named) * 1500 + b"--qip--", multipart),
        "json, deep": (b'{"a":' * 5000 + b"1" + b"}" * 5000, "application/json"),
        "xml with an entity": (
            b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            "text/xml",
        ),
        "a field of 3 MB": (text.encode() + b"a" * 3_000_000, form),
    }


def encoded(pairs: list[tuple[str, str]]) -> bytes:
    """A form's body; lone surrogates go over the wire as three bytes, as a broken program sends them."""
    return "&".join(
        f"{quote(name)}={quote(text, safe='', errors='surrogatepass')}" for name, text in pairs
    ).encode()
