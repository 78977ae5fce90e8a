"""Charts as SVG, each with a title and a description in words; the numbers stand in a table too.

Series differ in the pattern of their lines and in their marks, never in colour alone.
"""

from collections.abc import Iterator, Sequence
from html import escape

from attrs import frozen

WIDTH, ROW, LEFT, RIGHT = 720, 26, 270, 110
HEIGHT, TOP, BOTTOM, SIDE = 300, 20, 34, 84
DASHES = ("", "7 4", "2 3")


@frozen(kw_only=True)
class Series:
    """A line of a chart: its name and a value for every step."""

    name: str
    values: tuple[float, ...]


@frozen(kw_only=True)
class Bar:
    """A bar from one value to another, with what to write beside it."""

    name: str
    start: float
    end: float
    label: str


@frozen(kw_only=True)
class Chart:
    """What every chart says of itself; ``id`` tells it from the others of a page."""

    id: str
    title: str
    description: str


def line_chart(
    chart: Chart, series: Sequence[Series], ticks: Sequence[tuple[int, str]], marks: Sequence[str]
) -> Iterator[str]:
    """Values over time. ``ticks`` are steps to name below, ``marks`` the words for the highest
    value, nought and the lowest value beside the axis."""
    values = [value for each in series for value in each.values]
    low, high = min(0.0, *values), max(0.0, *values)
    steps = max(len(each.values) for each in series)

    def x(step: float) -> float:
        return SIDE + (WIDTH - SIDE - 40) * step / max(steps - 1, 1)

    def y(value: float) -> float:
        span = high - low or 1.0
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / span

    legend = HEIGHT + 20 * len(series)
    yield from _opening(chart, legend)
    for value, words in zip((high, 0.0, low), marks, strict=True):
        if value == 0.0 or abs(y(value) - y(0.0)) > 12:
            yield _rule(SIDE, y(value), WIDTH - 12, y(value), faint=value != 0.0)
            yield _words(SIDE - 6, y(value) + 4, words, "end")
    for step, words in ticks:
        yield _words(x(step), HEIGHT - BOTTOM + 20, words, "middle")
    for number, each in enumerate(series):
        points = " ".join(f"{x(n):.1f},{y(v):.1f}" for n, v in enumerate(each.values))
        dash = DASHES[number % len(DASHES)]
        yield f'<polyline points="{points}" {_pen(dash)}/>'
        height = HEIGHT + 20 * number + 6
        yield f'<polyline points="{SIDE},{height} {SIDE + 50},{height}" {_pen(dash)}/>'
        yield _words(SIDE + 58, height + 4, each.name, "start")
    yield "</svg>"


def bar_chart(chart: Chart, bars: Sequence[Bar], zero: float) -> Iterator[str]:
    """Bars from one value to another, each in a row, with a line at ``zero``."""
    ends = [zero, *(end for bar in bars for end in (bar.start, bar.end))]
    low, high = min(ends), max(ends)

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (value - low) / (high - low or 1.0)

    yield from _opening(chart, ROW * len(bars) + 12)
    for number, bar in enumerate(bars):
        top = 6 + ROW * number
        start, end = sorted((x(bar.start), x(bar.end)))
        yield _words(LEFT - 8, top + 15, bar.name, "end")
        yield (
            f'<rect x="{start:.1f}" y="{top}" width="{max(end - start, 1):.1f}" height="{ROW - 8}"'
            ' fill="#4a6fa5" stroke="#1a1a1a"/>'
        )
        yield _words(end + 5, top + 15, bar.label, "start")
    yield _rule(x(zero), 0, x(zero), ROW * len(bars) + 12)
    yield "</svg>"


def _opening(chart: Chart, height: int) -> Iterator[str]:
    names = f"{chart.id}-title {chart.id}-desc"
    yield f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{names}">'
    yield f'<title id="{chart.id}-title">{escape(chart.title)}</title>'
    yield f'<desc id="{chart.id}-desc">{escape(chart.description)}</desc>'


def _pen(dash: str) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'fill="none" stroke="#1a1a1a" stroke-width="2"{dashes}'


def _rule(x1: float, y1: float, x2: float, y2: float, *, faint: bool = False) -> str:
    colour = "#b0b0b0" if faint else "#1a1a1a"
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}"/>'


def _words(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="13">'
        f"{escape(words)}</text>"
    )
