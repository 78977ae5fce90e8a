"""The reading copy: one page for every reader, which runs, loads and leaks nothing."""

import base64
import datetime
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.text import Language
from socialfranchise.package.reading_copy import numbered
from socialfranchise.package.render import DocumentSource, render_documents
from tests.package.page import faults, read

HERE = Path(__file__).parent
DAY = datetime.date(2024, 5, 17)
HOSTILE_TITLE = 'A <b> & "c" @TITLE@ </title><script>'


def made(markdown: str, title: str = "Statut", language: Language = "pl") -> bytes:
    [files] = render_documents([DocumentSource(markdown, title, language, DAY)], ["html"])
    return files["html"]


@pytest.fixture(scope="module")
def statute() -> bytes:
    return made((HERE / "samples" / "statute.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def hostile() -> bytes:
    text = (HERE / "samples" / "hostile.md").read_text(encoding="utf-8")
    return made(text, HOSTILE_TITLE, "en")


def test_everybody_can_read_it(statute: bytes, hostile: bytes) -> None:
    assert faults(statute) == []
    assert faults(hostile) == []


def test_language_title_and_headings(statute: bytes) -> None:
    page = read(statute)

    assert page.all("html") == [{"lang": "pl"}]
    assert page.texts["title"] == ["Statut"]
    assert page.texts["h1"] == ["Statut"]
    assert [len(page.all(f"h{level}")) for level in (2, 3, 4)] == [3, 8, 1]
    assert len(page.all("th")) == 4 + 3


def test_the_policy_allows_its_own_sheet_and_nothing_else(statute: bytes) -> None:
    text = statute.decode()
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert style is not None
    assert policy is not None

    sha256 = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{sha256}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_every_block_has_a_number_in_the_order_of_the_text() -> None:
    page = made(
        "# Jeden\n\nDwa.\n\n- trzy\n- cztery\n\n1) pięć\n\n    sześć\n\n> siedem\n\n"
        "| osiem |\n|---|\n| dziewięć |\n\n| dziesięć\n| wiersz\n\n```\njedenaście\n```\n"
    ).decode()

    found = re.findall(r'id="(p-\d+)"[^>]*>\s*(?:<t[hd][^>]*>|<code>)?(\w+)', page)
    words = ("Jeden", "Dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć")
    wanted = (*words, "dziesięć", "jedenaście")
    assert found == [(f"p-{number}", word) for number, word in enumerate(wanted, 1)]


def test_a_page_of_many_chapters_begins_with_a_list_of_them() -> None:
    few = read(made("# a\n\n# b\n\n# c"))
    many = read(made("# a\n\n# b^[Przypis]\n\n# c <b>\n\n# d[^1]\n\n[^1]: Przypis."))

    assert few.all("nav") == []
    assert [" ".join(text.split()) for text in many.texts["nav"]] == [
        "W tym dokumencie a b^[Przypis] c <b> d"
    ]


def test_hostile_text_stays_text(hostile: bytes) -> None:
    page = read(hostile)
    text = re.sub(r"\s+", "", "".join(page.texts["main"]))

    assert page.texts["title"] == [HOSTILE_TITLE]
    for piece in (
        "<script>alert(1)</script><b>bold?</b><!--comment-->",
        "\\input{/etc/passwd}",
        ':::{custom-style="Title"}fenced:::',
        "title:hijacked",
        "@TITLE@@LANG@%1%0",
    ):
        assert piece in text
    assert "root:" not in text


def test_brackets_of_a_statute_stay_brackets() -> None:
    assert '<div class="bracket">' in made("1) pierwszy\n2) drugi").decode()


def test_the_same_text_gives_the_same_bytes(statute: bytes) -> None:
    text = (HERE / "samples" / "statute.md").read_text(encoding="utf-8")

    assert made(text) == statute


@given(st.lists(st.sampled_from(["<p>", "<li>", "<li>\n<p>", "<tr>", "x", "<b>"]), max_size=9))
def test_numbers_are_given_once_and_nothing_else_changes(parts: list[str]) -> None:
    body = "".join(parts)
    marked = numbered(body)
    numbers = [int(number) for number in re.findall(r' id="p-(\d+)"', marked)]

    assert numbers == [*range(1, len(numbers) + 1)]
    assert re.sub(r' id="p-\d+"', "", marked) == body
