"""A sentence for people, in Polish and in English."""

from typing import Literal

from attrs import frozen

Language = Literal["pl", "en"]
LANGUAGES: tuple[Language, ...] = ("pl", "en")


@frozen
class Text:
    """One text in both languages. Polish is the original, English stands beside it."""

    pl: str
    en: str

    def to(self, language: Language) -> str:
        """The text in ``language``."""
        return self.pl if language == "pl" else self.en
