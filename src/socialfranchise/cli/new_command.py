"""``new``: a new file with explanations, to be filled in."""

import re
from datetime import date
from pathlib import Path

import click

from socialfranchise.authoring.places import default_id, schema_beside
from socialfranchise.authoring.skeleton import VOCABULARY_KINDS, Request, skeleton
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.cli import options
from socialfranchise.cli.param_type import ParamType
from socialfranchise.cli.place_reading import the_place
from socialfranchise.core.errors import MissingExtra
from socialfranchise.diagnosis.facts import Locality
from socialfranchise.formats.documents.base import ID_PATTERN
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.formats.shape import FORMATS, kind_of
from socialfranchise.package.apply import write_folder
from socialfranchise.package.blanks import documents_asking
from socialfranchise.package.typography import slug
from socialfranchise.wording.messages import Messages

KINDS = tuple(kind_of(format) for format in FORMATS)
LONGEST_ID = 80


class Id(ParamType[str]):
    """An id as files use it."""

    name = "id"

    def __init__(self, say: Messages) -> None:
        self.say = say

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id, or a usage error."""
        if not re.match(ID_PATTERN, value) or len(value) > LONGEST_ID:
            self.fail(self.say("authoring.bad_id", value=value), param, ctx)
        return value


def _locality(place: str, register: Path | None, on: date, say: Messages) -> Locality:
    """The place in the register of a day, as a diagnosis names it."""
    found = the_place(place, register, on, say)
    return found.edition.locality(found.unit)


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    kinds = {"kinds": ", ".join(KINDS), "vocabularies": ", ".join(VOCABULARY_KINDS)}
    about = f"{say('cli.commands.new')}\n\n{say('authoring.kinds', **kinds)}"

    @click.command("new", help=about)
    @click.argument("kind", type=click.Choice(KINDS), metavar=say("cli.words.kind"))
    @click.argument("model", required=False, metavar=say("cli.words.optional_model"))
    @click.option("--id", type=Id(say), metavar="ID", help=say("cli.options.id"))
    @click.option(
        "--out",
        type=options.NamedPath(say),
        metavar=say("cli.words.path"),
        help=say("cli.options.new_out"),
    )
    @click.option(
        "--vocabulary-kind",
        type=click.Choice(tuple(VOCABULARY_KINDS)),
        metavar=say("cli.words.kind"),
        help=say("cli.options.vocabulary_kind"),
    )
    @click.option("--place", metavar=say("cli.words.place"), help=say("cli.options.new_place"))
    @options.places(say)
    @options.catalogue(say)
    @options.language(say)
    def command(
        kind: str,
        model: str | None,
        id: str | None,
        out: Path | None,
        vocabulary_kind: str | None,
        place: str | None,
        places_path: Path | None,
        catalogue_path: Path | None,
    ) -> None:
        if kind == "vocabulary" and vocabulary_kind is None:
            wanted = say("authoring.needs_vocabulary_kind", kinds=kinds["vocabularies"])
            raise click.UsageError(wanted)
        if kind != "vocabulary" and vocabulary_kind is not None:
            raise click.UsageError(say("authoring.no_vocabulary_kind"))
        if kind != "diagnosis" and place is not None:
            raise click.UsageError(say("authoring.place_of_diagnosis"))
        if model is not None and kind not in ("answers", "network-report"):
            raise click.UsageError(say("authoring.no_model"))
        today = date.today()
        locality = None if place is None else _locality(place, places_path, today, say)
        if locality is not None and out is None:
            id = id or f"{slug(locality.name)}-{today.year}"
        catalogue = load_catalogue(catalogue_path)
        text = skeleton(
            Request(
                kind=kind,
                id=id or default_id(kind, out),
                on=today,
                catalogue=catalogue,
                language=say.language,
                schema=schema_beside(kind, out),
                vocabulary_kind=vocabulary_kind,
                locality=locality,
                template=None if model is None else catalogue[model].id,
                used_in=_used_in(catalogue, say) if kind == "answers" else {},
            )
        )
        if out is None:
            click.echo(text, nl=False)
            return
        write_folder({out.name: text.encode()}, out.parent)
        click.echo(say("authoring.written", file=out, fill=say("authoring.fill_in")))
        click.echo(say("authoring.next", file=out))

    return command


def _used_in(catalogue: Catalogue, say: Messages) -> dict[str, list[str]]:
    """The documents that use each answer; without the extra for documents nobody can tell."""
    try:
        return documents_asking(catalogue, say.language)
    except MissingExtra:
        return {}
