"""The conventions of this repository, kept by tests instead of memory."""

import ast
import csv
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from schemas.forms import FORMS
from schemas.reference import SEEDS as MODELS
from tests.conftest import ROOT, SEEDS

PACKAGES = ["assets", "pipelines", "reports", "schemas"]
MODULES = [
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if "versions" not in path.parts
]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    return [ROOT / name for name in listed if name]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_says_what_belongs_in_it(path: Path):
    words = ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    assert words, path
    shell = path.name in ("__init__.py", "assets.py", "checks.py", "env.py")
    assert shell or "here" in words, f"{path}: what belongs here, what does not?"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_public_functions_and_classes_are_explained(path: Path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not any("description=" in ast.unparse(one) for one in node.decorator_list)
    ]
    assert bare == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_is_one_idea_long(path: Path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= 400


def test_there_is_no_room_without_a_name():
    nameless = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "common.py"}
    assert [path for path in tracked() if path.name in nameless] == []


def test_no_file_knows_a_machine_or_a_registry():
    forbidden = re.compile(
        r"(?:--(?:extra-)?index-url|pypi\.org|registry\.npmjs|files\.pythonhosted|/"
        + r"root/|/"
        + r"home/\w|/"
        + r"work/)"
    )
    hits = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix not in (".png",) and path.name != Path(__file__).name
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if forbidden.search(line)
    ]
    assert hits == []


def test_the_lock_pins_everything_with_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==\S+.*\\\n\s+--hash=sha256:", lock, flags=re.MULTILINE)
    names = re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==", lock, flags=re.MULTILINE)
    assert pins == names
    wanted = re.findall(
        r"^([a-z0-9-]+)[><=]", (ROOT / "requirements.in").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert set(wanted) <= set(names)
    assert "dagster-pandera" not in names


@pytest.mark.parametrize("name", [*MODELS, "eckwerte"])
def test_the_seeds_readme_knows_every_column(name: str):
    described = (SEEDS / "README.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{name}\.csv` \|.*$", described, flags=re.MULTILINE)
    # No source says which smallest number a city wants: the published figures lack that column.
    published = [header for header in FORMS["eckwerte"].headers if header != "mindestzahl"]
    columns = published if name == "eckwerte" else list(MODELS[name].to_schema().columns)
    assert re.findall(r"`([a-z_]+)`", row.split("|")[3]) == columns
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file, delimiter=";" if name == "eckwerte" else ",")) == columns


def test_every_direct_library_has_its_reason():
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    wanted = re.findall(r"^([a-z0-9-]+)", (ROOT / "requirements.in").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [name for name in wanted if f"`{name}`" not in reasons] == []


def test_the_readmes_make_commands_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    used = set(re.findall(r"make ([a-z]+)", README))
    assert {"demo", "test"} <= used <= targets
    assert {"demo", "test", "check", "ui", "lock", "clean"} <= targets


def test_the_readmes_commands_of_kontrakt_exist():
    from pipelines.cli import app

    known = {command.name or command.callback.__name__ for command in app.registered_commands}
    groups = {group.name: group.typer_instance.registered_commands for group in app.registered_groups}
    known |= {f"{name} {command.name}" for name, commands in groups.items() for command in commands}
    command = re.compile(rf"kontrakt ((?:(?:{'|'.join(groups)}) )?[a-z]+)")
    assert set(command.findall(README)) == known
    for guide in ("lieferung.md", "betrieb.md"):
        assert set(command.findall((ROOT / "docs" / guide).read_text(encoding="utf-8"))) <= known


def test_the_readmes_folder_list_is_the_repository():
    block = README.split("```text\n")[1].split("```")[0]
    listed = {line.split()[0].rstrip("/") for line in block.splitlines() if line and not line.startswith(" ")}
    there = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert listed == there - {".gitignore"}


def test_the_readmes_pictures_and_links_are_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_the_licence_is_named_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "EUPL-1.2"
    assert "EUPL-1.2" in README
    assert "EUPL-1.2" in (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_ci_runs_the_tests_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test"]


def test_make_test_runs_every_folder_of_tests():
    said = (ROOT / "Makefile").read_text(encoding="utf-8")
    run = {folder for line in re.findall(r"^(?:PARTS|WAYS) \?= (.+)$", said, re.MULTILINE) for folder in line.split()}
    testpaths = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert run == set(testpaths["testpaths"])
