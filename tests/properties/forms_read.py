"""Forms as they stand in a page's HTML, and what a person would type into each of their controls."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

from qip_tracker.adapters import clock
from tests.adapters import pictures
from tests.factories.world import PASSPHRASE

TOKENS = ("csrf_token", "form_token")
SECRET = "482199301175"
LETTERS = "f" * 40


@dataclass
class Control:
    """One named control: its kind (text, select, radio, checkbox, file, ...) and what the page itself would send."""

    name: str
    kind: str
    sent: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    accept: str = ""
    inputmode: str = ""


@dataclass
class Door:
    """An unsafe route on one object, with the form that leads to it (no controls where a bare button does)."""

    endpoint: str
    url: str
    role: str
    page: str | None = None
    controls: dict[str, Control] = field(default_factory=dict)

    @property
    def fields(self) -> list[str]:
        """The names a person answers."""
        return [name for name in self.controls if name not in TOKENS]


class Forms(HTMLParser):
    """The POST forms of a page: address and controls; `searched` are the names of its GET forms and links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, Control]]] = []
        self.searched: set[str] = set()
        self.links: list[str] = []
        self._open: dict[str, Control] | None = None
        self._is_post = False
        self._select: Control | None = None
        self._text: Control | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        if tag == "form":
            self._open, self._is_post = {}, given.get("method", "").lower() == "post"
            if self._is_post:
                self.found.append((given.get("action", ""), self._open))
        elif self._open is not None:
            self._control(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            if self._select is not None and not self._select.sent:
                self._select.sent = [option for option in self._select.options if option][:1]
            self._select = None
        elif tag == "textarea":
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._text is not None and data.strip():
            self._text.sent = [data.lstrip("\n")]

    def _control(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
            if "selected" in given and given.get("value"):
                self._select.sent = [given["value"]]
        elif name and tag in ("input", "select", "textarea") and not self._is_post:
            self.searched.add(name)
        elif name and tag == "select":
            self._select = self._kept(Control(name, "select"))
        elif name and tag == "textarea":
            self._text = self._kept(Control(name, "textarea"))
        elif name and tag == "input" and given.get("type") != "submit":
            self._input(name, given)

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        control = self._kept(
            Control(name, kind, accept=given.get("accept", ""), inputmode=given.get("inputmode", ""))
        )
        value = given.get("value", "on" if kind == "checkbox" else "")
        if kind not in ("radio", "checkbox"):
            control.sent = [value] if value else []
            return
        control.options.append(value)
        if "checked" in given:
            control.sent.append(value)

    def _kept(self, control: Control) -> Control:
        assert self._open is not None
        return self._open.setdefault(control.name, control)


def typed(control: Control) -> list[object]:
    """A plausible answer: what the page would send by itself, else something of the right kind."""
    if control.kind == "file":
        if "image" in control.accept:
            return [(BytesIO(pictures.saved("JPEG", pictures.scene(64, 48))), "well.jpg")]
        return [(BytesIO(b"title,place\nWell,Kidal\n"), "rows.csv")]
    if control.sent:
        return list(control.sent)
    if control.kind in ("radio", "select"):
        return [option for option in control.options if option][:1]
    plain = {
        "date": clock.now().date().isoformat(),
        "numeric": "3",
        "decimal": "100",
        "password": PASSPHRASE,
        "textarea": "Said at the well on the market day.",
        "text": "Well of Aguelhok",
        "search": "Well",
    }
    answer = plain.get(control.inputmode) or plain.get(control.kind)
    return [answer] if answer else []
