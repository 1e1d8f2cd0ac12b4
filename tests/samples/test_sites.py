"""The sample sites as data: every route answers, every page says that it is a sample, postbacks lead to all pages."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler import data
from crawler.samples import SiteFileError, load_sites

SITES = {site.folder.name: site for site in load_sites()}
ROUTES = [(site, route) for site in SITES.values() for route in site.routes]
PAGES = sorted(file for site in SITES.values() for file in (site.folder / "pages").glob("*.html"))


@pytest.mark.parametrize(("site", "route"), ROUTES, ids=lambda value: getattr(value, "target", None))
def test_every_route_answers(ask, site, route):
    form = "&".join(f"{name}={_quoted(values[0])}" for name, values in route.form.items())
    headers = {"Content_Type": "application/x-www-form-urlencoded"} if form else {}
    response, body = ask(f"http://{site.host}{route.target}", route.method, form, **headers)
    assert response.status == route.status
    if route.file:
        assert body == (site.folder / route.file).read_bytes()


def test_every_file_has_a_route_or_is_the_404_page():
    for site in SITES.values():
        routed = ({route.file for route in site.routes} | {site.not_found}) - {""}
        files = [file for name in ("pages", "files") for file in (site.folder / name).iterdir()]
        assert {file.relative_to(site.folder).as_posix() for file in files} == routed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.parent.name}/{page.name}")
def test_every_page_says_that_it_is_a_sample(seen, page):
    assert "Trangmẫu:" in seen(page.read_text("utf-8"))


TOWN = [page for page in PAGES if "thi-xa" in page.parts and not page.name.startswith("print-")]


@pytest.mark.parametrize("page", TOWN, ids=lambda page: page.name)
def test_pages_of_the_town_are_one_form_with_their_own_state(page):
    tree = LexborHTMLParser(page.read_text("utf-8"))
    assert [form.attributes["id"] for form in tree.css("form")] == ["aspnetForm"]
    assert tree.css_first("input#__VIEWSTATE").attributes["value"]
    assert tree.css_first("form .tandan-col-main") is not None


@pytest.mark.parametrize("section", ["Tin-hoat-dong", "Mat-tran-Doan-the", "Van-hoa-Xa-hoi"])
def test_postback_reaches_every_page_of_a_listing(ask, section):
    url = f"http://thi-xa.localhost/portal/Pages/{section}.aspx"
    html, pages = ask(url)[1].decode(), 1
    while pager := re.search(r"__doPostBack\('([^']+)','(\d*)'\)\">Tiếp<", html):
        inputs = LexborHTMLParser(html).css("input[type=hidden]")
        fields = {each.attributes["name"]: each.attributes["value"] or "" for each in inputs}
        fields |= {"__EVENTTARGET": pager[1], "__EVENTARGUMENT": pager[2]}
        body = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in fields.items())
        response, answer = ask(url, "POST", body, Content_Type="application/x-www-form-urlencoded")
        assert response.status == 200
        html, pages = answer.decode(), pages + 1
    assert pages == len(list((SITES["thi-xa"].folder / "pages").glob(f"{section.lower()}-*.html")))


def test_a_postback_with_a_stale_state_is_not_answered(ask):
    body = "__EVENTTARGET=ctl00%24ctl35%24g_9c07%24lnkNext&__EVENTARGUMENT=&__VIEWSTATE=stale"
    response, _ = ask("http://thi-xa.localhost/portal/Pages/Van-hoa-Xa-hoi.aspx", "POST", body)
    assert response.status == 404


def test_files_are_what_their_names_say():
    magic = {"pdf": b"%PDF-1.", "docx": b"PK\x03\x04", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG"}
    for site in SITES.values():
        for file in (site.folder / "files").iterdir():
            assert file.read_bytes().startswith(magic.get(file.suffix[1:], b"")), file


@pytest.mark.parametrize("wrong", ['host = "a"\n', 'host = "a"\nname = "b"\nnot_found = "c"\nroutes = [{to = "/"}]\n'])
def test_a_wrong_site_file_is_named(tmp_path, wrong):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "site.toml").write_text(wrong)
    with pytest.raises(SiteFileError, match=r"site\.toml"):
        load_sites(tmp_path)


def _quoted(text: str) -> str:
    return text.replace("%", "%25").replace("+", "%2B").replace("/", "%2F").replace("=", "%3D").replace("$", "%24")


INVENTED = ["Kim Lĩnh", "Trúc Khê", "Mai Khê", "Đại Trúc", "Sen Hồ", "Lam Khê", "Thạch Lĩnh"]
INVENTED += ["Trường Khê", "Vân Đằng", "Mộc Lam", "Hạ Trúc", "Bạch Lĩnh", "Cẩm Đằng", "Hồng Nham", "Sa Lam"]


@pytest.mark.parametrize("name", INVENTED)
def test_invented_units_are_none_of_the_country_s(name):
    tables = [file.read_text("utf-8") for file in data.path("units").glob("**/*units.csv")]
    assert tables
    assert [table for table in tables if f",{name}," in table or f" {name}," in table] == []


@pytest.mark.parametrize("site", SITES)
def test_the_readme_counts_the_articles(site):
    count = len(list(data.path("sample", site, "expected").glob("*.json")))
    assert re.search(
        rf"^\| `{site}/` .* \| {count} \|$", data.path("sample", "README.md").read_text("utf-8"), re.MULTILINE
    )
