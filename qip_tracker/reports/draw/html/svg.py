"""A picture as inline SVG: attributes and classes only, since the page's policy forbids style attributes."""

from xml.sax.saxutils import escape, quoteattr

from qip_tracker.reports.charts.picture import Box, Dot, Label, Mark, Picture, Stroke, hatching

_ANCHOR = {"left": "start", "middle": "middle", "right": "end"}
_TURNED_ANCHOR = {"left": "end", "middle": "middle", "right": "start"}
# XML 1.0 knows no other control characters; one of them would break the whole page.
_FORBIDDEN = dict.fromkeys([*range(32), *range(127, 160), *range(55296, 57344), 65534, 65535])


def svg(picture: Picture, identifier: str) -> str:
    """The picture as one `<svg role="img">`; the identifier must be unique on its page and safe as an XML id.

    Only escaped text gets in, so a template may print the answer as it is. Raises ValueError for a bad identifier.
    """
    if not identifier.replace("-", "").replace("_", "").isalnum() or not identifier.isascii():
        raise ValueError(f"{identifier!r} cannot be an id")
    parts = [
        f'<svg class="picture" role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(picture.width)} '
        f'{_n(picture.height)}" aria-labelledby="{identifier}-title {identifier}-desc" font-size="8" '
        'preserveAspectRatio="xMidYMid meet" focusable="false">',
        f'<title id="{identifier}-title">{_text(picture.title)}</title>',
        f'<desc id="{identifier}-desc">{_text(picture.description)}</desc>',
    ]
    parts.extend(_drawn(mark, picture.right_to_left) for mark in picture.marks)
    parts.append("</svg>")
    return "".join(parts)


def _drawn(mark: Mark, right_to_left: bool) -> str:
    if isinstance(mark, Label):
        return _label(mark, right_to_left)
    if isinstance(mark, Box):
        return _box(mark)
    if isinstance(mark, Stroke):
        dashes = ' stroke-dasharray="3 2"' if mark.dashed else ""
        return (
            f'<line{_role(mark.role)} x1="{_n(mark.x1)}" y1="{_n(mark.y1)}" x2="{_n(mark.x2)}" y2="{_n(mark.y2)}" '
            f'stroke="{mark.colour}" stroke-width="{_n(mark.width)}"{dashes}/>'
        )
    if isinstance(mark, Dot):
        return (
            f'<circle{_role(mark.role)} cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.radius)}"'
            f"{_paint(mark.fill, mark.stroke)}/>"
        )
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in mark.points)
    return f'<polygon{_role(mark.role)} points="{points}" fill="{mark.fill}"/>'


def _label(mark: Label, right_to_left: bool) -> str:
    # The anchor counts from the side where reading starts, so it turns with the direction.
    anchor = (_TURNED_ANCHOR if right_to_left else _ANCHOR)[mark.anchor]
    turned = ' direction="rtl"' if right_to_left else ""
    weight = ' font-weight="700"' if mark.bold else ""
    return (
        f'<text{_role(mark.role)} x="{_n(mark.x)}" y="{_n(mark.y)}" font-size="{_n(mark.size)}" '
        f'text-anchor="{anchor}" fill="{mark.colour}"{weight}{turned}>{_text(mark.words)}</text>'
    )


def _box(mark: Box) -> str:
    whole = (
        f'<rect{_role(mark.role)} x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(max(mark.width, 0))}" '
        f'height="{_n(max(mark.height, 0))}"{_paint(mark.fill, mark.stroke)}/>'
    )
    if not mark.hatched:
        return whole
    lines = "".join(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" for x1, y1, x2, y2 in hatching(mark))
    return f'{whole}<path class="picture-hatch" d="{lines}" stroke="#55606b" stroke-width="0.6" fill="none"/>'


def _paint(fill: str | None, stroke: str | None) -> str:
    outline = f' stroke="{stroke}" stroke-width="0.75"' if stroke else ""
    return f' fill="{fill or "none"}"{outline}'


def _role(role: str) -> str:
    return f" class={quoteattr('picture-' + role)}" if role else ""


def _text(words: str) -> str:
    return escape(words.translate(_FORBIDDEN), {'"': "&quot;", "'": "&#39;"})


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
