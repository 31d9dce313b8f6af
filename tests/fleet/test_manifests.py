"""The manifests for Kubernetes fit its published schemas, each other, and the commands that they start."""

from __future__ import annotations

import argparse
import re
import subprocess
import urllib.request
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from scrapy.settings import Settings

from newscrawl.commands import fleet, reextract
from tests.crawling import PROJECT
from tests.tasks.cluster import Cluster

FOLDER = PROJECT / "docs" / "kubernetes"
THINGS = [
    pytest.param(thing, id=f"{path.name}-{thing['kind']}-{thing['metadata']['name']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for thing in yaml.safe_load_all(path.read_text("utf-8"))
]


def containers() -> list[dict[str, Any]]:
    pods = [found.values[0]["spec"].get("template", {}).get("spec", {}) for found in THINGS]
    return [container for pod in pods for container in pod.get("containers", [])]


@pytest.mark.parametrize("version", ["1.30", "1.37"])
@pytest.mark.parametrize("thing", THINGS)
def test_a_manifest_fits_the_schema_of_its_kind_without_unknown_keys(thing: dict[str, Any], version: str) -> None:
    import_module("kubernetes_validate").validate(thing, version, strict=True)


@pytest.mark.parametrize("thing", THINGS)
def test_what_a_manifest_selects_mounts_and_calls_is_there(thing: dict[str, Any]) -> None:
    pod = thing["spec"].get("template", {}).get("spec", {})
    claims = {
        found.values[0]["metadata"]["name"] for found in THINGS if found.values[0]["kind"] == "PersistentVolumeClaim"
    }
    volumes = {volume["name"]: volume for volume in pod.get("volumes", [])}

    for container in pod.get("containers", []):
        assert {mount["name"] for mount in container.get("volumeMounts", [])} == set(volumes)
    assert {
        volume["persistentVolumeClaim"]["claimName"] for volume in volumes.values() if "persistentVolumeClaim" in volume
    } <= claims
    if "matchLabels" in thing["spec"].get("selector", {}):
        assert thing["spec"]["selector"]["matchLabels"] == thing["spec"]["template"]["metadata"]["labels"]


def test_the_commands_that_they_start_have_those_options() -> None:
    known = {name: options_of(dask(name)) for name in ("scheduler", "worker")}
    known |= {"fleet": own_options(fleet.Command()), "reextract": own_options(reextract.Command())}

    for words in (container["command"] for container in containers()):
        assert {word for word in words if word.startswith("--")} <= known[words[1]], words


def dask(name: str) -> Any:
    """Return the command `dask scheduler` or `dask worker`."""
    return import_module(f"distributed.cli.dask_{name}").main


def options_of(command: Any) -> set[str]:
    return {option for one in command.params for option in (*one.opts, *one.secondary_opts)}


def own_options(command: Any) -> set[str]:
    parser = argparse.ArgumentParser()
    command.settings = Settings()
    command.add_options(parser)
    return set(re.findall(r"--[a-z-]+", parser.format_help()))


def test_the_scheduler_answers_their_probe(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, words=("--dashboard-address", "127.0.0.1:0"))
    try:
        cluster.start_scheduler()
        with urllib.request.urlopen(f"http://127.0.0.1:{cluster.dashboard_port}/health") as answer:
            assert answer.status == 200
    finally:
        cluster.stop()


def test_the_job_for_slurm_is_a_script_whose_commands_have_those_options(tmp_path: Path) -> None:
    (script,) = re.findall(r"```bash\n(.*?)```", (PROJECT / "docs" / "scale.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "job").write_text(script, "utf-8")

    subprocess.run(["bash", "-n", tmp_path / "job"], check=True)
    for verb in ("scheduler", "worker"):
        (line,) = re.findall(rf"dask {verb} (.*)&", script)
        assert set(re.findall(r"--[a-z-]+", line)) <= options_of(dask(verb))
