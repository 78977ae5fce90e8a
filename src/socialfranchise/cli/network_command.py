"""``network``: what many reports of founded co-operatives say together."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.network import NetworkReport, network_summary
from socialfranchise.cli import options
from socialfranchise.cli.reading import files_of_kind
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.formats.network import load_network_report
from socialfranchise.presentation.catalogue.network_data import network_data
from socialfranchise.presentation.catalogue.network_text import network_text
from socialfranchise.validation.plain import visible
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("network", help=say("cli.commands.network"))
    @click.argument(
        "reports",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        metavar=say("cli.words.reports"),
    )
    @click.option(
        "--since",
        type=options.Day(say),
        metavar=say("cli.words.day"),
        help=say("cli.options.network_since"),
    )
    @options.output_format(say)
    @options.catalogue(say)
    @options.language(say)
    def command(
        reports: tuple[Path, ...],
        since: date | None,
        output_format: str,
        catalogue_path: Path | None,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        read = _read(reports, catalogue)
        summary = network_summary(read, catalogue.templates, since=since)
        if output_format == "json":
            data = network_data(summary, catalogue)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
            return
        told = network_text(summary, catalogue, say.language)
        click.echo("\n".join(visible(line) for line in told.splitlines()))

    return command


def _read(paths: Iterable[Path], catalogue: Catalogue) -> list[NetworkReport]:
    """The reports in files and folders, or :class:`InvalidDocument` with all that is wrong."""
    found: list[NetworkReport] = []
    findings: list[Finding] = []
    names: list[str] = []
    for path in files_of_kind(paths, "network-report"):
        names.append(str(path))
        try:
            found.append(load_network_report(path, catalogue=catalogue))
        except InvalidDocument as error:
            findings += error.report.findings
    if not names:
        findings.append(codes.NOTHING_TO_READ.finding(wanted="*.yaml"))
    if findings:
        raise InvalidDocument(Report(tuple(findings), tuple(names)))
    return found
