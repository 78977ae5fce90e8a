"""``batch``: many places at a time, a table of facts in and a table of results out."""

import csv
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from attrs import define

from socialfranchise.batch.columns import fact_columns
from socialfranchise.batch.compiled import CompiledCatalogue
from socialfranchise.batch.results import WRITERS
from socialfranchise.batch.summary import Summary
from socialfranchise.batch.tables import FORMS, Part, read_table
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.cli import options
from socialfranchise.cli.batch_tables import (
    parts_of,
    read_places,
    regions_of,
    schema_with_places,
    shortened,
    show_summary,
    with_places,
)
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.outputs import replacing
from socialfranchise.cli.reading import STANDARD_INPUT
from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.formats.files import open_bytes
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.presentation.names import Names
from socialfranchise.sources.candidates import MappedTable
from socialfranchise.validation.text import report_text
from socialfranchise.wording.messages import Messages

if TYPE_CHECKING:  # imported at once, it would be missed before the extra is asked for
    import pyarrow as pa

ENDINGS = {
    ".csv": "csv",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
}
FINDINGS_SHOWN = 20


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("batch", help=say("cli.commands.batch"))
    @click.argument(
        "table", required=False, type=click.Path(path_type=Path), metavar=say("cli.words.table")
    )
    @click.option("--columns", is_flag=True, help=say("cli.options.batch_columns"))
    @click.option("--form", type=click.Choice(list(FORMS)), help=say("cli.options.batch_form"))
    @click.option("--out", type=options.NamedPath(say), help=say("cli.options.batch_out"))
    @click.option(
        "--top",
        type=click.IntRange(min=1),
        metavar=say("cli.words.number"),
        help=say("cli.options.batch_top"),
    )
    @click.option(
        "--mapping", metavar=say("cli.words.mapping"), help=say("cli.options.batch_mapping")
    )
    @click.option("--summary", is_flag=True, help=say("cli.options.batch_summary"))
    @click.option("--reasons", is_flag=True, help=say("cli.options.batch_reasons"))
    @options.on_day(say)
    @options.catalogue(say)
    @click.option(
        "--format",
        "output_format",
        type=click.Choice(("csv", "ndjson")),
        help=say("cli.options.format"),
    )
    @options.language(say)
    def command(
        table: Path | None,
        columns: bool,
        form: str | None,
        out: Path | None,
        top: int | None,
        mapping: str | None,
        summary: bool,
        reasons: bool,
        on: date | None,
        catalogue_path: Path | None,
        output_format: str | None,
    ) -> int:
        if columns:
            if any((table, form, out, top, mapping, summary, reasons, on, output_format)):
                raise click.UsageError(say("cli.batch.columns_alone"))
            _show_columns(load_catalogue(catalogue_path), say)
            return 0
        if table is None:
            raise click.UsageError(say("cli.batch.no_table"))
        written = output_format or "csv" if out is None else _form(out, say)
        if out is not None and output_format not in (None, written):
            raise click.UsageError(say("cli.batch.two_forms", file=str(out), form=output_format))
        if summary and out is None:
            raise click.UsageError(say("cli.batch.summary_needs_out"))
        if out is not None and _same(table, out):
            raise click.UsageError(say("cli.batch.same_file", file=str(out)))
        catalogue = load_catalogue(catalogue_path)
        day = on or date.today()
        job = _Job(
            compiled=CompiledCatalogue(catalogue, on=day),
            counted=_Counted(say, mapped=mapping is not None),
            summary=Summary() if summary else None,
            reasons=reasons,
            top=top,
        )
        if mapping is not None:
            places = read_places(table, mapping, catalogue, day, say)
            job.run(parts_of(places, catalogue, day), out, written, places)
        else:
            with _input(table) as source:
                parts = read_table(source, str(table), form or _form(table, say), catalogue)
                job.run(parts, out, written)
        if job.summary is not None:
            show_summary(job.summary, catalogue, say)
        job.counted.tell(str(table), len(job.compiled.templates))
        return FINDINGS if job.counted.wrong else 0

    return command


