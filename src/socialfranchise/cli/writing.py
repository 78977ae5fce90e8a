"""Where files go, and saying what was done to them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.package.apply import TargetConflict
from socialfranchise.package.blanks import blanks_of
from socialfranchise.package.franchise_package import FranchisePackage
from socialfranchise.package.survey import Outcome
from socialfranchise.wording.messages import Messages


def write_package(
    package: FranchisePackage,
    out: Path,
    catalogue: Catalogue,
    say: Messages,
    *,
    dry_run: bool = False,
) -> None:
    """Write to a folder, or to an archive when ``out`` ends in ``.zip``.

    A dry run says what would happen and fails as the real run would.
    """
    as_archive = out.suffix.lower() == ".zip"
    try:
        found: Mapping[str, Outcome]
        if as_archive:
            found = {out.name: package.write_zip(out, dry_run=dry_run)}
        else:
            found = package.write(out, dry_run=dry_run)
    except TargetConflict as conflict:
        if dry_run:
            _list_outcomes(conflict.outcomes, package.files, out, as_archive, say)
        raise
    if dry_run:
        _list_outcomes(found, package.files, out, as_archive, say)
        _list_blanks(package, catalogue, say)
    else:
        say_written(found, out, say, inside=len(package.files) if as_archive else None)
        _name_blanks(package, catalogue, say)


def say_written(
    found: Mapping[str, Outcome], out: Path, say: Messages, *, inside: int | None = None
) -> None:
    """Say how many files were written to a folder, or ``inside`` an archive."""
    new = sum(outcome == "create" for outcome in found.values())
    if inside is not None:
        files = say.counted("count.files", inside)
        click.echo(say("cli.written_file" if new else "cli.unchanged_file", file=out, files=files))
    elif new:
        click.echo(say("cli.written", files=say.counted("count.files", new), folder=out))
    else:
        click.echo(say("cli.unchanged", folder=out))


def _list_outcomes(
    found: Mapping[str, Outcome],
    files: Iterable[str],
    out: Path,
    as_archive: bool,
    say: Messages,
) -> None:
    if as_archive:
        outcome = say(f"cli.outcome.{found[out.name]}")
        click.echo(say("cli.dry_run_file", file=out, outcome=outcome))
        for name in sorted(files):
            click.echo(f"  {name}")
    else:
        click.echo(say("cli.dry_run", folder=out))
        for name, outcome in found.items():
            click.echo(f"  {name}  ({say(f'cli.outcome.{outcome}')})")


def _list_blanks(package: FranchisePackage, catalogue: Catalogue, say: Messages) -> None:
    """Every answer that is missing: what it is, what to write, and in which documents."""
    documents = ((document.title, document.blanks) for document in package.plan.documents)
    blanks = blanks_of(documents, catalogue.answer_fields)
    if blanks:
        click.echo(say("cli.blanks_listed"))
    for blank in blanks:
        click.echo(f"  {blank.field.id}: {blank.field.label.to(say.language)}")
        if blank.field.hint is not None:
            click.echo(f"      {blank.field.hint.to(say.language)}")
        used = say("authoring.used_in", documents="; ".join(blank.documents))
        click.echo(f"      {used}")


def _name_blanks(package: FranchisePackage, catalogue: Catalogue, say: Messages) -> None:
    blanks = [catalogue.answer_fields[id].label.to(say.language) for id in package.plan.blanks]
    if blanks:
        click.echo(say("cli.blanks", fields=", ".join(blanks)))
