"""``validate --fix`` and its companions on real files."""

import stat
from pathlib import Path

from tests.cli.test_cli import KRAMSK, run


def broken(tmp_path: Path) -> tuple[Path, str]:
    good = Path(KRAMSK).read_text(encoding="utf-8")
    file = tmp_path / "gmina.yaml"
    file.write_text(good.replace("locality:", "localty:"), encoding="utf-8")
    return file, good


def test_fix_mends_the_file_and_then_checks_it(tmp_path: Path) -> None:
    file, good = broken(tmp_path)
    file.chmod(0o640)
    result = run("validate", "--fix", str(file))

    assert result.returncode == 0
    assert "1 poprawkę w 1 pliku" in result.stderr
    assert "Bez uwag" in result.stdout
    assert file.read_text(encoding="utf-8") == good
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["gmina.yaml"]


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    file, good = broken(tmp_path)
    before = file.read_bytes()
    result = run("validate", "--diff", str(file))

    assert result.returncode == 1
    assert "-localty:" in result.stdout
    assert "+locality:" in result.stdout
    assert file.read_bytes() == before
    file.write_text(good, encoding="utf-8")
    assert run("validate", "--diff", str(file)).returncode == 0


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    file, good = broken(tmp_path)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    run("validate", "--fix", str(link))

    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == good
