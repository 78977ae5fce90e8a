"""Support over the months as a picture in SVG: stacked columns, one colour a source.

The picture has a title and a description that says what it shows; the numbers stand in the table
beside it. Written by hand: the libraries that draw charts read the clock or need a browser.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from html import escape

from attrs import frozen

WIDTH, HEIGHT = 960, 360
_LEFT, _TOP, _BOTTOM, _LEGEND = 90, 20, 30, 22
_COLOURS = ("#1b6ca8", "#d1790f", "#3a7d44", "#a23b72", "#5b5f97", "#8a6d1d", "#444444", "#00798c")
"""Told apart by their darkness, too; the order in the legend is that of the columns."""


@frozen(kw_only=True)
class Series:
    """One source: its name and what it pays in each month."""

    name: str
    sums: Sequence[Decimal]


def support_svg(
    series: Sequence[Series], title: str, description: str, ticks: Mapping[Decimal, str]
) -> str:
    """The picture; ``ticks`` are the lines across, with the words beside them.

    The highest tick is the top of the picture and is above 0. All series are equally long.
    """
    return "\n".join(_svg(series, title, description, ticks))


def round_steps(most: Decimal) -> list[Decimal]:
    """Even steps from 0 to at least ``most``, at most five of them and easy to read."""
    if most <= 0:
        return [Decimal(0), Decimal(1)]
    power = Decimal(10) ** (most.adjusted() - 1)
    steps = (power * factor for factor in (1, 2, 5, 10, 20, 25, 50))
    step = next(step for step in steps if step * 5 >= most)
    count = int((most / step).to_integral_value(ROUND_CEILING))
    return [step * number for number in range(count + 1)]


def _svg(
    series: Sequence[Series], title: str, description: str, ticks: Mapping[Decimal, str]
) -> Iterator[str]:
    top = max(ticks)
    months = len(series[0].sums) if series else 0
    height = HEIGHT + _LEGEND * len(series)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}"'
        ' aria-labelledby="support-title support-description" font-family="sans-serif"'
        ' font-size="14">'
    )
    yield f'<title id="support-title">{escape(title)}</title>'
    yield f'<desc id="support-description">{escape(description)}</desc>'
    yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    for value, words in ticks.items():
        y = _height(value, top)
        yield f'<path d="M{_LEFT} {y}H{WIDTH - 10}" stroke="#767676" stroke-width="0.5"/>'
        yield f'<text x="{_LEFT - 8}" y="{y}" dy="5" text-anchor="end">{escape(words)}</text>'
    yield from _columns(series, months, top)
    for month in range(12, months + 1, 12):
        x = _position(month, months)
        yield f'<text x="{x}" y="{HEIGHT - 8}" text-anchor="middle">{month}</text>'
    for index, one in enumerate(series):
        row = HEIGHT + index * _LEGEND
        colour = _COLOURS[index % len(_COLOURS)]
        yield f'<rect x="{_LEFT}" y="{row}" width="14" height="14" fill="{colour}"/>'
        yield f'<text x="{_LEFT + 22}" y="{row + 12}">{escape(one.name)}</text>'
    yield "</svg>"


def _columns(series: Sequence[Series], months: int, top: Decimal) -> Iterator[str]:
    width = _number(Decimal(WIDTH - 10 - _LEFT) / max(1, months) * Decimal("0.8"))
    below = [Decimal(0)] * months
    for index, one in enumerate(series):
        colour = _COLOURS[index % len(_COLOURS)]
        yield f'<g fill="{colour}">'
        for month, sum_ in enumerate(one.sums, 1):
            if sum_:
                high = _height(below[month - 1] + sum_, top)
                tall = _number(Decimal(_height(below[month - 1], top)) - Decimal(high))
                x = _number(Decimal(_position(month, months)) - Decimal(width) / 2)
                yield f'<rect x="{x}" y="{high}" width="{width}" height="{tall}"/>'
                below[month - 1] += sum_
        yield "</g>"


def _height(value: Decimal, top: Decimal) -> str:
    return _number(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - value / top))


def _position(month: int, months: int) -> str:
    return _number(_LEFT + Decimal(WIDTH - 10 - _LEFT) * (2 * month - 1) / (2 * months))


def _number(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
