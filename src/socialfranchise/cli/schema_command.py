"""``schema``: the JSON Schema of a kind of file, for editors and other programs."""

from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.formats.files import bundled, read_text
from socialfranchise.formats.shape import FORMATS, kind_of
from socialfranchise.wording.messages import Messages

KINDS = tuple(kind_of(format) for format in FORMATS)


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("schema", help=say("cli.commands.schema"))
    @click.argument(
        "kind",
        required=False,
        type=click.Choice(KINDS),
        metavar=f"[{say('cli.words.kind')}]",
    )
    @click.option("--out", type=click.Path(path_type=Path), help=say("cli.options.schema_out"))
    @options.language(say)
    def command(kind: str | None, out: Path | None) -> None:
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            for each in (kind,) if kind else KINDS:
                (out / f"{each}.schema.json").write_text(_schema(each), encoding="utf-8")
        elif kind is None:
            click.echo("\n".join(KINDS))
        else:
            click.echo(_schema(kind), nl=False)

    return command


def _schema(kind: str) -> str:
    name = f"{kind}.schema.json"
    return read_text(bundled("schemas") / name, name)
