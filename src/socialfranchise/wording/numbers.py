"""Numbers, money, shares and days as Polish and English readers write them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from socialfranchise.core.text import Language
from socialfranchise.wording.messages import messages, plural_form

GAP = "\N{NO-BREAK SPACE}"


def number_text(
    number: float | int | Decimal,
    language: Language,
    places: int = 2,
    rounding: str = ROUND_HALF_UP,
) -> str:
    """A number with at most ``places`` decimals, thousands apart, no trailing zeros."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding)
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _localised(text, language)


def money_text(amount: float | int | Decimal, language: Language) -> str:
    """An amount of zlotys, with grosze only when there are any."""
    return _with_unit(_amount(amount, language), "unit.pln.many", language)


def percent_text(share: float | Decimal, language: Language, places: int = 2) -> str:
    """A share between 0 and 1 as per cent."""
    exact = share if isinstance(share, Decimal) else Decimal(str(share))
    return _with_unit(number_text(exact * 100, language, places), "unit.percent.many", language)


def day_text(day: date, language: Language) -> str:
    """A day in words, such as ``21 listopada 2026 r.``"""
    say = messages(language)
    return say("day", day=day.day, month=say(f"month.{day.month}"), year=day.year)


def unit_text(number: float | int | Decimal, unit: str, language: Language) -> str:
    """A number with its unit in the right grammatical form; a ``share`` becomes per cent."""
    return _in_unit(_bare(number, unit, language), number, unit, language)


def range_text(low: Decimal, high: Decimal, unit: str, language: Language) -> str:
    """From ``low`` to ``high``, with the unit once; one number when both are the same."""
    ends = _bare(low, unit, language), _bare(high, unit, language)
    if ends[0] == ends[1]:
        return unit_text(high, unit, language)
    text = messages(language)("range", low=ends[0], high=ends[1])
    return _in_unit(text, high, unit, language)


def _bare(number: float | int | Decimal, unit: str, language: Language) -> str:
    """A number as it stands before or after its unit."""
    if unit == "share":
        return number_text(Decimal(str(number)) * 100, language)
    if unit.startswith(("pln", "eur")):
        return _amount(number, language)
    return number_text(number, language)


def _in_unit(text: str, number: float | int | Decimal, unit: str, language: Language) -> str:
    """A text of figures with the unit; the last ``number`` in it decides on the form."""
    say = messages(language)
    name = "percent" if unit == "share" else unit
    if f"unit.{name}.many" not in say:
        return f"{text}{GAP}{unit}"
    whole = Decimal(str(number)) == int(number)
    form = plural_form(int(number), language) if whole else "fraction"
    key = f"unit.{name}.{form}"
    return _with_unit(text, key if key in say else f"unit.{name}.many", language)


def between_text(
    low: float | int | Decimal, high: float | int | Decimal, unit: str, language: Language
) -> str:
    """Two numbers of a unit as words for from and to."""
    say = messages(language)
    if unit == "share":
        ends = [percent_text(Decimal(str(number)), language) for number in (low, high)]
        return say("reading.between", low=ends[0], high=ends[1])
    form = "fraction" if high == 1 and f"unit.{unit}.fraction" in say else "many"
    text = number_text(high, language)
    key = f"unit.{unit}.{form}"
    most = _with_unit(text, key, language) if key in say else text
    return say("reading.between", low=number_text(low, language), high=most)


def _amount(amount: float | int | Decimal, language: Language) -> str:
    """An amount of money with two decimals, or with none when it is whole."""
    exact = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    return _localised(f"{rounded:,.0f}" if whole else f"{rounded:,.2f}", language)


def _with_unit(text: str, key: str, language: Language) -> str:
    return messages(language)(key, number=text).replace(f"{text} ", f"{text}{GAP}", 1)


def _localised(text: str, language: Language) -> str:
    if language == "pl":
        return text.replace(",", GAP).replace(".", ",")
    return text
