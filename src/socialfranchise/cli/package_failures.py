"""The failures of making and writing a package, in words."""

from collections.abc import Iterator

from socialfranchise.catalogue.answers import LONGEST
from socialfranchise.core.errors import BrokenText, SocialFranchiseError
from socialfranchise.formats.catalogue_files import text_file
from socialfranchise.package.answers import BadAnswer
from socialfranchise.package.apply import TargetConflict, WriteFailed
from socialfranchise.package.plan import DayOutOfRange, WithdrawnModel
from socialfranchise.package.render import RenderError
from socialfranchise.package.texts import BrokenLine
from socialfranchise.wording.messages import Messages
from socialfranchise.wording.numbers import day_text, number_text


def wrong_request(error: SocialFranchiseError) -> bool:
    """Was something asked for that cannot be given? Then another command is needed."""
    return isinstance(error, BadAnswer | DayOutOfRange | WithdrawnModel)


def package_failure(error: SocialFranchiseError, say: Messages) -> Iterator[str]:
    """What went wrong, one line each."""
    if isinstance(error, TargetConflict):
        yield from _conflict(error, say)
    elif isinstance(error, WriteFailed):
        problem = say(f"cli.write_problem.{error.problem}", detail=error.detail)
        yield say("cli.write_failed", path=error.path, problem=problem)
    elif isinstance(error, BadAnswer):
        limit = number_text(LONGEST, say.language)
        problem = say(f"cli.answer_problem.{error.problem}", limit=limit)
        yield say("cli.answer_refused", field=error.field, problem=problem)
    elif isinstance(error, RenderError) and error.letters:
        letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in error.letters)
        yield say("cli.letters_lacking", title=error.title, letters=letters)
        if error.answers:
            yield say("cli.letters_in_answers", fields=", ".join(error.answers))
    elif isinstance(error, RenderError):
        yield say("cli.not_rendered", title=error.title, problem=error.problem)
    elif isinstance(error, BrokenText):
        file = text_file(error.document, error.language)
        if isinstance(error, BrokenLine) and error.line is not None:
            file = f"{file}:{error.line}"
        yield say("cli.broken_text", file=file, problem=error.problem)
    elif isinstance(error, DayOutOfRange):
        days = {
            name: day_text(getattr(error, name), say.language) for name in ("day", "first", "last")
        }
        yield say("cli.day_out_of_range", **days)
    elif isinstance(error, WithdrawnModel):
        yield say("cli.withdrawn", id=error.template)
    else:
        yield say("cli.failed", problem=error)


def _conflict(conflict: TargetConflict, say: Messages) -> Iterator[str]:
    for key, files in (("conflict", conflict.conflicts), ("outdated", conflict.outdated)):
        if files and conflict.is_archive:
            yield say(f"cli.{key}_file", file=conflict.target)
        elif files:
            yield say(f"cli.{key}", folder=conflict.target, files=", ".join(files))
