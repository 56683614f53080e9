"""Who may ask what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from asgi import MINIMAL, Site

from sim.app.guard import Door


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site([MINIMAL], tmp_path_factory.mktemp("results"))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1:8001", "127.0.0.1", "", "[::1]:"]
)
def test_a_foreign_host_is_refused(site: Site, host: str) -> None:
    assert site.get("/", host=host).status == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_the_names_of_this_machine_are_known(site: Site, host: str) -> None:
    assert site.get("/app.css", host=host).status == 200


def test_nothing_is_framed_evaluated_or_sniffed(site: Site) -> None:
    for path in ("/", "/app.js", "/nothing"):
        answer = site.get(path)
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "script-src 'self'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert site.get("/", sec_fetch_dest="iframe").status == 403


def test_who_goes_astray_finds_a_page(site: Site) -> None:
    lost = site.get("/nothing", sec_fetch_mode="navigate")
    assert lost.status == 404
    assert "There is no page at this address" in lost.text
    assert 'href="draft"' in lost.text
    assert site.get("/nothing").text == "there is no page at this address"


def test_pages_of_others_read_nothing(site: Site) -> None:
    assert site.get("/live", sec_fetch_site="cross-site", sec_fetch_mode="cors").status == 403
    assert site.get("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": ""},
        {"x_token": "another"},
        {"x_token": ""},
    ],
)
def test_what_others_send_is_not_kept(site: Site, headers: dict[str, str]) -> None:
    assert site.post("/keep", **headers).status == 403


def test_a_page_is_read_and_never_sent_to(site: Site) -> None:
    assert site.post("/").status == 405
    assert site.get("/keep").status == 405


def test_from_elsewhere_only_who_has_the_link(tmp_path: Path) -> None:
    site = Site([MINIMAL], tmp_path, Door(host="0.0.0.0", key="secret", token="a token"))
    assert site.get("/").status == 404
    assert site.get("/wrong/").status == 404
    assert site.get("/secret/", host="192.168.1.7:8000").status == 200
    assert site.get("/secret/", host="evil.example:8000").status == 400
    assert replace(site.door).address.endswith("/secret/")


def test_links_of_pages_stay_below_the_token(tmp_path: Path) -> None:
    site = Site([MINIMAL], tmp_path, Door(key="secret"))
    page = site.get("/secret/").text
    assert 'href="/' not in page
    assert 'src="/' not in page


def test_only_what_was_named_is_served(site: Site) -> None:
    answer = site.get("/", ("_in", "../ceasefire30"))
    assert (answer.status, answer.text) == (400, "no scenario of that name is served; there are minimal")
    assert site.get("/../pyproject.toml").status == 404


def test_code_is_never_named_in_a_link(site: Site, tmp_path: Path) -> None:
    code = tmp_path / "evil.py"
    code.write_text("raise SystemExit")
    answer = site.get("/live", ("actors.union.behaviour", f"{code}:Evil"))
    assert (answer.status, "cannot be named in a link" in answer.text) == (400, True)


def test_what_a_link_says_is_shown_as_text(site: Site) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    page = site.get("/", ("title", hostile), ("_in", "minimal")).text
    assert "<img" not in page
    answer = site.get("/", (f"actors.{hostile}", "1"))
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_link_has_an_end(site: Site) -> None:
    assert site.get("/", *[(f"a{k}", "1") for k in range(300)]).status == 400
    assert site.get("/", ("_seed", "many")).status == 400
