"""``diagnose``: the interview that fills a diagnosis, question by question."""

import json
import re
import sys
from datetime import date
from itertools import chain, count
from pathlib import Path

import click

from socialfranchise.authoring.diagnosis_file import diagnosis_text, with_facts
from socialfranchise.authoring.places import schema_beside
from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS, exit_code_for
from socialfranchise.cli.interview import Interview
from socialfranchise.cli.outputs import replace_file
from socialfranchise.cli.reading import STANDARD_INPUT
from socialfranchise.core.errors import SocialFranchiseError
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Diagnosis, Locality
from socialfranchise.formats.documents.base import ID_PATTERN, LINE_PATTERN
from socialfranchise.formats.files import read_text
from socialfranchise.formats.loading import load_catalogue, load_diagnosis
from socialfranchise.matching.ranking import match
from socialfranchise.package.apply import TargetConflict, write_folder
from socialfranchise.package.typography import slug
from socialfranchise.presentation.matching.match_data import ranking_data
from socialfranchise.presentation.matching.match_text import ranking_text
from socialfranchise.wording.messages import Messages, messages

LONGEST_NAME = 200
LONGEST_ID = 80


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("diagnose", help=say("cli.commands.diagnose"))
    @click.argument(
        "source",
        required=False,
        type=click.Path(path_type=Path),
        metavar=f"[{say('cli.words.diagnosis')}]",
    )
    @click.option("--place", metavar=say("cli.words.name"), help=say("cli.options.place"))
    @click.option(
        "--out",
        type=options.NamedPath(say),
        metavar=say("cli.words.path"),
        help=say("cli.options.diagnosis_out"),
    )
    @click.option("--overwrite", is_flag=True, help=say("cli.options.overwrite"))
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        source: Path | None,
        place: str | None,
        out: Path | None,
        overwrite: bool,
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> int:
        _check_source(source, place, say)
        if out is not None:
            _check_target(out, overwrite, say)
        _listen()
        catalogue = load_catalogue(catalogue_path)
        day = on or date.today()
        if source is None:
            text, start = None, _beginning(_place_name(place, say), out, day)
        else:
            text, start = (
                read_text(source, str(source)),
                load_diagnosis(source, catalogue=catalogue),
            )
        interview = Interview(start, catalogue, day, say, _ask, _tell)
        try:
            interview.run()
        finally:  # whatever stops it, what was answered is kept
            saved = _save(interview, text, out, overwrite)
        ranking = match(interview.diagnosis, catalogue, on=day)
        if output_format == "json":
            click.echo(json.dumps(ranking_data(ranking, catalogue), ensure_ascii=False, indent=2))
        else:
            click.echo(ranking_text(ranking, catalogue, say.language), nl=False)
        return 0 if saved else FINDINGS

    return command


def _listen() -> None:
    """Let letters that cannot be read be no answer, instead of the end."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _ask() -> str | None:
    """One line from standard input; what is not typed is shown as if it were."""
    click.echo("> ", nl=False, err=True)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(line.rstrip("\n"), err=True)
    return line or None


def _tell(line: str) -> None:
    """The conversation goes to standard error: the result alone is on standard output."""
    click.echo(line, err=True)


def _check_source(source: Path | None, place: str | None, say: Messages) -> None:
    if source == STANDARD_INPUT:
        raise click.UsageError(say("interview.no_standard_input"))
    if source is not None and place is not None:
        raise click.UsageError(say("interview.place_or_diagnosis"))


def _check_target(out: Path, overwrite: bool, say: Messages) -> None:
    """Refuse before the first question what could not be written after the last one."""
    if out.is_dir():
        problem = say("cli.write_problem.not-a-file")
        raise click.UsageError(say("cli.output_failed", path=out, problem=problem))
    if not out.exists():
        write_folder({out.name: b""}, out.parent, dry_run=True)
    elif not overwrite:
        raise click.UsageError(say("interview.exists", file=out))


def _place_name(given: str | None, say: Messages) -> str:
    """The name of the place as it was given, else as it is typed."""
    if given is None:
        _tell(say("interview.place"))
        name = _ask()
        while name is not None and not _is_name(name.strip()):
            _tell(say("interview.bad_place"))
            name = _ask()
    else:
        name = given
    if name is None or not _is_name(name.strip()):
        raise click.UsageError(say("interview.bad_place"))
    return name.strip()


def _is_name(text: str) -> bool:
    readable = "\N{REPLACEMENT CHARACTER}" not in text
    return readable and len(text) <= LONGEST_NAME and re.match(LINE_PATTERN, text) is not None


def _beginning(place: str, out: Path | None, day: date) -> Diagnosis:
    """A diagnosis of which only the place is known."""
    return Diagnosis(
        id=_id(place, out, day),
        title=Text(
            messages("pl")("interview.title", place=place),
            messages("en")("interview.title", place=place),
        ),
        locality=Locality(name=place),
        day=day,
        facts={},
    )


def _id(place: str, out: Path | None, day: date) -> str:
    """The name of the file where it is an id, else the name of the place and the year."""
    if out is not None and re.match(ID_PATTERN, out.stem) and len(out.stem) <= LONGEST_ID:
        return out.stem
    return f"{slug(place)}-{day.year}"


def _save(interview: Interview, source: str | None, out: Path | None, overwrite: bool) -> bool:
    """Write the diagnosis to ``out``, else to a new file named by its id.

    What cannot be written is shown, so that no answer is lost; then ``False``.
    """
    say = interview.say
    if not interview.changed and out is None:
        _tell(say("interview.nothing_to_save"))
        return True
    target = out or _free(Path(f"{interview.diagnosis.id}.yaml"))
    text = _text(interview, source, target)
    try:
        if overwrite and target.exists():
            replace_file(target, text)
        else:
            target = _write_new(target, text)
    except (SocialFranchiseError, OSError, ValueError) as error:
        exit_code_for(error, say)
        _tell(say("interview.not_saved"))
        _tell(text)
        return False
    _tell("")
    _tell(say("interview.saved", file=target))
    return True


def _text(interview: Interview, source: str | None, target: Path) -> str:
    """The text it came from with the new answers, else a new one."""
    diagnosis = interview.diagnosis
    kept = None if source is None else with_facts(source, diagnosis, interview.changed)
    if kept is not None:
        return kept
    schema = schema_beside("diagnosis", target)
    return diagnosis_text(diagnosis, interview.catalogue, interview.say.language, schema)


def _write_new(target: Path, text: str) -> Path:
    """Write where nothing is; when something has come there meanwhile, beside it."""
    try:
        write_folder({target.name: text.encode()}, target.parent)
    except TargetConflict:
        target = _free(target)
        write_folder({target.name: text.encode()}, target.parent)
    return target


def _free(path: Path) -> Path:
    """The path, or the first one with a number at its end where nothing is."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(free for free in chain((path,), numbered) if not free.exists())
