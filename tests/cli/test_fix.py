"""``validate --fix`` and its companions on real files."""

import stat
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.program import KRAMSK, run


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


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_the_files_that_were_named_are_mended(tmp_path: Path, small_models: Path) -> None:
    models = copytree(small_models, tmp_path / "models")
    wages = models / "law" / "wages.yaml"
    edit(wages, "value: 899.1\n", 'value: "899,1"\n')
    before = wages.read_bytes()
    run("validate", "--fix", str(models / "places" / "kramsk-2011.yaml"))

    assert wages.read_bytes() == before


def test_house_fields_hold_while_mending(tmp_path: Path, small_models: Path) -> None:
    models = copytree(small_models, tmp_path / "models")
    funding = models / "funding" / "pfron-job.yaml"
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "format: socialfranchise.overlay/1\nid: ministry\ntitle: {pl: Reguły, en: Rules}\n"
        "kind: funding\nnamespace: mz\nrules: {type: object}\n",
        encoding="utf-8",
    )
    text = funding.read_text(encoding="utf-8") + "x-mz-until: 2027-12-31\n"
    funding.write_text(text, encoding="utf-8")
    place = str(models / "places" / "kramsk-2011.yaml")
    alone = run("validate", "--fix", "--unsafe-fixes", "--overlay", str(rules), str(funding))
    beside = run("validate", "--overlay", str(rules), place)
    strict = run("validate", "--fix", "--unsafe-fixes", str(funding))

    assert (alone.returncode, beside.returncode, strict.returncode) == (0, 0, 1)
    assert funding.read_text(encoding="utf-8") == text
    assert run("models", "--catalogue", str(models)).returncode == 0


def test_an_empty_name_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "n.yaml").write_text("localty: 1\n", encoding="utf-8")
    result = run("validate", "--fix", "", cwd=tmp_path)

    assert result.returncode == 2
    assert (tmp_path / "n.yaml").read_text(encoding="utf-8") == "localty: 1\n"


def test_nothing_is_mended_when_the_output_would_overwrite_it(tmp_path: Path) -> None:
    file, rules = tmp_path / "a.yaml", tmp_path / "rules.yaml"
    file.write_text("localty: 1\n", encoding="utf-8")
    rules.write_text("format: socialfranchise.overlay/1\n", encoding="utf-8")
    onto_itself = run("validate", "--fix", "--output", f"json:{file}", str(file))
    onto_rules = run("validate", "--overlay", str(rules), "--output", f"json:{rules}", str(file))

    assert (onto_itself.returncode, onto_rules.returncode) == (2, 2)
    assert file.read_text(encoding="utf-8") == "localty: 1\n"
    assert rules.read_text(encoding="utf-8").startswith("format")


@pytest.mark.parametrize(("content", "code"), [(None, 3), ('a: "b\n', 3), ("a: 1\n", 1)])
def test_no_difference_to_show_is_not_success(
    tmp_path: Path, content: str | None, code: int
) -> None:
    file = tmp_path / "a.yaml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    result = run("validate", "--diff", str(file))

    assert (result.returncode, result.stdout) == (code, "")
    assert "1 błąd" in result.stderr


def test_what_cannot_be_read_is_not_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text('a: "b\n', encoding="utf-8")

    assert run("upgrade", str(file)).returncode == 3
    file.write_text("format: socialfranchise.diagnosis/2\n", encoding="utf-8")
    assert run("upgrade", str(file)).returncode == 1
