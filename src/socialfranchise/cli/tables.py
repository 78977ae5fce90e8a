"""Tables on the command line: files, the mappings that read them, and what is wrong in them."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.mapping import TableMapping
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.findings import Finding, Report
from socialfranchise.core.nearest import nearest
from socialfranchise.formats.files import read_bytes
from socialfranchise.formats.loading import load_mapping
from socialfranchise.sources.candidates import MappedTable
from socialfranchise.sources.mapped import fitting, map_table
from socialfranchise.validation.text import report_text
from socialfranchise.wording.messages import Messages

LARGEST_TABLE = 64_000_000
"""Bytes; a table of the whole country with many years and dimensions stays below."""
SHOWN = 20


def read_tables(
    tables: Sequence[Path],
    mappings: Sequence[str],
    catalogue: Catalogue,
    on: date,
    say: Messages,
) -> list[MappedTable]:
    """Every table as its mapping reads it.

    Without ``mappings`` each table is read by the one mapping of the catalogue that fits it; with
    one, all are read by it; else there is one for each, in the same order.
    """
    if len(mappings) not in (0, 1, len(tables)):
        raise click.UsageError(say("cli.tables.one_mapping_each"))
    chosen = [find_mapping(each, catalogue) for each in mappings]
    found = []
    for number, path in enumerate(tables):
        content = read_bytes(path, str(path), LARGEST_TABLE)
        if chosen:
            mapping = chosen[number if len(chosen) > 1 else 0]
        else:
            mapping = _fitting(content, path, catalogue, on, say)
        found.append(map_table(content, path.name, mapping, catalogue, on))
    return found


def find_mapping(named: str, catalogue: Catalogue) -> TableMapping:
    """The mapping of the catalogue with this id, else the one in this file."""
    mapping = catalogue.mappings.get(named)
    if mapping is not None:
        return mapping
    if Path(named).suffix or Path(named).exists():
        return load_mapping(named, catalogue)
    raise UnknownId("mapping", named, nearest(named, catalogue.mappings))


def tell_findings(findings: Sequence[Finding], names: Sequence[str], say: Messages) -> None:
    """The first findings on standard error, and how many more there are."""
    if not findings:
        return
    shown = tuple(findings[:SHOWN])
    click.echo(report_text(Report(shown, tuple(names)), say.language), err=True, nl=False)
    if len(findings) > len(shown):
        more = say.counted("count.findings", len(findings) - len(shown))
        click.echo(say("cli.batch.more_findings", findings=more), err=True)
    sys.stderr.flush()


def _fitting(
    content: bytes, path: Path, catalogue: Catalogue, on: date, say: Messages
) -> TableMapping:
    found = fitting(content, str(path), catalogue.mappings.values(), on)
    if len(found) == 1:
        return found[0]
    known = ", ".join(each.id for each in found or catalogue.mappings.values())
    key = "several_mappings" if found else "no_mapping"
    raise click.UsageError(say(f"cli.tables.{key}", table=str(path), mappings=known))
