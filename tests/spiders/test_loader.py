"""Every portal file has its spider, and a class of the portal's name wins over the made one."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy import Request
from scrapy.utils.project import get_project_settings

from newscrawl.portals import PORTALS_DIR
from newscrawl.spiders.portal import PortalSpider
from newscrawl.spiders.spider_loader import PortalSpiderLoader

SOURCE = """
from newscrawl.spiders.portal import PortalSpider


class KangnamSpider(PortalSpider):
    name = "kangnam"
"""


def test_every_portal_has_a_spider_of_its_name() -> None:
    loader = PortalSpiderLoader(get_project_settings())

    for name in loader.list():
        assert issubclass(loader.load(name), PortalSpider)
        assert loader.load(name).name == name


def test_an_unknown_spider_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        PortalSpiderLoader(get_project_settings()).load("nowhere")


def test_a_class_of_the_portals_name_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "own_spiders"
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "kangnam.py").write_text(SOURCE, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    settings = get_project_settings()
    settings.set("SPIDER_MODULES", ["own_spiders"])

    assert PortalSpiderLoader(settings).load("kangnam").__module__ == "own_spiders.kangnam"


def test_a_portal_is_found_by_its_hosts() -> None:
    loader = PortalSpiderLoader(get_project_settings())

    assert loader.find_by_request(Request("https://kangnamtimesjp.com/archives/1")) == ["kangnam"]


def test_of_two_portals_with_one_host_the_own_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "zz.toml").write_text((PORTALS_DIR / "kangnam.toml").read_text("utf-8"), "utf-8")
    settings = get_project_settings()
    settings.set("NEWSCRAWL_PORTALS_DIR", str(tmp_path))

    assert PortalSpiderLoader(settings).find_by_request(Request("https://kangnamtimesjp.com/archives/1")) == ["zz"]
