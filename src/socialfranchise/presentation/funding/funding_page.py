"""A funding plan as one printable page, with a picture of support over the months."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.presentation.funding.funding_text import FundingWords, stretches
from socialfranchise.presentation.funding.support_chart import Series, round_steps, support_svg
from socialfranchise.presentation.html_page import html_page
from socialfranchise.presentation.names import Names
from socialfranchise.wording.numbers import money_text

_STYLE = "svg { width: 100%; height: auto; } td.number { white-space: nowrap; }"


def funding_html(plan: FundingPlan, catalogue: Catalogue, language: Language) -> str:
    """The plan as a page: sums, months with picture and table, ends of support, reasons."""
    words = FundingWords(plan, Names(catalogue, language))
    return "\n".join(html_page(words.title(), _body(words), language, _STYLE)) + "\n"


def funding_svg(plan: FundingPlan, catalogue: Catalogue, language: Language) -> str:
    """The monthly support of the best mix as a picture in SVG."""
    words = FundingWords(plan, Names(catalogue, language))
    sources = catalogue.funding
    months = range(1, plan.months + 1)
    by_month = [plan.best.monthly(month) for month in months]
    series = [
        Series(
            name=words.names.text(sources[id].name),
            sums=[of_month.get(id, Decimal(0)) for of_month in by_month],
        )
        for id in sorted({id for of_month in by_month for id in of_month})
    ]
    most = max((sum(of_month.values(), Decimal(0)) for of_month in by_month), default=Decimal(0))
    ticks = {step: money_text(step, language) for step in round_steps(most)}
    return support_svg(series, words.names.say("funding.chart.title"), _description(words), ticks)


def _description(words: FundingWords) -> str:
    """What the picture shows, in sentences."""
    plan, say = words.plan, words.names.say
    first = sum(plan.best.monthly(1).values(), Decimal(0))
    sums = [sum(plan.best.monthly(m).values(), Decimal(0)) for m in range(1, plan.months + 1)]
    most = max(sums, default=Decimal(0))
    parts = [
        say(
            "funding.chart.description",
            first=words.pln(first),
            most=words.pln(most),
            month=sums.index(most) + 1,
            last=words.pln(sums[-1]),
            months=plan.months,
        ),
        *(words.cliff(cliff) for cliff in plan.cliffs),
    ]
    return " ".join(parts)


def _body(words: FundingWords) -> Iterator[str]:
    plan, say, names = words.plan, words.names.say, words.names
    yield _p(words.state())
    yield _h2(say("funding.best"))
    yield _p(say("funding.total", total=words.pln(plan.best.total)))
    if plan.best.taken:
        yield _p(words.funds(plan.best))
    else:
        yield _p(say("funding.nothing"))
    yield "<ul>"
    for taken in plan.best.taken:
        behind = _list(line for _, line in words.behind(taken, plan.best))
        yield f"<li>{escape(words.taken(taken, plan.best))}{''.join(behind)}</li>"
    yield "</ul>"
    yield _h2(say("funding.purchases"))
    yield from _list(words.purchases())
    yield _p(words.gap())
    yield _h2(say("funding.months"))
    yield funding_svg(plan, names.catalogue, names.language)
    yield from _stretches(words)
    yield from _support_table(words)
    yield _h2(say("funding.cliffs"))
    yield from _list([words.cliff(c) for c in plan.cliffs] or [say("funding.no_cliffs")])
    if plan.second is not None:
        yield _h2(say("funding.second"))
        less = plan.best.total - plan.second.total
        total = words.pln(plan.second.total)
        yield _p(say("funding.less", total=total, less=words.pln(less)))
        second = plan.second
        yield from _list(words.taken(taken, second) for taken in second.taken)
    more = plan.possible.total - plan.best.total
    if more > 0:
        yield _h2(say("funding.possible"))
        total = words.pln(plan.possible.total)
        yield _p(say("funding.more", total=total, more=words.pln(more)))
    yield _h2(say("funding.aid"))
    yield _p(words.aid())
    for heading, lines in words.answers():
        yield _h2(heading)
        yield "<ul>"
        for line, reasons in lines:
            yield f"<li>{escape(line)}{''.join(_list(reasons))}</li>"
        yield "</ul>"
    yield _h2(say("funding.notes"))
    yield from _list(words.notes())


def _stretches(words: FundingWords) -> Iterator[str]:
    say = words.names.say
    rows = [words.stretch_cells(stretch) for stretch in stretches(words.plan)]
    heads = [say(f"funding.column.{key}") for key in ("months", "from", "cost", "support", "left")]
    yield from _table(say("funding.chart.table"), heads, rows, texts=2)


def _support_table(words: FundingWords) -> Iterator[str]:
    """The numbers of the picture: every month and source."""
    say, plan = words.names.say, words.plan
    by_month = {month: plan.best.monthly(month) for month in range(1, plan.months + 1)}
    ids = sorted({id for of_month in by_month.values() for id in of_month})
    sources = words.names.catalogue.funding
    heads = [
        say("funding.column.months"),
        say("funding.column.from"),
        *(words.names.text(sources[id].name) for id in ids),
    ]
    rows = [
        (
            str(month),
            words.day(plan.first_day(month)),
            *(words.pln(of_month.get(id, Decimal(0))) for id in ids),
        )
        for month, of_month in by_month.items()
        if of_month
    ]
    yield from _table(say("funding.chart.title"), heads, rows, texts=2)


def _table(
    caption: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]], texts: int
) -> Iterator[str]:
    """A table whose first column names the row; after ``texts`` columns come numbers."""
    yield "<table>"
    yield f"<caption>{escape(caption)}</caption>"
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for first, *rest in rows:
        plain = "".join(f"<td>{escape(cell)}</td>" for cell in rest[: texts - 1])
        numbers = "".join(f'<td class="number">{escape(cell)}</td>' for cell in rest[texts - 1 :])
        yield f'<tr><th scope="row">{escape(first)}</th>{plain}{numbers}</tr>'
    yield "</tbody>"
    yield "</table>"


def _list(lines: Iterable[str]) -> Iterator[str]:
    found = [f"<li>{escape(line.strip())}</li>" for line in lines]
    if found:
        yield "<ul>"
        yield from found
        yield "</ul>"


def _h2(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"
