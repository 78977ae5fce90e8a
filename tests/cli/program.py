"""The command line as its users meet it, run in this process: starting one takes a second.

That the installed program starts, reads its arguments and exits is tested in
:mod:`tests.test_wheel`.
"""

import gc
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from socialfranchise.cli.main import main
from tests.conftest import PLACES, ROOT

KRAMSK = str(PLACES / "kramsk-2011.yaml")
ON = ("--on", "2026-11-21")


def run(
    *arguments: str, cwd: Path | None = None, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Exit code and output of a command; ``typed`` is what stands at standard input."""
    out, err = _Stream(), _Stream()
    said = io.TextIOWrapper(io.BytesIO(typed.encode("utf-8", "surrogateescape")), "utf-8")
    surroundings = {key: value for key, value in os.environ.items() if "FRANCHISE" not in key}
    with (
        _inside(cwd or ROOT),
        mock.patch.dict(os.environ, surroundings | environment, clear=True),
        mock.patch.object(sys, "stdin", said),
        redirect_stdout(out),
        redirect_stderr(err),
        _collecting_as_before(),
    ):
        try:
            main(arguments)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
    return subprocess.CompletedProcess(list(arguments), code, out.text(), err.text())


class _Stream(io.TextIOWrapper):
    """A stream that keeps what is written, as bytes that are no terminal."""

    def __init__(self) -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, "utf-8", newline="\n", write_through=True)

    def text(self) -> str:
        self.flush()
        return self.kept.getvalue().decode("utf-8")


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _collecting_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    try:
        yield
    finally:
        gc.set_threshold(*before)
