"""``questions``: what to find out next, who knows it, and what each answer would do."""

import json
from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.reading import read_diagnosis
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.matching.questions import next_questions
from socialfranchise.matching.ranking import match
from socialfranchise.presentation.matching.question_data import questions_data
from socialfranchise.presentation.matching.question_text import questions_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("questions", help=say("cli.commands.questions"))
    @options.diagnosis(say)
    @click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=5,
        metavar=say("cli.words.number"),
        help=say("cli.options.question_limit"),
    )
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        diagnosis: Path,
        limit: int,
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        facts = read_diagnosis(diagnosis, catalogue)
        day = on or date.today()
        ranking = match(facts, catalogue, on=day)
        asked = next_questions(facts, catalogue, on=day, limit=limit)
        if output_format == "json":
            data = questions_data(asked, ranking)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            click.echo(questions_text(asked, ranking, catalogue, say.language), nl=False)

    return command
