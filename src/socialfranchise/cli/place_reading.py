"""The register of places for commands: a file the user names, else the built-in sample."""

from datetime import date
from pathlib import Path

import click

from socialfranchise.cli.tables import LARGEST_TABLE
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Report, Severity
from socialfranchise.formats.files import read_bytes
from socialfranchise.sources.place_text import edition_text, found_lines
from socialfranchise.sources.register import Register
from socialfranchise.sources.register_files import RegisterFile, read_register, sample_register
from socialfranchise.sources.search import Found, find_places
from socialfranchise.wording.messages import Messages


def register_file(path: Path, day: date | None = None) -> RegisterFile:
    """The register in a file; ``day`` is the one as of which a list holds that does not say it."""
    return read_register(read_bytes(path, str(path), LARGEST_TABLE), str(path), day)


def the_register(path: Path | None) -> Register:
    """The register in a file without mistakes, or the sample when no file is named."""
    if path is None:
        return sample_register()
    found = register_file(path)
    if any(finding.severity >= Severity.ERROR for finding in found.findings):
        raise InvalidDocument(Report(found.findings, (str(path),)))
    return found.register


def the_place(text: str, path: Path | None, on: date, say: Messages) -> Found:
    """The one commune or county that a name or code means.

    A usage error lists the places when several may be meant, or others are only like it.
    """
    register = the_register(path)
    found = [each for each in find_places(register, text, on) if each.unit.kind != "voivodeship"]
    certain = [each for each in found if each.is_certain]
    if len(certain) == 1:
        return certain[0]
    lines = [*found_lines(certain or found, say.language)]
    head = say("place.several") if certain else say("place.none", text=text[:80])
    foot = [edition_text(register.as_of(on), say.language)]
    if path is None:
        foot.append(say("place.sample"))
    raise click.UsageError("\n".join([head, *lines, *foot]))
