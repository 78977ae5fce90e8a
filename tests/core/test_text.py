"""Texts in two languages."""

from socialfranchise.core.text import LANGUAGES, Text


def test_a_text_speaks_every_language() -> None:
    assert [Text("Tekst.", "Text.").to(language) for language in LANGUAGES] == ["Tekst.", "Text."]
