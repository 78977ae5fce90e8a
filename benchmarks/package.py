"""The documents of a package, side by side in one run: us, docxtpl, WeasyPrint and openpyxl.

Usage: python benchmarks/package.py [ROUNDS]   (needs docxtpl, weasyprint, openpyxl installed)

All contenders get the same filled texts, those of the example commune, and the same indicators. A
peer reads the Markdown with markdown-it-py; docxtpl fills a template of paragraphs and tables made
beforehand, WeasyPrint makes tagged PDFs, openpyxl the workbook. Rounds are interleaved; the medians
of the time on the clock and of the processors' time, ours and that of the programs we start, are
given. The second says more on a machine that has other work to do.
"""

import gc
import io
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docxtpl import DocxTemplate
from markdown_it import MarkdownIt
from weasyprint import HTML

import socialfranchise as sf
from socialfranchise.package.attachments import attachments
from socialfranchise.package.franchise_package import ALL_FORMATS, render_package
from socialfranchise.package.kpi_workbook import kpi_workbook
from socialfranchise.package.plan import PackagePlan, plan_package
from socialfranchise.package.render import DocumentSource, render_documents

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "models" / "places" / "kramsk-2011.yaml"
PROPOSAL = ROOT / "models" / "proposals" / "kramsk-example.yaml"
MODEL = "elderly-care"
ROUNDS = 7
STYLE = """
@page { size: A4; margin: 2.5cm; @bottom-right { content: counter(page) " / " counter(pages) } }
body { font: 11pt/1.4 serif } h1, h2, h3 { break-after: avoid; color: #1f3a5f }
table { border-collapse: collapse; width: 100%; font-size: 10pt } th { background: #e6ecf3 }
td, th { border: 0.5pt solid #a6a6a6; padding: 4pt; text-align: left } tr { break-inside: avoid }
"""

READER = MarkdownIt("commonmark").enable("table")


def sources(plan: PackagePlan) -> list[DocumentSource]:
    """The texts to render."""
    return [
        DocumentSource(paper.markdown, paper.title, plan.language, plan.on, paper.description)
        for paper in plan.papers
    ]


# The peers


def blocks(markdown: str) -> Iterator[dict[str, Any]]:
    """A text as what a template can loop over: headings, paragraphs, list items, tables."""
    kind, rows, row = "text", [], []
    inside = 0
    for token in READER.parse(markdown):
        if token.type == "heading_open":
            kind = f"h{min(int(token.tag[1]), 3)}"
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            inside += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            inside -= 1
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            rows.append(row)
        elif token.type == "table_close":
            yield {"kind": "table", "head": rows[0], "rows": rows[1:]}
            rows = []
        elif token.type == "inline":
            text = "".join(child.content for child in token.children or ())
            if token.level and token.map and rows is not None and _in_table(token.level, inside):
                row.append(text)
            else:
                yield {"kind": "item" if inside and kind == "text" else kind, "text": text}
            kind = "text"


def _in_table(level: int, inside: int) -> bool:
    return level >= 4 and not inside


def word_template() -> bytes:
    """A Word template with a paragraph for each kind of block, and a table that grows."""
    document = docx.Document()
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{%p for block in blocks %}")
    styles = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "item": "List Bullet"}
    for kind, style in {**styles, "text": "Normal"}.items():
        document.add_paragraph(f"{{%p if block.kind == '{kind}' %}}")
        document.add_paragraph("{{ block.text }}", style=style)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if block.kind == 'table' %}")
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    for row, (first, cell, last) in enumerate(
        (
            ("{%tc for cell in block.head %}", "{{ cell }}", "{%tc endfor %}"),
            ("{%tr for row in block.rows %}", "", ""),
            ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
            ("{%tr endfor %}", "", ""),
        )
    ):
        for column, text in enumerate((first, cell, last)):
            table.cell(row, column).text = text
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def by_docxtpl(texts: Sequence[DocumentSource], template: Path) -> list[bytes]:
    """Word files."""
    made = []
    for text in texts:
        document = DocxTemplate(template)
        filled = {"title": text.title, "blocks": list(blocks(text.markdown))}
        document.render(filled, autoescape=True)
        file = io.BytesIO()
        document.save(file)
        made.append(file.getvalue())
    return made


