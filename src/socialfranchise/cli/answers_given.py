"""The answers of the founders as a command gets them: from a file, or typed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.cli import options
from socialfranchise.formats.answers import load_answers
from socialfranchise.wording.messages import Messages


def answers_options(say: Messages, typed: str) -> options.Decorator[Any]:
    """``--answers FILE`` and ``--answer FIELD=TEXT``; ``typed`` is the help of the second."""

    def added(command: Any) -> Any:
        for option in (
            click.option(
                "--answer",
                "answers",
                multiple=True,
                metavar=say("cli.words.answer"),
                help=typed,
            ),
            click.option(
                "--answers",
                "answers_path",
                type=click.Path(path_type=Path),
                metavar=say("cli.words.path"),
                help=say("cli.options.answers_file"),
            ),
        ):
            command = option(command)
        return command

    return added


def answers_from_file(
    path: Path | None, catalogue: Catalogue, model: str, say: Messages
) -> Mapping[str, str]:
    """The answers in a file; a usage error when they are about another model."""
    if path is None:
        return {}
    answers = load_answers(path, catalogue=catalogue)
    if answers.template != model:
        raise click.UsageError(
            say("cli.answers_of_other_model", answers=answers.template, model=model)
        )
    return answers.given


def answers_typed(given: tuple[str, ...], say: Messages) -> dict[str, str]:
    """Answers written as ``field=text``, or a usage error."""
    answers: dict[str, str] = {}
    for entry in given:
        field, equals, text = entry.partition("=")
        field = field.strip()
        if not equals:
            raise click.BadParameter(say("cli.bad_answer", value=entry))
        if field in answers:
            raise click.BadParameter(say("cli.answer_twice", field=field))
        answers[field] = text
    return answers
