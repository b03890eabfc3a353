"""A small static renderer: the design system without the application.

It gives templates the same names as the application does (gettext, url_for, money, date, page, ...), so that
layouts, components and error pages can be drawn, measured and tested before and beside the rooms.
"""

import datetime
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FileField,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)

from qip_tracker.queries.kernel.audit import LastChange
from qip_tracker.weblib.forms.edit_conflicts import Difference, Saved

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "qip_tracker" / "static"
PAGES = Path(__file__).resolve().parent / "pages"

MINOR_DIGITS = {"XAF": 0, "USD": 2}

# Enough Arabic that right-to-left layout is judged on Arabic words; the rest stays as written.
ARABIC = {
    "Title": "العنوان",
    "Menu": "القائمة",
    "Search projects": "البحث في المشاريع",
    "Search": "بحث",
    "Today": "اليوم",
    "(optional)": "(اختياري)",
    "Sign out": "تسجيل الخروج",
    "Skip to main content": "الانتقال إلى المحتوى الرئيسي",
    "Every question needs an answer unless it says optional.": "كل سؤال يحتاج إلى جواب ما لم يُذكر أنه اختياري.",
    "Cancel": "إلغاء",
    "Change": "تعديل",
    "Questions": "أسئلة",
    "Leave this page": "مغادرة هذه الصفحة",
    "What waits for me": "ما ينتظرني",
    "This week": "هذا الأسبوع",
    "New project": "مشروع جديد",
    "How safe is the road to the market now?": "ما مدى أمان الطريق إلى السوق الآن؟",
    "Much less safe": "أقل أماناً بكثير",
    "Less safe": "أقل أماناً",
    "The same": "لم يتغير",
    "Safer": "أكثر أماناً",
    "Much safer": "أكثر أماناً بكثير",
    "I do not know": "لا أعرف",
    "I prefer not to say": "أفضّل عدم الإجابة",
    "Send my answers": "إرسال إجاباتي",
}


def pairs(*choices: tuple[str, str]) -> list[SelectChoice]:
    """Choices of a list, each a code and its words."""
    return [SelectChoice(value=code, label=words) for code, words in choices]


class BudgetLine(Form):
    what = StringField("What is bought", [validators.InputRequired()])
    quantity = IntegerField("Quantity", [validators.Optional()])
    amount = StringField("Amount", [validators.InputRequired()])


class SampleForm(Form):
    """One field of every kind a room may use."""

    version = HiddenField()
    title = StringField(
        "Title",
        [validators.InputRequired("Give the project a title.")],
        description="As the community says it.",
    )
    need = TextAreaField("What the community needs", [validators.InputRequired()])
    sector = SelectField("Sector", choices=pairs(("", "Choose one"), ("water", "Water"), ("roads", "Roads")))
    starts_on = DateField("Planned start", [validators.Optional()])
    amount = StringField(
        "Amount asked", [validators.InputRequired("Write the amount in figures, for example 24961.00.")]
    )
    days = IntegerField("Days of work", [validators.Optional()])
    kind = RadioField(
        "Who carries it out",
        [validators.InputRequired("Choose who carries it out.")],
        choices=pairs(("ngo", "A national NGO"), ("authority", "A local authority")),
    )
    groups = SelectMultipleField(
        "Who was consulted",
        choices=pairs(("women", "Women"), ("youth", "Young people"), ("elders", "Elders")),
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        description="Mark every group that was heard.",
    )
    photograph = FileField("Photo of the place")
    passphrase = PasswordField("Passphrase", [validators.InputRequired()])
    agreed = BooleanField("The community has agreed to maintain it")
    safety = RadioField(
        "How safe is the road to the market now?",
        [validators.Optional()],
        choices=pairs(
            ("1", "Much less safe"),
            ("2", "Less safe"),
            ("3", "The same"),
            ("4", "Safer"),
            ("5", "Much safer"),
            ("dont_know", "I do not know"),
            ("no_answer", "I prefer not to say"),
        ),
    )
    lines = FieldList(FormField(BudgetLine), min_entries=3)


def filled_form() -> SampleForm:
    """The sample form as it looks before anybody sends it."""
    return SampleForm(data={"title": "Water point at Bimbo market", "sector": "water"}, prefix="plain-")


def wrong_form() -> SampleForm:
    """The sample form after a send with mistakes: typed text is kept, every field complains that can."""
    sent = MultiDict(
        {
            "title": "",
            "need": "Clean water",
            "sector": "water",
            "amount": "",
            "days": "three",
            "starts_on": "31 June",
        }
    )
    form = SampleForm(sent)
    form.validate()
    return form


def page_context(language: str) -> SimpleNamespace:
    """The `page` object that every template is given."""
    return SimpleNamespace(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        languages=[
            ("en", "English", "?lang=en"),
            ("fr", "Français", "?lang=fr"),
            ("ar", "العربية", "?lang=ar"),
        ],
        actor=SimpleNamespace(is_signed_in=True, display_name="Amina Diallo", kind="person"),
        navigation=[
            (words, "#", position == 0)
            for position, words in enumerate(
                ["Home", "Projects", "Decisions", "Money", "Panels", "Reports", "Mission"]
            )
        ],
        mission_name="MINUSCA",
        sign_out_url="#",
        account_url="#",
        home_url="#",
        search_url="#",
        flashes=[
            ("success", "Proposal saved as draft."),
            ("warning", "The proposal can be changed only while it is a draft."),
        ],
        breadcrumbs=[("Projects", "#"), ("QIP-2025-014", None)],
    )


