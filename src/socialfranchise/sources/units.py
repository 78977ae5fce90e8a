"""Codes of territorial units: TERYT, and the longer codes of the Local Data Bank.

A unit id of the bank has 12 digits: macroregion (2), voivodeship (2), region (1), subregion (2),
county (2), commune (2), kind (1). Older exports have 10: region (1), voivodeship (2), subregion
(2), county (2), commune (2), kind (1). Both name levels that TERYT does not have.
"""

import re
import unicodedata
from functools import lru_cache

from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.observation import COUNTRY

_CODE = re.compile(r"\d+\Z", re.ASCII)
_YEARS = re.compile(r"(?: od (\d{4}))?(?: do (\d{4}))?\Z")
_KIND_MARK = re.compile(r"\s*\(\d\)\Z")
_STROKE = str.maketrans(
    {"\N{LATIN SMALL LETTER L WITH STROKE}": "l", "\N{LATIN CAPITAL LETTER L WITH STROKE}": "L"}
)

NOT_IN_TERYT = ""
"""The unit is one that TERYT does not have: a macroregion, region or subregion."""


@lru_cache(maxsize=8192)
def unit_of(code: str) -> str | None:
    """The TERYT code of a unit: 2, 4 or 7 digits, or :data:`COUNTRY`.

    :data:`NOT_IN_TERYT` for a region or subregion, ``None`` for what is no code of a unit.
    """
    if not _CODE.match(code):
        return None
    if len(code) == 12:
        return _inside(code[:2], code[2:4], code[4:7], code[7:])
    if len(code) == 10:
        return _inside(code[:1], code[1:3], code[3:5], code[5:])
    if len(code) in (2, 4, 7):
        return _cut(code.ljust(7, "0")) if len(code) != 4 or code[2:] != "00" else None
    return None


def _inside(macroregion: str, voivodeship: str, subregion: str, rest: str) -> str | None:
    """The unit of a code of the bank; what is above or between the levels of TERYT is none."""
    if rest.strip("0"):
        return _cut(voivodeship + rest)
    if subregion.strip("0") or (macroregion.strip("0") and voivodeship == "00"):
        return NOT_IN_TERYT
    return _cut(voivodeship + rest)


def _cut(code: str) -> str | None:
    """A code of seven digits as long as its level, when it is one."""
    voivodeship, county, commune, kind = code[:2], code[2:4], code[4:6], code[6]
    if not code.strip("0"):
        return COUNTRY
    known = conventions()
    if voivodeship not in known.voivodeships:
        return None
    if commune != "00":
        return code if county != "00" and kind in known.kinds else None
    if kind != "0":
        return None
    return voivodeship if county == "00" else voivodeship + county


def with_zeros(code: str) -> str | None:
    """A code that has lost its leading zeros in a spreadsheet; ``None`` when it is not one."""
    for length in (7, 12):
        full = code.rjust(length, "0")
        if len(code) < length and (code == "0" or len(code) == length - 1) and unit_of(full):
            return full
    return None


def kind_of(code: str) -> str | None:
    """The kind of the unit of a TERYT code, a key of ``unit_kind`` in the texts.

    A commune that is a county too is a city. ``None`` when a code of six digits leaves it open.
    """
    known = conventions()
    if len(code) == 2:
        return "voivodeship"
    city = int(code[2:4]) >= known.cities_from
    if len(code) == 4:
        return "city-county" if city else "county"
    if len(code) == 6:
        return "city-county" if city else None
    kind = known.kinds[code[6]]
    return "city-county" if city and kind == "urban" else kind


def bank_name(name: str) -> tuple[str, int, int]:
    """A name of the bank without what it adds, and the years from and to which it says it holds."""
    plain = without_mark(name)
    since, until = None, None
    if years := _YEARS.search(plain):
        since, until = years[1], years[2]
        plain = plain[: years.start()]
    for prefix in conventions().bank_prefixes:
        if plain.startswith(prefix):
            plain = plain.removeprefix(prefix)
            break
    return plain.strip(), int(since or 0), int(until or 9999)


def without_mark(name: str) -> str:
    """The name without the mark of its kind: ``Bochnia (1)`` is ``Bochnia``."""
    return _KIND_MARK.sub("", name).strip()


def folded(text: str) -> str:
    """Small letters without marks, single spaces: how words are compared."""
    plain = unicodedata.normalize("NFKD", text.translate(_STROKE))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.casefold().split())
