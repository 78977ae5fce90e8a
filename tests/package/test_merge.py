"""Merging what people made of a text with what we make of it now."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.package.merge import Merged, merge, merge_files
from socialfranchise.package.text_forms import TEXT_FORMS

MARKDOWN = TEXT_FORMS["md"]
PARAGRAPHS = st.lists(st.sampled_from("abcdef"), max_size=8)


def merged(base: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> Merged:
    return merge([MARKDOWN.hash(part) for part in base], theirs, ours, MARKDOWN, str)


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected"),
    [
        ("abc", "abc", "aXc", "aXc"),
        ("abc", "aTc", "abc", "aTc"),
        ("abc", "Tbc", "abX", "TbX"),
        ("abc", "Tbc", "aXc", "TXc"),
        ("abc", "aTc", "aTc", "aTc"),
        ("abc", "ac", "abX", "aX"),
        ("abc", "abcT", "Xabc", "XabcT"),
        ("abc", "aTbc", "aXbc", "aTXbc"),
        ("abc", "aTbc", "aTbc", "aTbc"),
        ("", "T", "X", "TX"),
    ],
)
def test_changes_of_both_sides_go_together(
    base: str, theirs: str, ours: str, expected: str
) -> None:
    found = merged(base, theirs, ours)

    assert "".join(found.paragraphs) == expected
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected"),
    [
        ("abc", "aTc", "aXc", ["a", "T", "> **both\\-changed**", "X", "c"]),
        ("abc", "ac", "aXc", ["a", "> **deleted\\-here**", "X", "c"]),
        ("abc", "aTc", "ac", ["a", "T", "> **deleted\\-there**", "c"]),
    ],
)
def test_where_both_changed_one_paragraph_both_stand_with_a_note(
    base: str, theirs: str, ours: str, expected: list[str]
) -> None:
    found = merged(base, theirs, ours)

    assert list(found.paragraphs) == expected
    (conflict,) = found.conflicts
    assert found.paragraphs[conflict.number - 1].startswith("> ")


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_nobody_s_words_are_lost_and_a_second_merge_changes_nothing(
    base: list[str], theirs: list[str], ours: list[str]
) -> None:
    found = merged(base, theirs, ours)

    for side in (theirs, ours):
        added = [part for part in side if part not in base]
        assert all(part in found.paragraphs for part in added)
    again = merged(ours, found.paragraphs, ours)
    assert again.paragraphs == found.paragraphs
    assert again.conflicts == ()


@given(PARAGRAPHS, PARAGRAPHS)
def test_who_changed_nothing_gets_the_other_side(base: list[str], other: list[str]) -> None:
    assert list(merged(base, base, other).paragraphs) == other
    assert list(merged(base, other, base).paragraphs) == other


def page(*paragraphs: str, head: str = "<header>T</header>") -> bytes:
    blocks = "".join(f'<p id="p-{n}">{part}</p>\n' for n, part in enumerate(paragraphs, 1))
    return f"<html><body>{head}<main>\n{blocks}</main></body></html>\n".encode()


def test_a_reading_copy_is_merged_element_by_element() -> None:
    html = TEXT_FORMS["html"]
    base = html.hashes(page("one", "two", "three"))
    theirs = page("one", "two <b>edited</b>", "three", "<i>added</i>")
    found = merge_files(base, theirs, page("first", "two", "three"), html, str)

    assert found is not None
    assert html.words(found[0].decode()).split() == [
        "T",
        "first",
        "two",
        "edited",
        "three",
        "added",
    ]
    assert found[0].endswith(b"</main></body></html>\n")


def test_the_frame_of_a_page_stays_as_people_have_it() -> None:
    html = TEXT_FORMS["html"]
    base = html.hashes(page("one"))
    theirs, ours = page("one", head="<h1>Ours!</h1>"), page("two", head="<h1>New</h1>")
    found = merge_files(base, theirs, ours, html, str)

    assert found is not None
    assert found[0] == page("two", head="<h1>Ours!</h1>")
    assert [conflict.kind for conflict in found[1].conflicts] == ["frame-kept"]


@pytest.mark.parametrize(
    "broken", [b"", b"<p>a", b"<main><p>a</main>", b"<main><ul><li></ul></li></main>", b"\xff"]
)
def test_a_page_that_cannot_be_taken_apart_is_not_merged(broken: bytes) -> None:
    assert merge_files([], broken, page("one"), TEXT_FORMS["html"], str) is None


@given(st.lists(st.text("ab \n-#|>", max_size=12), max_size=6))
def test_a_text_is_its_paragraphs(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    paragraphs = MARKDOWN.split(text)

    assert paragraphs is not None
    assert MARKDOWN.split(MARKDOWN.join(paragraphs)) == paragraphs
    assert [word for part in paragraphs for word in part.split()] == text.split()
