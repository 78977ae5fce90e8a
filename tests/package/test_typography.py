"""Values as harmless Markdown, and spaces that must not break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.package.typography import bind_spaces, escape_markdown, slug

GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("Razem do Sukcesu", "Razem do Sukcesu"),
        ("*Razem*", r"\*Razem\*"),
        ("a | b", r"a \| b"),
        ("1. punkt", r"1\. punkt"),
        ("Gmina, ul. Leśna 3; 50 %? Tak.", "Gmina, ul. Leśna 3; 50 %? Tak."),
        (r"a \. b", r"a \\. b"),
        ("# nagłówek\n\ndrugi", r"\# nagłówek drugi"),
        ("<script>", r"\<script\>"),
        ("a\u202eb\x00c", "abc"),
        ("a\rb\r\nc", "a b c"),
    ],
)
def test_nothing_in_a_value_acts_as_markup(value: str, escaped: str) -> None:
    assert escape_markdown(value) == escaped


@given(st.text(max_size=100))
def test_a_value_stays_on_one_line(value: str) -> None:
    escaped = escape_markdown(value)

    assert len(escaped.splitlines()) <= 1
    assert escaped == escaped.strip()


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("gmina i powiat", f"gmina i{GAP}powiat"),
        ("art. 5 ust. 1", f"art.{GAP}5 ust.{GAP}1"),
        ("w 2024 r. i 5 zł", f"w{GAP}2024{GAP}r. i{GAP}5{GAP}zł"),
        ("§ 12", f"§{GAP}12"),
        ("Razem a nie osobno", f"Razem a{GAP}nie osobno"),
        ("kawa z mlekiem", f"kawa z{GAP}mlekiem"),
        ("O tym, art.X", f"O{GAP}tym, art.X"),
        ("40 % – 50 %", f"40{GAP}% – 50{GAP}%"),
        ("3 osoby, lit. a", f"3{GAP}osoby, lit. a"),
    ],
)
def test_polish_lines_break_elsewhere(text: str, bound: str) -> None:
    assert bind_spaces(text, "pl") == bound
    assert bind_spaces(text, "en") == text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Karta modelu", "karta-modelu"),
        (
            "Uchwała rady o utworzeniu spółdzielni (projekt)",
            "uchwala-rady-o-utworzeniu-spoldzielni-projekt",
        ),
        ("../../etc/passwd", "etc-passwd"),
        ("☃", "document"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert slug(title) == name
