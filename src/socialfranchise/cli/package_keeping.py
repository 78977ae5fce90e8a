"""``package verify``, ``update`` and ``explain``: what becomes of a package once it is written."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from socialfranchise.cli import options
from socialfranchise.cli.answers_given import answers_from_file, answers_options, answers_typed
from socialfranchise.cli.failures import report_exit_code
from socialfranchise.cli.reading import read_proposal
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Report
from socialfranchise.formats.documents.results.manifest import ManifestDocument
from socialfranchise.formats.loading import load_catalogue, load_diagnosis
from socialfranchise.package.manifest import listed_files
from socialfranchise.package.origin_text import Origins
from socialfranchise.package.replace import write_update
from socialfranchise.package.stored import StoredPackage, read_package
from socialfranchise.package.update import plan_update
from socialfranchise.package.update_text import update_text
from socialfranchise.package.verify import verify_package
from socialfranchise.validation.data import report_data
from socialfranchise.validation.plain import visible
from socialfranchise.validation.text import report_text
from socialfranchise.wording.messages import Messages


def add_keeping(group: click.Group, say: Messages) -> None:
    """Add the commands to the group ``package``."""
    _add_verify(group, say)
    _add_update(group, say)
    _add_explain(group, say)


def _package(say: Messages) -> options.Decorator[Any]:
    return click.argument(
        "package", type=click.Path(path_type=Path), metavar=say("cli.words.package")
    )


def _add_verify(group: click.Group, say: Messages) -> None:
    @group.command("verify", help=say("cli.commands.package_verify"))
    @_package(say)
    @click.option("--rebuild", is_flag=True, help=say("cli.options.rebuild"))
    @options.output_format(say)
    @options.catalogue(say)
    @options.language(say)
    def verify(
        package: Path, rebuild: bool, output_format: str, catalogue_path: Path | None
    ) -> int:
        catalogue = load_catalogue(catalogue_path) if rebuild else None
        report = verify_package(package, rebuild=catalogue)
        if output_format == "json":
            click.echo(json.dumps(report_data(report, say.language), ensure_ascii=False, indent=2))
            return report_exit_code(report)
        if not report.ok:
            raise InvalidDocument(report)
        if report.findings:
            click.echo(report_text(report, say.language), nl=False)
        manifest = read_package(package).manifest
        files = 0 if manifest is None else len(listed_files(manifest)) + 1
        key = "cli.package_holds_rebuilt" if rebuild else "cli.package_holds"
        click.echo(say(key, files=say.counted("count.files", files)))
        return 0


def _add_update(group: click.Group, say: Messages) -> None:
    @group.command("update", help=say("cli.commands.package_update"))
    @_package(say)
    @answers_options(say, say("cli.options.update_answers"))
    @click.option(
        "--diagnosis",
        "diagnosis_path",
        type=click.Path(path_type=Path),
        metavar=say("cli.words.diagnosis"),
        help=say("cli.options.update_diagnosis"),
    )
    @click.option(
        "--proposal",
        "proposal_path",
        type=click.Path(path_type=Path),
        metavar=say("cli.words.proposal"),
        help=say("cli.options.update_proposal"),
    )
    @click.option("--dry-run", is_flag=True, help=say("cli.options.update_dry_run"))
    @options.on_day(say)
    @options.catalogue(say)
    @options.language(say)
    def update(
        package: Path,
        answers_path: Path | None,
        answers: tuple[str, ...],
        diagnosis_path: Path | None,
        proposal_path: Path | None,
        dry_run: bool,
        on: date | None,
        catalogue_path: Path | None,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        model = _reliable(read_package(package)).template.id
        filed = answers_from_file(answers_path, catalogue, model, say)
        diagnosis = proposal = None
        if diagnosis_path is not None:
            diagnosis = load_diagnosis(diagnosis_path, catalogue=catalogue)
        if proposal_path is not None:
            proposal = read_proposal(proposal_path, catalogue, model, say)
        plan = plan_update(
            package,
            catalogue,
            answers={**filed, **answers_typed(answers, say)},
            diagnosis=diagnosis,
            proposal=proposal,
            on=on or date.today(),
        )
        if not dry_run:
            write_update(plan)
        told = update_text(plan, catalogue, say, done=not dry_run)
        click.echo("\n".join(visible(line) for line in told.splitlines()))
        if not dry_run and not plan.changes_nothing:
            click.echo("\n" + say("cli.package_updated", path=package))
            if plan.list_file is not None:
                click.echo(say("cli.package_changes_listed", file=plan.list_file))


def _add_explain(group: click.Group, say: Messages) -> None:
    @group.command("explain", help=say("cli.commands.package_explain"))
    @_package(say)
    @click.argument("document", required=False, metavar=say("cli.words.document"))
    @click.argument("paragraph", required=False, metavar=say("cli.words.paragraph"))
    @options.catalogue(say)
    @options.language(say)
    def explain(
        package: Path, document: str | None, paragraph: str | None, catalogue_path: Path | None
    ) -> None:
        stored = read_package(package)
        origins = Origins(stored, _reliable(stored), load_catalogue(catalogue_path), say)
        if document is None:
            lines = origins.documents()
        elif paragraph is None:
            lines = origins.paragraphs(document)
        else:
            lines = origins.paragraph(document, paragraph)
        for line in lines:
            click.echo(visible(line))


def _reliable(stored: StoredPackage) -> ManifestDocument:
    """The manifest; :class:`InvalidDocument` says why it cannot be relied on."""
    if stored.manifest is None:
        raise InvalidDocument(Report(stored.findings, (str(stored.path),)))
    return stored.manifest
