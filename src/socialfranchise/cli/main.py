"""The entry point: language, lazily loaded commands, failures as exit codes."""

import gc
import gettext
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from socialfranchise import wording
from socialfranchise.cli import options
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.core.version import __version__
from socialfranchise.wording.messages import Messages, messages

COMMANDS = (
    "batch",
    "cases",
    "catalogue",
    "compare",
    "conformance",
    "data",
    "demo",
    "diagnose",
    "diagnosis",
    "diff",
    "economics",
    "explain",
    "feasibility",
    "funding",
    "impact",
    "law",
    "match",
    "models",
    "network",
    "new",
    "package",
    "places",
    "questions",
    "reach",
    "robustness",
    "rules",
    "schema",
    "upgrade",
    "validate",
    "what-if",
)
BUG = 70
COLLECT_AFTER = 100_000
"""New objects between two rounds of the garbage collector.

Reading a catalogue makes hundreds of thousands of lasting objects; at Python's own 700 half of
the time of reading goes into looking through them again and again.
"""


class Program(click.Group):
    """The group of all commands; a command's module is imported when it is called."""

    def __init__(self, say: Messages, **settings: Any) -> None:
        super().__init__(name="socialfranchise", help=say("cli.about"), **settings)
        self.say = say

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"socialfranchise.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.build(self.say)
        command.options_metavar = self.say("cli.words.options")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(self.say("cli.words.commands")):
            formatter.write_dl(
                [(name, self.say(f"cli.commands.{name.replace('-', '_')}")) for name in COMMANDS]
            )


def program(language: Language) -> Program:
    """The whole command line in one language."""
    say = messages(language)
    version = click.version_option(
        __version__, prog_name="socialfranchise", help=say("cli.version")
    )
    group = Program(
        say,
        context_settings={"max_content_width": 100, "obj": say},
        no_args_is_help=True,
        options_metavar=say("cli.words.options"),
        subcommand_metavar=say("cli.words.subcommand"),
    )
    described: Program = options.language(say)(version(group))
    return described


def language_of(arguments: Sequence[str], environment: str | None) -> Language:
    """The language asked for by ``--lang``, else by the environment, else Polish."""
    wanted = environment
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            wanted = arguments[index + 1]
        elif argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
    for language in LANGUAGES:
        if wanted == language:
            return language
    return "pl"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    gc.set_threshold(COLLECT_AFTER)
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    language = language_of(given, os.environ.get("SOCIALFRANCHISE_LANG"))
    sys.exit(run(given, language))


def speak(language: Language) -> None:
    """Let the command line library speak the language, too."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", str(Path(wording.__file__).parent / "locale"))
    gettext.textdomain("messages")


def run(arguments: Sequence[str], language: Language) -> int:
    """Run the command line and return the exit code."""
    say = messages(language)
    speak(language)
    try:
        result = program(language).main(
            list(arguments), prog_name="socialfranchise", standalone_mode=False
        )
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        # The reader has gone (a pager, head): nothing is wrong, and nothing more can be written.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0
    except Exception as error:
        # Imported here: help pages and lists need no reader of files.
        from socialfranchise.cli.failures import exit_code_for

        code = exit_code_for(error, say)
        if code is None:
            click.echo(say("cli.bug", problem=f"{type(error).__name__}: {error}"), err=True)
            if os.environ.get("SOCIALFRANCHISE_DEBUG"):
                raise
            return BUG
        return code
    return result if isinstance(result, int) else 0