@define
class _Job:
    """Judging the parts of a table and writing the results, a part at a time."""

    compiled: CompiledCatalogue
    counted: "_Counted"
    summary: Summary | None
    reasons: bool
    top: int | None

    def run(
        self,
        parts: Iterable[Part],
        out: Path | None,
        written: str,
        places: MappedTable | None = None,
    ) -> None:
        """Write the results of every part; with ``places`` their names beside."""
        kept = self.compiled.results_schema(reasons=self.reasons)
        schema = kept if places is None else schema_with_places(kept)
        regions = {} if places is None else regions_of(places)
        waiting = iter(parts)
        first = list(islice(waiting, 1))  # nothing is written before the table proves readable
        with _output(out) as target, WRITERS[written](target, schema) as write:
            for part in chain(first, waiting):
                results = self.results(part, regions, kept)
                if places is not None:
                    results = with_places(results, places, schema, kept)
                write(results)
                self.counted.add(part, results.num_rows)

    def results(
        self, part: Part, regions: Mapping[str, str], kept: "pa.Schema"
    ) -> "pa.RecordBatch":
        """The results of a part; the summary counts those of all models."""
        if self.summary is None:
            return self.compiled.match(part.facts, top=self.top, reasons=self.reasons)
        results = self.compiled.match(part.facts, reasons=True)
        self.summary.add(results, regions)
        return shortened(results, self.top, kept)


class _Counted:
    """What has been done so far, told on standard error while it goes on and at the end."""

    def __init__(self, say: Messages, *, mapped: bool) -> None:
        self.say = say
        self.mapped = mapped
        self.places = self.results = 0
        self.findings: list[Finding] = []
        self.watched = sys.stderr.isatty()

    def add(self, part: Part, results: int) -> None:
        self.places += part.facts.num_rows
        self.results += results
        self.findings += part.findings
        if self.watched:
            places = self.say.counted("count.places", self.places)
            click.echo(f"\r{self.say('cli.batch.progress', places=places)}", nl=False, err=True)

    @property
    def wrong(self) -> bool:
        """Was there an error? What is only worth knowing is none."""
        return any(finding.severity >= Severity.ERROR for finding in self.findings)

    def tell(self, table: str, models: int) -> None:
        say = self.say
        if self.watched:
            click.echo("\r", nl=False, err=True)
        if self.findings:
            shown = tuple(self.findings[:FINDINGS_SHOWN])
            click.echo(report_text(Report(shown, (table,)), say.language), err=True, nl=False)
            more = len(self.findings) - len(shown)
            if more:
                findings = say.counted("count.findings", more)
                click.echo(say("cli.batch.more_findings", findings=findings), err=True)
            lines = {finding.place.line for finding in self.findings if finding.place}
            rows = say.counted("count.rows", len(lines))
            if not self.mapped:
                click.echo(say("cli.batch.left_out", rows=rows), err=True)
        done = say(
            "cli.batch.done",
            places=say.counted("count.places", self.places),
            models=say.counted("count.models", models),
            results=say.counted("count.results", self.results),
        )
        click.echo(done, err=True)


def _show_columns(catalogue: Catalogue, say: Messages) -> None:
    titles = ("column", "kind", "unit", "answers", "question")
    names = Names(catalogue, say.language)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([say(f"cli.batch.{title}") for title in titles])
    for name, (question, term) in fact_columns(catalogue).items():
        answers = " ".join(choice.id for choice in question.choices)
        if question.kind in ("answer", "terms"):
            answers = say("cli.batch.yes_no")
        asked = question.question.to(say.language)
        if term:
            asked = f"{asked} {names.term(question.id, term)}"
        writer.writerow([name, question.kind, question.unit or "", answers, asked])


def _form(file: Path, say: Messages) -> str:
    """The form that the ending of a file's name says."""
    form = ENDINGS.get(file.suffix.lower())
    if form is None:
        known = ", ".join(ENDINGS)
        raise click.UsageError(say("cli.batch.no_form", file=str(file), forms=known))
    return form


def _same(table: Path, out: Path) -> bool:
    return table != STANDARD_INPUT and os.path.realpath(table) == os.path.realpath(out)


@contextmanager
def _input(table: Path) -> Iterator[IO[bytes]]:
    if table == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with open_bytes(table, str(table)) as file:
        yield file


@contextmanager
def _output(out: Path | None) -> Iterator[IO[bytes]]:
    if out is None:
        yield sys.stdout.buffer
        return
    with replacing(out) as new, new.open("wb") as file:
        yield file
