"""``package``: the documents of a franchise package."""

from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.writing import write_package
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.formats.loading import load_catalogue, load_diagnosis
from socialfranchise.package.franchise_package import DOCUMENT_FORMATS, instantiate
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The group in the language of ``say``."""
    group = click.Group(
        "package",
        help=say("cli.commands.package"),
        no_args_is_help=True,
        subcommand_metavar=say("cli.words.subcommand"),
    )

    @group.command(
        "build",
        help=say("cli.commands.package_build"),
        options_metavar=say("cli.words.options"),
    )
    @click.argument("model", metavar=say("cli.words.model"))
    @click.argument(
        "diagnosis", type=click.Path(path_type=Path), metavar=say("cli.words.diagnosis")
    )
    @click.option(
        "--out", required=True, type=click.Path(path_type=Path), help=say("cli.options.out")
    )
    @click.option(
        "--answer",
        "answers",
        multiple=True,
        metavar=say("cli.words.answer"),
        help=say("cli.options.answers"),
    )
    @click.option(
        "--document-format",
        "formats",
        multiple=True,
        type=click.Choice(DOCUMENT_FORMATS),
        default=DOCUMENT_FORMATS,
        help=say("cli.options.formats"),
    )
    @click.option(
        "--document-lang",
        "document_language",
        type=click.Choice(LANGUAGES),
        default="pl",
        help=say("cli.options.package_lang"),
    )
    @click.option("--dry-run", is_flag=True, help=say("cli.options.dry_run"))
    @options.on_day(say)
    @options.catalogue(say)
    @options.language(say)
    def command(
        model: str,
        diagnosis: Path,
        out: Path,
        answers: tuple[str, ...],
        formats: tuple[str, ...],
        document_language: Language,
        dry_run: bool,
        on: date | None,
        catalogue_path: Path | None,
    ) -> int:
        catalogue = load_catalogue(catalogue_path)
        package = instantiate(
            catalogue[model],
            load_diagnosis(diagnosis, catalogue=catalogue),
            catalogue,
            answers=_answers(answers, say),
            on=on or date.today(),
            lang=document_language,
            formats=tuple(dict.fromkeys(formats)),
        )
        return 0 if write_package(package, out, catalogue, say, dry_run=dry_run) else FINDINGS

    return group


def _answers(given: tuple[str, ...], say: Messages) -> dict[str, str]:
    answers = {}
    for entry in given:
        id, equals, text = entry.partition("=")
        if not equals:
            raise click.BadParameter(say("cli.bad_answer", value=entry))
        answers[id.strip()] = text
    return answers
