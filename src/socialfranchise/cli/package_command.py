"""``package``: the documents of a franchise package."""

from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import click

from socialfranchise.cli import options
from socialfranchise.cli.answers_given import answers_from_file, answers_options, answers_typed
from socialfranchise.cli.package_keeping import add_keeping
from socialfranchise.cli.param_type import ParamType
from socialfranchise.cli.reading import read_proposal
from socialfranchise.cli.writing import write_package
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.formats.loading import load_catalogue, load_diagnosis
from socialfranchise.matching.ranking import Verdict
from socialfranchise.package.franchise_package import ALL_FORMATS, DOCUMENT_FORMATS, instantiate
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
    @options.diagnosis(say)
    @click.option("--out", required=True, type=options.NamedPath(say), help=say("cli.options.out"))
    @click.option(
        "--proposal",
        "proposal_path",
        type=click.Path(path_type=Path),
        metavar=say("cli.words.proposal"),
        help=say("cli.options.package_proposal"),
    )
    @answers_options(say, say("cli.options.answers"))
    @click.option(
        "--document-format",
        "formats",
        multiple=True,
        type=Formats(say),
        default=(DOCUMENT_FORMATS,),
        metavar=say("cli.words.formats"),
        help=say("cli.options.formats"),
    )
    @click.option(
        "--document-lang",
        "document_language",
        type=click.Choice(LANGUAGES),
        default=say.language,
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
        proposal_path: Path | None,
        answers: tuple[str, ...],
        formats: tuple[tuple[str, ...], ...],
        answers_path: Path | None,
        document_language: Language,
        dry_run: bool,
        on: date | None,
        catalogue_path: Path | None,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        template = catalogue[model]
        proposal = None
        if proposal_path is not None:
            proposal = read_proposal(proposal_path, catalogue, model, say)
        package = instantiate(
            template,
            load_diagnosis(diagnosis, catalogue=catalogue),
            catalogue,
            answers={
                **answers_from_file(answers_path, catalogue, model, say),
                **answers_typed(answers, say),
            },
            on=on or date.today(),
            lang=document_language,
            formats=tuple(dict.fromkeys(chain.from_iterable(formats))),
            proposal=proposal,
        )
        if package.plan.match.verdict is Verdict.DOES_NOT_FIT:
            click.echo(say("cli.does_not_fit", model=template.name.to(say.language)), err=True)
        write_package(package, out, catalogue, say, dry_run=dry_run)

    add_keeping(group, say)
    return group


class Formats(ParamType[tuple[str, ...]]):
    """Formats with commas between them; ``all`` stands for all."""

    name = "formats"

    def __init__(self, say: Messages) -> None:
        self.say = say

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The formats, or a usage error that names the one that is none."""
        if isinstance(value, tuple):
            return value
        names = [name.strip().lower() for name in str(value).split(",")]
        if names == ["all"]:
            return ALL_FORMATS
        for name in names:
            if name not in ALL_FORMATS:
                known = ", ".join((*ALL_FORMATS, "all"))
                self.fail(self.say("cli.bad_format", value=name, known=known), param, ctx)
        return tuple(names)
