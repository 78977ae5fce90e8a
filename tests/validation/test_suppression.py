"""Setting findings aside: with a reason, an end, and never in silence."""

from datetime import date

import pytest

from socialfranchise.core import codes
from socialfranchise.core.codes import Code
from socialfranchise.core.findings import Finding, Place, Severity
from socialfranchise.validation.suppression import sift
from socialfranchise.validation.text import SLUGS

WARNING = Code("SF601", "a-warning", Severity.WARNING)
ON = date(2026, 11, 21)


def warning(line: int, code: Code = WARNING) -> Finding:
    return code.finding(Place("f.yaml", line, 3, line, 9))


def sifted(text: str, *findings: Finding, on: date | None = ON) -> tuple[list[str], list[str]]:
    result = sift(findings, text, "f.yaml", on, set(SLUGS))
    return [f.code for f in result.kept], [f.code for f in result.suppressed]


GOOD = "# sf: ignore SF601 until 2027-03-31 -- czekamy na tłumaczenie"


def test_a_comment_sets_aside_what_is_on_its_line() -> None:
    text = f"a: 1\nb: 2  {GOOD}\n"

    assert sifted(text, warning(2)) == ([], ["SF601"])
    assert sifted(text, warning(1)) == (["SF601", "SF033"], [])


def test_a_comment_alone_is_about_the_next_line() -> None:
    text = f"a: 1\n{GOOD}\n# another comment\n\nb: 2\n"

    assert sifted(text, warning(5)) == ([], ["SF601"])


@pytest.mark.parametrize(
    "comment",
    [
        "# sf: ignore",
        "# sf: ignore SF601",
        "# sf: ignore SF601 until 2027-03-31",
        "# sf: ignore SF601 -- bez końca",
        "# sf: ignore until 2027-03-31 -- bez kodu",
        "# sf: ignore SF601 until jutro -- zła data",
        "# sf: ignore SF60 until 2027-03-31 -- zły kod",
        "# sf: ignore SF601 until: 2027-03-31 -- dwukropek",
    ],
)
def test_a_comment_needs_code_end_and_reason(comment: str) -> None:
    assert sifted(f"a: 1 {comment}\n", warning(1)) == (["SF601", "SF030"], [])


@pytest.mark.parametrize(
    "comment",
    [
        "#sf:ignore SF601 until 2027-03-31 \N{EM DASH} z edytora",
        "# sf: ignore SF601 until 2027-03-31 \N{EN DASH} z telefonu",
        "# SF: Ignore sf601 until 2027-03-31 -- wielkie litery",
    ],
)
def test_a_comment_may_be_written_as_people_write_it(comment: str) -> None:
    assert sifted(f"a: 1 {comment}\n", warning(1)) == ([], ["SF601"])


def test_an_expired_comment_sets_nothing_aside() -> None:
    text = "a: 1 # sf: ignore SF601 until 2026-11-20 -- dawno\n"

    assert sifted(text, warning(1)) == (["SF601", "SF032"], [])
    assert sifted(text, warning(1), on=date(2026, 11, 20)) == ([], ["SF601"])
    assert sifted(text, warning(1), on=None) == ([], ["SF601"])


def test_errors_cannot_be_set_aside() -> None:
    text = "a: 1 # sf: ignore SF301 until 2027-03-31 -- bo tak\n"

    assert sifted(text, warning(1, codes.UNKNOWN_ID)) == (["SF301", "SF031"], [])


def test_one_comment_may_name_several_codes() -> None:
    text = "a: 1 # sf: ignore SF601, SF602 until 2027-03-31 -- oba\n"
    second = Code("SF602", "another", Severity.INFO)

    assert sifted(text, warning(1), warning(1, second)) == ([], ["SF601", "SF602"])


def test_a_hash_inside_a_word_is_no_comment() -> None:
    assert sifted("a: b#sf: ignore\n") == ([], [])


def test_words_inside_a_published_text_are_no_comment() -> None:
    folded = f"a: >-\n  text\n  more {GOOD}\n"
    quoted = f'a: "text {GOOD}"\n'

    assert sifted(folded, warning(3)) == (["SF601"], [])
    assert sifted(quoted, warning(1)) == (["SF601"], [])


def test_a_comment_where_a_folded_text_begins_is_about_all_of_it() -> None:
    text = f"a: >-  {GOOD}\n  text\n  more\nb: 1\n"

    assert sifted(text, warning(3)) == ([], ["SF601"])
    assert sifted(text, warning(4)) == (["SF601", "SF033"], [])


def test_silence_means_something_only_where_everything_was_checked() -> None:
    result = sift([], f"a: 1  {GOOD}\n", "f.yaml", ON, frozenset())
    nonsense = sift([], f"a: 1  {GOOD.replace('SF601', 'SF999')}\n", "f.yaml", ON, frozenset())

    assert list(result.kept) == []
    assert [finding.code for finding in nonsense.kept] == ["SF033"]
