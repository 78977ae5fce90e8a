"""The forms a report is asked for in, and where each of them goes."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from socialfranchise.cli.param_type import ParamType
from socialfranchise.cli.reading import file_texts
from socialfranchise.core.findings import Report
from socialfranchise.validation.reporters import REPORTERS
from socialfranchise.wording.messages import Messages

STANDARD_OUTPUT = "-"


@frozen
class Output:
    """One form of the report and its file; ``-`` is standard output."""

    format: str
    file: str


class OutputType(ParamType[Output]):
    """``FORM:FILE`` on the command line."""

    name = "output"

    def __init__(self, say: Messages) -> None:
        self.say = say

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Output:
        """The output, or a usage error that names the forms there are."""
        if isinstance(value, Output):
            return value
        format, _, file = str(value).partition(":")
        if format not in REPORTERS or not file.strip():
            formats = ", ".join(REPORTERS)
            self.fail(self.say("cli.bad_output", value=value, formats=formats), param, ctx)
        return Output(format, file)


def refuse_overlaps(outputs: Iterable[Output], inputs: Iterable[str], say: Messages) -> None:
    """No file is written twice, and none that is being checked is written over."""
    checked = {_same_file(file) for file in inputs}
    taken: set[str] = set()
    for output in outputs:
        if output.file == STANDARD_OUTPUT:
            continue
        target = _same_file(output.file)
        if target in checked:
            raise click.UsageError(say("cli.output_is_input", file=output.file))
        if target in taken:
            raise click.UsageError(say("cli.output_twice", file=output.file))
        taken.add(target)


def write_outputs(outputs: Sequence[Output], report: Report, say: Messages) -> bool:
    """Write every output; one that cannot be written is told on standard error, and False."""
    texts = file_texts(report.files)
    written = True
    for output in outputs:
        content = REPORTERS[output.format](report, say.language, texts)
        if output.file == STANDARD_OUTPUT:
            click.echo(content, nl=False)
            continue
        try:
            replace_file(Path(output.file), content)
        except OSError as error:
            click.echo(_failure(output.file, error, say), err=True)
            written = False
    return written


def _failure(file: str, error: OSError, say: Messages) -> str:
    # Imported only now: most runs need nothing of the package side.
    from socialfranchise.package.apply import PROBLEMS

    detail = error.strerror or str(error)
    key = PROBLEMS.get(error.errno or 0, "other")
    problem = say(f"cli.write_problem.{key}", detail=detail)
    return say("cli.output_failed", path=file, problem=problem)


def replace_file(file: Path, content: str) -> None:
    """Write a whole file or none."""
    with replacing(file) as new:
        new.write_text(content, encoding="utf-8", errors="replace", newline="\n")


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A new file beside a file, which takes its place when all has gone well."""
    if file.exists() and not file.is_file():  # a pipe or a device such as /dev/stderr
        yield file
        return
    target = file.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    os.close(handle)
    new = Path(name)
    try:
        yield new
        new.chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The permissions that new files lack; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _same_file(name: str) -> str:
    return os.path.normcase(os.path.realpath(name))