def project_head() -> SimpleNamespace:
    """The head of a project's rooms, as the projects presenter hands it over."""
    return SimpleNamespace(
        reference="QIP-2025-014",
        title="Rehabilitation of the water point and drainage at Bimbo market",
        place="Bimbo, Ombella-M’Poko",
        state="moving",
        state_word="Active",
        facts=[
            ("Days left", "41", "of 90, since 12 Mar 2026"),
            ("Approved", "USD 24,961.00", "XAF 15,096,000"),
            ("Milestones", "3 of 5", "60 % of the weight"),
            ("Community", "withheld", "fewer than 5 ballots"),
        ],
        ribbon=[
            ("Need", "done", "4 Jan 2026"),
            ("Screening", "done", "20 Jan 2026"),
            ("Committee", "done", "9 Feb 2026"),
            ("MoU", "done", "2 Mar 2026"),
            ("Works", "now", "day 49 of 90"),
            ("Handover", "todo", "10 Jun 2026"),
            ("Evaluation", "todo", None),
        ],
        tabs=[
            (words, "#", position == 0)
            for position, words in enumerate(
                [
                    "Overview",
                    "Proposal",
                    "Money",
                    "Milestones",
                    "Co-ownership",
                    "Community",
                    "Reports",
                    "Story",
                ]
            )
        ],
    )


def drawing() -> Markup:
    """A picture as reports.charts returns it: an SVG with title and description."""
    bars = "".join(
        f'<rect x="60" y="{20 + 30 * row}" width="{width}" height="18" fill="#0b6aa2"/>'
        f'<text x="54" y="{34 + 30 * row}" text-anchor="end" font-size="13" fill="#1b2126">{word}</text>'
        for row, (word, width) in enumerate([("Plan", 200), ("Paid", 140), ("Spent", 90)])
    )
    # Constant markup of this test, no text from anybody.
    return Markup(  # noqa: S704
        '<svg viewBox="0 0 280 120" width="280" height="120" role="img" aria-labelledby="t1 d1">'
        f'<title id="t1">Money</title><desc id="d1">Planned, paid, spent</desc>{bars}</svg>'
    )


def environment(language: str = "en") -> Environment:
    """A strict Jinja environment with the application's globals, worded in one language."""

    def translate(message: str, **values: object) -> str:
        words = ARABIC.get(message, message) if language == "ar" else message
        return words % values

    def translate_number(one: str, many: str, count: int, **values: object) -> str:
        return (one if count == 1 else many) % {"n": f"{count:,}", **values}

    def money(minor: int, currency: str) -> str:
        digits = MINOR_DIGITS[currency]
        return f"{currency} {minor / 10**digits:,.{digits}f}"

    def show_date(day: datetime.date) -> str:
        return f"{day.day} {day:%b %Y}"

    strict = Environment(
        loader=FileSystemLoader([TEMPLATES, PAGES]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    strict.globals.update(
        {
            "_": translate,
            "ngettext": translate_number,
            "comma": lambda: "، " if language == "ar" else ", ",
            "url_for": lambda endpoint, **values: "#",
            "money": money,
            "exchange_rate": lambda rate: rate,
            "date": show_date,
            "datetime": lambda moment: f"{show_date(moment)}, {moment:%H:%M} UTC",
            "number": lambda count: f"{count:,}",
            "percent": lambda share: f"{share} %",
            "age_days": lambda days: f"waiting {days} days",
            "label": lambda kind, code: code.replace("_", " ").capitalize(),
            "static": lambda path: (STATIC / path).as_uri(),
            "typed_rows": lambda form: [(field.label.text, field.data, None) for field in form if field.data],
            "csrf_field": lambda: Markup('<input type="hidden" name="csrf_token" value="x">'),
        }
    )
    return strict


def render(name: str, language: str = "en", **context: object) -> str:
    """One template with the sample context, as a whole HTML page."""
    values: dict[str, object] = {
        "page": page_context(language),
        "project_head": project_head(),
        "form": filled_form(),
        "wrong": wrong_form(),
        "drawing": drawing(),
        "some_day": datetime.date(2026, 3, 12),
        "some_moment": datetime.datetime(2026, 3, 12, 9, 5, tzinfo=datetime.UTC),
    }
    return environment(language).get_template(name).render({**values, **context})


def saved_by(who: str) -> Saved:
    """Somebody's save, as the page of a stale edit names it."""
    moment = datetime.datetime(2026, 3, 12, 9, 5, tzinfo=datetime.UTC)
    return Saved(
        LastChange(moment, "1" * 32, who, "project.need_changed"), False, "Changed the need of a project"
    )


CONFLICT = {
    "rows": [
        Difference("Title", "Water point at Bimbo market", "Water point and drainage, Bimbo"),
        Difference("Amount asked", "XAF 15,096,000", "XAF 14,500,000"),
        Difference("Reason", "The road is open again.", None),
    ],
    "saved": saved_by("Jean Kossi"),
    "action_url": "#",
    "hidden": [("version", "4"), ("title", "Water point at Bimbo market")],
    "theirs_url": "#",
}
