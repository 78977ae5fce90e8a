"""Writing a package and saying what was done."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.package.apply import TargetConflict, outcomes
from socialfranchise.wording.messages import Messages

if TYPE_CHECKING:
    from socialfranchise.package.franchise_package import FranchisePackage


def write_package(
    package: "FranchisePackage",
    out: Path,
    catalogue: Catalogue,
    say: Messages,
    *,
    dry_run: bool = False,
) -> bool:
    """Write to a folder, or to an archive when ``out`` ends in ``.zip``; False on a conflict."""
    is_zip = out.suffix.lower() == ".zip"
    if dry_run:
        click.echo(say("cli.dry_run", folder=out))
        found = dict.fromkeys(package.files, "create") if is_zip else outcomes(package.files, out)
        for name in sorted(package.files):
            click.echo(f"  {name}  ({say(f'cli.outcome.{found[name]}')})")
        return "conflict" not in found.values()
    try:
        if is_zip:
            package.write_zip(out)
        else:
            package.write(out)
    except TargetConflict as conflict:
        files = ", ".join(conflict.files)
        click.echo(say("cli.conflict", folder=out, files=files), err=True)
        return False
    click.echo(say("cli.written", files=say.counted("count.files", len(package.files)), folder=out))
    blanks = [catalogue.answer_fields[id].label.to(say.language) for id in package.plan.blanks]
    if blanks:
        click.echo(say("cli.blanks", fields=", ".join(blanks)))
    return True
