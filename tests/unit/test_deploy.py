"""What stands in deploy/ fits the code: every setting explained, nothing secret, units and endpoints readable."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

DEPLOY = Path("deploy")
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def settings() -> dict[str, str]:
    lines = (DEPLOY / "environment").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_setting_that_the_code_reads_is_explained() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path("advisor").rglob("*.py"))
    read = set(re.findall(r'"(ADVISOR_[A-Z_]+)"', code))
    assert read <= set(settings())


def test_no_secret_is_filled_in() -> None:
    assert not any(value for name, value in settings().items() if re.search("SECRET|KEY|PASSWORD", name))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_without_rights_and_names_what_exists(unit: Path) -> None:
    parsed = configparser.ConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(unit)
    service = parsed["Service"]
    assert service["User"] == "adviser"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    for path in re.findall(r"deploy/[\w./-]+", service["ExecStart"]):
        assert Path(path).exists()


def test_the_endpoints_name_parts_that_exist() -> None:
    from rasa.shared.utils.common import class_from_module_path

    endpoints = yaml.safe_load((DEPLOY / "endpoints.postgresql.yml").read_text(encoding="utf-8"))
    for section in ("tracker_store", "lock_store", "nlg"):
        assert class_from_module_path(endpoints[section]["type"])
    used = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "endpoints.postgresql.yml").read_text(encoding="utf-8")))
    assert used <= set(settings())


def test_nginx_passes_on_the_chat_and_nothing_else() -> None:
    conf = (DEPLOY / "nginx/adviser.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"location =? ?(\S+) \{", conf)) == {"/chat/evidence", "/chat/", "/"}
    assert "proxy_buffering off" in conf
    assert re.search(r"location / \{\s+return 404;", conf)


MANIFESTS = list(yaml.safe_load_all((DEPLOY / "kubernetes/adviser.yml").read_text(encoding="utf-8")))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))


def pods() -> list[dict[str, Any]]:
    """The pod of each Deployment and CronJob."""
    return [
        (one["spec"]["jobTemplate"]["spec"] if one["kind"] == "CronJob" else one["spec"])["template"]
        for one in MANIFESTS
        if one["kind"] in {"Deployment", "CronJob"}
    ]


@pytest.mark.parametrize("pod", pods(), ids=lambda pod: pod["metadata"]["labels"]["part"])
def test_a_pod_runs_without_rights_within_limits(pod: dict[str, Any]) -> None:
    assert pod["spec"]["securityContext"]["runAsNonRoot"]
    assert pod["spec"]["automountServiceAccountToken"] is False
    for container in pod["spec"]["containers"]:
        rights = container["securityContext"]
        assert rights["readOnlyRootFilesystem"]
        assert not rights["allowPrivilegeEscalation"]
        assert rights["capabilities"]["drop"] == ["ALL"]
        assert set(container["resources"]["limits"]) == {"cpu", "memory"}


def test_every_pod_is_cut_off_from_everything_it_does_not_need() -> None:
    policies = [one["spec"] for one in MANIFESTS if one["kind"] == "NetworkPolicy"]
    covered = set()
    for policy in policies:
        assert set(policy["policyTypes"]) == {"Ingress", "Egress"}
        selector = policy["podSelector"]
        covered |= {selector.get("matchLabels", {}).get("part")}
        covered |= {value for rule in selector.get("matchExpressions", []) for value in rule["values"]}
    assert {pod["metadata"]["labels"]["part"] for pod in pods()} <= covered


def test_settings_of_manifests_and_compose_are_explained() -> None:
    config = next(one["data"] for one in MANIFESTS if one["kind"] == "ConfigMap")
    used = {*config, *COMPOSE["services"]["rasa"]["environment"]} - {"SANIC_HOST"}
    assert used <= set(settings())
    assert not any(re.search("SECRET|KEY|PASSWORD", name) for name in config)


def test_services_are_reached_by_the_names_that_exist() -> None:
    config = next(one["data"] for one in MANIFESTS if one["kind"] == "ConfigMap")
    services = {one["metadata"]["name"] for one in MANIFESTS if one["kind"] == "Service"}
    assert re.match(r"http://([\w-]+):", config["ADVISOR_ACTIONS"])[1] in services  # type: ignore[index]
    settings_there = COMPOSE["services"]["rasa"]["environment"]
    for name in ("ADVISOR_ACTIONS", "ADVISOR_REDIS"):
        assert re.match(r"\w+://([\w-]+):", settings_there[name])[1] in COMPOSE["services"]  # type: ignore[index]


@pytest.mark.parametrize("service", ["rasa", "actions"])
def test_a_container_runs_without_rights(service: str) -> None:
    container = COMPOSE["services"][service]
    assert container["read_only"]
    assert container["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in container["security_opt"]
    assert container["mem_limit"]
    assert "ports" not in container


def test_files_that_the_image_and_compose_name_exist() -> None:
    for line in (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            assert all(Path(name).exists() for name in line.split()[1:-1])
    for volume in COMPOSE["services"]["nginx"]["volumes"] + COMPOSE["services"]["postgresql"]["volumes"]:
        source = volume.split(":")[0]
        if source.startswith("./") and not source.endswith("tls"):
            assert (DEPLOY / source).exists()


@pytest.mark.parametrize("name", ["endpoints.postgresql.yml", "endpoints.analytics.yml"])
def test_settings_of_endpoints_are_explained(name: str) -> None:
    used = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / name).read_text(encoding="utf-8")))
    assert used <= set(settings())
