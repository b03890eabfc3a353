"""Which texts of the facts are somebody's own words, in whatever language and direction they were written."""

from typing import Annotated

IN_ANY_LANGUAGE = "in any language"
# A text a person typed; codes, keys and hashes stay plain `str`. `reports.direction_marks` reads this mark.
Words = Annotated[str, IN_ANY_LANGUAGE]
