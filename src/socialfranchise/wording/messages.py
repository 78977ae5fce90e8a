"""Messages by key, per language, from the files in ``wording/texts``."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from attrs import frozen

from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Language

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@frozen
class Messages:
    """The messages of one language. A key is dotted: ``match.verdict.fits``."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **parameters: object) -> str:
        """The message with its parameters filled in; a missing key is a bug and raises."""
        return self.texts[key].format(**parameters)

    def __contains__(self, key: object) -> bool:
        return key in self.texts

    def counted(self, key: str, number: int) -> str:
        """A count with the right plural form, such as ``5 errors``."""
        return self(f"{key}.{plural_form(number, self.language)}", number=number)

    def section(self, prefix: str) -> dict[str, str]:
        """All messages below a key, by the rest of their key."""
        start = f"{prefix}."
        return {k.removeprefix(start): v for k, v in self.texts.items() if k.startswith(start)}


def plural_form(number: int, language: Language) -> str:
    """``one``, ``few`` or ``many``: the plural classes of Polish; English has no ``few``."""
    if number == 1:
        return "one"
    if language == "pl" and number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return "few"
    return "many"


@cache
def messages(language: Language) -> Messages:
    """The messages of a language."""
    file = files("socialfranchise.wording") / "texts" / f"{language}.yaml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
    return Messages(language, FrozenMapping(dict(_flat(data, ()))))


def _flat(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _flat(part, (*path, key))
    else:
        yield ".".join(path), value
