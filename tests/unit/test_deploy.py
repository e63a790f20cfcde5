"""What stands in deploy/ fits the code: every setting explained, nothing secret, units and endpoints readable."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

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
