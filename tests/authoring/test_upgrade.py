"""A step from one version of a format to the next changes what it means to and nothing else."""

import pytest

from socialfranchise.authoring.upgrade import STEPS, Step, upgrade
from socialfranchise.core.fixes import Edit, Fix
from socialfranchise.formats.yaml_reader import Parsed

BEFORE = """\
# yaml-language-server: $schema=schemas/law.schema.json
format: socialfranchise.law/1   # nie zmieniaj

id:   "wages"      # dziwny układ zostaje
names:  # stara nazwa pola
  - { pl: 'Płaca',  en: Pay }
"""
AFTER = """\
# yaml-language-server: $schema=schemas/law.schema.json
format: socialfranchise.law/2   # nie zmieniaj

id:   "wages"      # dziwny układ zostaje
titles:  # stara nazwa pola
  - { pl: 'Płaca',  en: Pay }
"""


def rename(parsed: Parsed) -> list[Fix]:
    place = parsed.key_place(("names",))
    edit = Edit(place.line, place.column, place.end_line, place.end_column, "titles")
    return [Fix((edit,), safe=True)]


RENAME = Step("law", 1, 2, rename)
NOTHING = Step("law", 2, 3, lambda parsed: [])


def test_comments_and_layout_survive_a_step() -> None:
    result = upgrade(BEFORE, "wages.yaml", [RENAME])

    assert result.text == AFTER
    assert result.formats == ("socialfranchise.law/2",)


def test_steps_follow_each_other() -> None:
    result = upgrade(BEFORE, "wages.yaml", [NOTHING, RENAME])

    assert result.text == AFTER.replace("law/2", "law/3")
    assert result.formats == ("socialfranchise.law/2", "socialfranchise.law/3")


def test_windows_line_ends_survive() -> None:
    result = upgrade(BEFORE.replace("\n", "\r\n"), "wages.yaml", [RENAME])

    assert result.text == AFTER.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text", ["", "- a\n", "a: [\n", "format: 7\n", "format: socialfranchise.funding/1\n"]
)
def test_what_no_step_is_for_stays_as_it_is(text: str) -> None:
    assert upgrade(text, "file.yaml", [RENAME]).text == text


def test_a_step_that_contradicts_itself_is_refused() -> None:
    twice = Step("law", 1, 2, lambda parsed: rename(parsed) * 2)
    with pytest.raises(ValueError, match="law/2"):
        upgrade(BEFORE, "wages.yaml", [twice])


def test_all_formats_are_at_their_first_version() -> None:
    assert STEPS == ()