def by_weasyprint(texts: Sequence[DocumentSource]) -> list[bytes]:
    """PDF files, tagged."""
    made = []
    for text in texts:
        body = READER.render(text.markdown)
        head = f"<title>{text.title}</title><style>{STYLE}</style>"
        page = f"<!doctype html><html lang='pl'><head>{head}</head><body>{body}</body></html>"
        made.append(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))
    return made


def by_openpyxl(plan: PackagePlan) -> bytes:
    """The workbook of the indicators: three sheets with fields and sums."""
    book = openpyxl.Workbook()
    for year in range(1, 4):
        sheet = book.create_sheet(f"Rok {year}")
        sheet.append(["Kod", "Nazwa", "Jednostka", "Jak często", "Skąd", *range(1, 13), "", "", ""])
        for number, one in enumerate(plan.template.indicators, start=2):
            span = f"F{number}:Q{number}"
            sums = [f'=IF(COUNT({span})=0,"",{f}({span}))' for f in ("SUM", "AVERAGE", "MAX")]
            head = [one.id, one.name.pl, one.unit, one.frequency, one.source.pl]
            sheet.append([*head, *[None] * 12, *sums])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# The race


def clocks() -> tuple[float, float]:
    """The time on the clock, and that of the processors for us and for the programs we started."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return time.perf_counter(), sum(usage.ru_utime + usage.ru_stime for usage in used)


def raced(
    jobs: Mapping[str, Callable[[], object]], rounds: int
) -> dict[str, list[tuple[float, float]]]:
    """Seconds of each job by both clocks, one after the other in every round."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            start = clocks()
            job()
            end = clocks()
            times[name].append((end[0] - start[0], end[1] - start[1]))
    return times


def told(times: Mapping[str, Sequence[tuple[float, float]]], documents: int) -> Iterator[str]:
    """A table in Markdown."""
    yield "| | processors' time | a document | spread | on the clock |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, taken in times.items():
        used = [processors for _, processors in taken]
        clock, middle = (statistics.median(column) for column in zip(*taken, strict=True))
        spread = (max(used) - min(used)) / 2 / middle
        each = middle / documents * 1000
        yield f"| {name} | {middle:.2f} s | {each:.0f} ms | ± {spread:.0%} | {clock:.2f} s |"


def main(rounds: int = ROUNDS) -> None:
    """Race, and print what was measured."""
    catalogue = sf.load_catalogue()
    place = sf.load_diagnosis(PLACE, catalogue=catalogue)
    proposal = sf.load_proposal(PROPOSAL, catalogue=catalogue)
    template = catalogue[MODEL]
    plan = plan_package(template, place, catalogue, proposal=proposal)
    texts = sources(plan)
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "template.docx"
        word.write_bytes(word_template())
        whole: dict[str, Callable[[], object]] = {
            "us: DOCX, PDF, ODT, HTML, XLSX of indicators": lambda: (
                render_documents(texts, ["docx", "pdf", "odt", "html"]),
                kpi_workbook(template, place, None, "pl"),
            ),
            "us: DOCX, PDF, XLSX of indicators": lambda: (
                render_documents(texts, ["docx", "pdf"]),
                kpi_workbook(template, place, None, "pl"),
            ),
            "docxtpl, WeasyPrint, openpyxl": lambda: (
                by_docxtpl(texts, word),
                by_weasyprint(texts),
                by_openpyxl(plan),
            ),
        }
        single: dict[str, Callable[[], object]] = {
            **{f"us: {f}": lambda f=f: render_documents(texts, [f]) for f in FORMS},
            "docxtpl: docx": lambda: by_docxtpl(texts, word),
            "WeasyPrint: pdf": lambda: by_weasyprint(texts),
            "us: three workbooks and calendar": lambda: attachments(plan, catalogue, ALL_FORMATS),
            "us: everything of a planned package": lambda: render_package(
                plan, catalogue, ALL_FORMATS
            ),
            "us: plan of a package without a proposal": lambda: plan_package(
                template, place, catalogue
            ),
        }
        for jobs in (whole, single):
            print("\n".join(told(raced(jobs, rounds), len(texts))))
            print(f"\n{len(texts)} documents, {rounds} rounds\n")


FORMS = ("docx", "odt", "html", "pdf")

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
