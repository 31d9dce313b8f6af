"""What docs/deploy.md promises: the container's steps, the systemd units and the CronJob of Kubernetes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # frictionless brings it

from newscrawl.cli.run_verb import command_of, parser_of, settings_here
from newscrawl.cli.verbs import VERBS
from newscrawl.cli.work_folder import make_folder

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "deploy.md").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def instructions() -> list[tuple[str, str]]:
    """Return word and argument of each instruction of the Dockerfile, with joined lines."""
    lines = [line for line in DOCKERFILE.splitlines() if line.strip() and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined.splitlines())]


def arguments_of(word: str) -> list[str]:
    return [rest for found, rest in instructions() if found == word]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    return found[max(place for place, (word, _) in enumerate(found) if word == "FROM") :]


# The image


def test_the_image_is_slim_runs_as_a_user_and_keeps_data_in_a_volume():
    words = [word for word, _ in last_stage()]
    order = [word for word in words if word in {"USER", "WORKDIR", "VOLUME", "ENTRYPOINT"}]

    assert all(re.fullmatch(r"python:3\.\d+-slim(?: AS build)?", one) for one in arguments_of("FROM"))
    assert order == ["USER", "WORKDIR", "VOLUME", "ENTRYPOINT"]
    assert arguments_of("USER") == ["newscrawl"]
    assert arguments_of("VOLUME")[-1] == arguments_of("WORKDIR")[-1] == "/data"
    assert arguments_of("ENTRYPOINT") == ['["tini", "--", "newscrawl"]']
    assert "ADD" not in [word for word, _ in instructions()]


def test_each_step_leaves_nothing_behind_that_the_image_does_not_need():
    for step in arguments_of("RUN"):
        assert "apt-get install" not in step or (
            "--no-install-recommends" in step and "rm -rf /var/lib/apt/lists/*" in step
        )
        assert "pip " not in step or "--no-cache-dir" in step


def test_what_the_image_copies_is_there_and_not_ignored():
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    for line in arguments_of("COPY"):
        for source in [] if "--from=" in line else line.split()[:-1]:
            assert (ROOT / source).exists()
            assert source not in ignored
    assert {".git", "data", ".venv"} <= set(ignored)


def test_the_steps_make_a_command_that_works_in_an_empty_folder(tmp_path):
    source, data = tmp_path / "src", tmp_path / "data"
    source.mkdir()
    data.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "newscrawl", source / "newscrawl", ignore=shutil.ignore_patterns("__pycache__"))
    steps = [step for step in arguments_of("RUN") if "pip" in step]
    # Dependencies are those of this environment: the test needs no index.
    environment = {
        **os.environ,
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "false",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    for step in steps:
        here = re.sub(r"(?<![\w.])/(wheels|opt)\b", rf"{tmp_path}/\1", step)
        here = re.sub(r"(?<![\w/])python -m", f"{sys.executable} -m", here)
        subprocess.run(["bash", "-euc", here], cwd=source, env=environment, check=True, capture_output=True, text=True)

    environment["PYTHONPATH"] = next(path for path in sys.path if path.endswith("site-packages"))
    command = tmp_path / "opt" / "newscrawl" / "bin" / "newscrawl"
    listed = subprocess.run([command, "list"], cwd=data, env=environment, check=True, capture_output=True, text=True)
    code = "import newscrawl; print(newscrawl.__file__)"
    found = subprocess.run(
        [command.parent / "python", "-c", code], check=True, cwd=data, env=environment, capture_output=True, text=True
    )
    assert listed.stdout.split() == ["demo", "kangnam"]
    assert found.stdout.startswith(str(tmp_path)), found.stdout + found.stderr
    assert not (tmp_path / "wheels").exists()


# The units


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("name", ["work", "私の 新聞 100% $HOME", "a\"b\\nc'd"])
def test_systemd_finds_no_fault_in_the_units(tmp_path, name):
    folder = tmp_path / name
    make_folder(folder)
    units = tmp_path / "units"
    units.mkdir()
    for name in ("service", "timer"):
        text = (folder / "systemd" / f"newscrawl@.{name}").read_text("utf-8")
        # The command of this environment may be a file that systemd cannot see to be one.
        (units / f"newscrawl@.{name}").write_text(text, "utf-8")
        (units / f"newscrawl@kangnam.{name}").symlink_to(units / f"newscrawl@.{name}")

    files = [str(units / f"newscrawl@kangnam.{name}") for name in ("service", "timer")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *files], capture_output=True, text=True, check=False
    )

    complaints = [line for line in done.stderr.splitlines() if str(units) in line or "newscrawl@" in line]
    assert not complaints


@pytest.mark.parametrize("name", ["work", "私の 新聞 100% $HOME", "a\"b\\nc'd"])
def test_cron_goes_to_a_folder_of_any_name(tmp_path, name):
    make_folder(tmp_path / name)

    line = (tmp_path / name / "crontab").read_text("utf-8").splitlines()[-1]

    assert not re.search(r"(?<!\\)%", line)  # a bare one ends the command
    command = line.removeprefix("*/10 * * * *").replace(r"\%", "%")
    assert shlex.split(command)[:3] == ["cd", str(tmp_path / name), "&&"]


def test_the_units_take_the_codes_for_success_that_the_document_names(tmp_path):
    make_folder(tmp_path)
    service = (tmp_path / "systemd" / "newscrawl@.service").read_text("utf-8")

    assert "SuccessExitStatus=5 6" in service
    assert "| 0, 5, 6 | nothing" in DOCUMENT


# Kubernetes


def manifests() -> list[dict[str, Any]]:
    block = re.search(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert block
    return list(yaml.safe_load_all(block[1]))


def test_the_cron_job_starts_a_crawl_that_newscrawl_understands():
    [claim, job] = manifests()
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    [container] = pod["containers"]
    verb, *rest = [str(one) for one in container["args"]]

    assert (claim["apiVersion"], claim["kind"]) == ("v1", "PersistentVolumeClaim")
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    assert container["command"] == ["tini", "-e", "5", "-e", "6", "--", "newscrawl"]
    command = command_of(VERBS[verb])
    command.settings = settings_here()
    options, names = parser_of(VERBS[verb], command).parse_known_args(rest)
    assert (names, options.max_time) == (["kangnam"], "9m")
    assert all("=" in one for one in options.set)


def test_the_cron_job_never_overlaps_and_runs_without_rights_on_the_images_volume():
    [claim, job] = manifests()
    spec = job["spec"]
    pod = spec["jobTemplate"]["spec"]["template"]["spec"]
    [container] = pod["containers"]
    mounts = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
    claims = {one["name"]: one.get("persistentVolumeClaim", {}).get("claimName") for one in pod["volumes"]}

    assert len(spec["schedule"].split()) == 5
    assert spec["concurrencyPolicy"] == "Forbid"
    assert pod["restartPolicy"] == "Never"
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert f"--uid {pod['securityContext']['runAsUser']} " in DOCKERFILE
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert mounts["data"] == arguments_of("VOLUME")[-1]
    assert claims["data"] == claim["metadata"]["name"]
    assert set(mounts) == set(claims)


def test_the_cron_lines_of_the_document_name_verbs_that_exist():
    commands = re.findall(r"(?:^|[\s/`])newscrawl (\w+)", re.sub(r"```.*?```", "", DOCUMENT, flags=re.DOTALL))

    assert {"init", "check", "crawl"} <= set(commands)
    assert set(commands) <= set(VERBS) | {"as"}
