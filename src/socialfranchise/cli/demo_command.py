"""``demo``: a real commune, the models that suit it, and the documents of the first one."""

from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.writing import write_package
from socialfranchise.core.errors import MissingExtra
from socialfranchise.formats.files import bundled, read_text
from socialfranchise.formats.loading import diagnosis_from_text, load_catalogue
from socialfranchise.matching.ranking import match
from socialfranchise.package.franchise_package import instantiate
from socialfranchise.presentation.matching.match_text import ranking_text
from socialfranchise.wording.messages import Messages

PLACE = "kramsk-2011"
FOLDER = "kramsk-demo"


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("demo", help=say("cli.commands.demo"))
    @click.option(
        "--out",
        type=options.NamedPath(say),
        default=FOLDER,
        show_default=True,
        help=say("cli.options.out"),
    )
    @options.on_day(say)
    @options.language(say)
    def command(out: Path, on: date | None) -> None:
        catalogue = load_catalogue()
        name = f"cases/{PLACE}.yaml"
        text = read_text(bundled("models") / "places" / f"{PLACE}.yaml", name)
        diagnosis, _ = diagnosis_from_text(text, name, catalogue)
        if diagnosis is None:
            raise RuntimeError(f"{name} does not hold")
        ranking = match(diagnosis, catalogue, on=on)
        click.echo(say("cli.demo.intro"))
        click.echo()
        click.echo(ranking_text(ranking, catalogue, say.language))
        first = ranking.matches[0].template
        try:
            package = instantiate(first, diagnosis, catalogue, on=on)
            write_package(package, out, catalogue, say)
        except MissingExtra:
            # The rest of the demonstration works without the extra.
            click.echo(say("cli.demo.no_documents"))
        click.echo()
        click.echo(f"{say('cli.demo.next')}:")
        for key in ("next_validate", "next_match", "next_package"):
            click.echo(f"  - {say(f'cli.demo.{key}', template=first.id)}")
        click.echo()
        click.echo(say("cli.not_advice"))

    return command
