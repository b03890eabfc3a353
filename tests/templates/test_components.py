"""Components, layouts and error pages as text: strict, escaped, labelled, worded, documented."""

import datetime
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from jinja2 import TemplateRuntimeError, UndefinedError

from qip_tracker.weblib.forms.edit_conflicts import Difference
from tests.templates import style_guide
from tests.templates.style_guide import PAGES, ROOT, TEMPLATES

OWN_FOLDERS = ("_layout", "_components", "errors")
OWN_TEMPLATES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for folder in OWN_FOLDERS
    for path in (TEMPLATES / folder).glob("*.html")
)
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "_components").glob("*.html"))
ERROR_PAGES = sorted(path.name for path in (TEMPLATES / "errors").glob("[0-9]*.html"))
STYLE_PAGES = ["components.html", "project.html", "form.html", "ballot.html", "public.html", "print.html"]
VOID = {"input", "meta", "link", "img", "br", "rect", "circle", "path"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Elements(HTMLParser):
    """Every element of a page with its attributes, in order, and whether tags close in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.title = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes something else at {self.getpos()}"

    def handle_data(self, words: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += words

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def shown(name: str, language: str = "en") -> str:
    """One style guide or error page with what it needs."""
    return style_guide.render(
        name,
        language,
        **({"shown": style_guide.wrong_form(), "messages": ["The round is closed."], "quick_exit_url": "#"}),
        **(style_guide.CONFLICT if name.endswith("409.html") else {}),
    )


ALL_PAGES = [*STYLE_PAGES, *(f"errors/{name}" for name in ERROR_PAGES)]


@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_every_template_compiles_and_says_how_it_is_used(name: str) -> None:
    style_guide.environment().get_template(name)
    source = (TEMPLATES / name).read_text()
    assert source.startswith("{#-") or name.startswith("errors/"), "the usage stands on top"
    assert "|safe" not in source.replace(" ", "")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=\"", source), (
        "forbidden by the CSP"
    )


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_file_holds_the_macro_of_its_name_and_is_documented_and_shown(component: str) -> None:
    module = style_guide.environment().get_template(f"_components/{component}.html").module
    if component == "field_notes":  # the shared parts of fields, for components only
        return
    assert callable(getattr(module, component))
    assert f"_components/{component}.html" in (ROOT / "docs" / "design-system.md").read_text()
    users = [*PAGES.glob("*.html"), *TEMPLATES.glob("_*/*.html"), *TEMPLATES.glob("errors/*.html")]
    assert any(f'from "_components/{component}.html"' in user.read_text() for user in users), "drawn nowhere"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ALL_PAGES)
def test_a_page_has_one_heading_a_title_and_labelled_fields(name: str, language: str) -> None:
    page = Elements(shown(name, language))
    assert page.open == [], "every element is closed"
    assert len(page.named("h1")) == 1
    assert len(page.named("main")) == 1
    assert page.title.strip()
    assert page.named("html")[0]["lang"] == language
    assert page.named("html")[0]["dir"] == ("rtl" if language == "ar" else "ltr")
    identities = Counter(attributes["id"] for _tag, attributes in page.found if "id" in attributes)
    assert [name for name, times in identities.items() if times > 1] == []
    labelled = {attributes.get("for") for attributes in page.named("label")}
    for tag in ("input", "select", "textarea"):
        for attributes in page.named(tag):
            assert attributes.get("type") == "hidden" or attributes["id"] in labelled
    for _tag, attributes in page.found:
        for identity in (attributes.get("aria-describedby") or "").split():
            assert identity in identities
    for attributes in page.named("form"):
        assert attributes["action"]


def test_every_posting_form_carries_its_tokens() -> None:
    for name in ALL_PAGES:
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", shown(name), flags=re.DOTALL):
            assert 'name="csrf_token"' in form, name


def test_titles_say_page_then_project_then_product() -> None:
    assert Elements(shown("project.html")).title.startswith("Overview - QIP-2025-014 Rehabilitation")
    assert Elements(shown("project.html")).title.endswith(" - QIP Tracker")
    assert Elements(shown("form.html")).title == "New project - QIP Tracker"


def test_the_ballot_title_and_weight_tell_a_passer_by_nothing() -> None:
    page = Elements(shown("ballot.html"))
    assert page.title == "Questions"
    assert "QIP" not in shown("ballot.html")
    assert page.named("script") == []
    assert [attributes["rel"] for attributes in page.named("link")] == ["stylesheet", "icon"]
    # An empty picture in the page itself: a browser that is told of no icon asks the tracker for one.
    assert page.named("link")[1]["href"] == "data:,"


def test_a_page_without_its_title_is_refused() -> None:
    with pytest.raises((UndefinedError, TemplateRuntimeError)):
        style_guide.render("_layout/base.html")


def test_errors_stand_on_top_and_beside_the_field_and_typed_text_stays() -> None:
    markup = shown("form.html")
    page = Elements(markup)
    targets = [attributes["href"] for attributes in page.named("a") if "Give the project" in markup]
    assert "#title" in targets and "#kind-0" in targets and "#lines-0-what" in targets
    title = next(attributes for attributes in page.named("input") if attributes.get("id") == "title")
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "title-help title-error"
    assert "Clean water</textarea>" in markup
    assert 'value="three"' in markup
    identities = {attributes.get("id") for _tag, attributes in page.found}
    assert {target[1:] for target in targets if len(target or "") > 1 and target[0] == "#"} <= identities


def test_no_summary_when_nothing_is_wrong() -> None:
    markup = style_guide.render("form.html", shown=style_guide.filled_form())
    assert "error-summary" not in markup
    assert "aria-invalid" not in markup


def test_optional_is_said_in_words_and_only_where_true() -> None:
    markup = shown("form.html")
    assert re.search(r'for="starts_on">Planned start\s*<span class="optional">\(optional\)', markup)
    assert re.search(r'for="title">Title</label>', markup)


def test_text_of_people_is_escaped_everywhere() -> None:
    page = style_guide.page_context("en")
    page.mission_name = page.actor.display_name = HOSTILE
    page.flashes = [("success", HOSTILE)]
    page.breadcrumbs = [(HOSTILE, None)]
    page.navigation = [(HOSTILE, "#", False)]
    head = style_guide.project_head()
    head.title = head.place = head.reference = head.state_word = HOSTILE
    head.facts = [(HOSTILE, HOSTILE, HOSTILE)]
    head.ribbon = [(HOSTILE, "now", HOSTILE)]
    head.tabs = [(HOSTILE, "#", True)]
    markup = style_guide.render("project.html", page=page, project_head=head)
    assert "<img src=x" not in markup
    assert "<script>alert" not in markup
    assert markup.count("&lt;script&gt;") > 12

    clash = {**style_guide.CONFLICT, "rows": [Difference(HOSTILE, HOSTILE, HOSTILE)]}
    clash["saved"] = style_guide.saved_by(HOSTILE)
    clash["hidden"] = [("title", HOSTILE)]
    answer = style_guide.render("errors/409.html", **clash)
    assert "<img src=x" not in answer
    form = style_guide.SampleForm(data={"title": HOSTILE, "need": HOSTILE})
    form.title.errors = [HOSTILE]
    assert "<img src=x" not in style_guide.render("form.html", shown=form)


@pytest.mark.parametrize("name", ["errors/500.html", "errors/503.html"])
def test_the_worst_pages_need_nothing_and_say_that_nothing_was_saved(name: str) -> None:
    markup = style_guide.environment().get_template(name).render()
    assert "othing" in markup and "saved" in markup


def test_an_error_page_follows_the_room_it_happened_in() -> None:
    markup = style_guide.render("errors/404.html", error_layout="_layout/ballot.html")
    assert "QIP" not in markup
    assert "ballot.css" in markup


def test_a_checklist_counts_and_gives_reasons() -> None:
    macro = style_guide.environment().get_template("_components/checklist.html").module.checklist
    markup = str(macro([(True, "Signed", None), (False, "Confirmed", "not asked yet")], "Before"))
    assert "1 of 2" in markup and "Missing:" in markup and "not asked yet" in markup


def test_today_stands_at_now_or_else_at_the_first_late_step() -> None:
    macro = style_guide.environment().get_template("_components/ribbon.html").module.ribbon
    now = str(macro([("Need", "done", None), ("Visit", "late", None), ("Works", "now", None)]))
    late = str(macro([("Need", "done", None), ("Visit", "late", None), ("End", "late", None)]))
    assert now.count("aria-current") == 1 and now.index("Works") > now.index("aria-current") > now.index(
        "Visit"
    )
    assert late.count("aria-current") == 1 and late.index("aria-current") < late.index("Visit")
    assert str(macro([("Need", "done", None)])).count("aria-current") == 0


def test_money_says_local_first_then_dollars_with_rate_and_date() -> None:
    macro = style_guide.environment().get_template("_components/money_cell.html").module.money_cell
    words = re.sub(r"<[^>]+>", "", str(macro(15096000, "XAF", 2496100, "604.80", datetime.date(2026, 3, 12))))
    assert words == "XAF 15,096,000USD 24,961.00 at 604.80, 12 Mar 2026"
    assert "note" not in str(macro(2496100, "USD", 2496100))


def test_a_money_bar_survives_a_plan_of_zero() -> None:
    macro = style_guide.environment().get_template("_components/money_bar.html").module.money_bar
    assert 'width="0.0%"' in str(macro("XAF", ("Approved", 0), [("Paid", 0)]))
    assert "bar-over" in str(macro("XAF", ("Approved", 100), [("Spent", 120)]))
