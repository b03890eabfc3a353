"""Drawings that stand where photos of a visit would: nobody's house, nobody's face, and it says so."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (960, 640)
SKY, GROUND, WALL, ROOF, SHADE = "#cfe3ef", "#d9c7a3", "#e9e2d3", "#8a5a3c", "#6d6a63"


def drawing(seed: int, share_built: float) -> bytes:
    """A building as far as it has risen (0 to 1), as JPEG bytes; another seed, another building."""
    chance = Random(seed)  # noqa: S311 - a drawing, not a secret
    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 430, *SIZE), fill=GROUND)
    for _ in range(40):
        x, y = chance.randrange(SIZE[0]), chance.randrange(440, SIZE[1])
        pen.ellipse((x, y, x + 6, y + 3), fill=SHADE)
    left, right = 200 + chance.randrange(80), 700 + chance.randrange(80)
    top = 430 - int(220 * share_built)
    pen.rectangle((left, top, right, 470), fill=WALL, outline=SHADE, width=3)
    if share_built > 0.6:
        for x in range(left + 50, right - 60, 130):
            pen.rectangle((x, 300, x + 60, 380), fill="#7fa3b5", outline=SHADE, width=3)
    if share_built >= 1:
        pen.polygon(((left - 40, top), (right + 40, top), ((left + right) // 2, top - 110)), fill=ROOF)
    pen.text((24, 600), "Drawing for the demonstration, not a photo", fill=SHADE)
    target = BytesIO()
    picture.save(target, "JPEG", quality=82)
    return target.getvalue()
