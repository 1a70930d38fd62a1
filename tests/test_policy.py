"""What pages may do, and what the files for hosts say: read from the built site, asked of real servers, seen in a browser."""

import hashlib
import re
import shutil
import socket
import subprocess
from base64 import b64encode
from contextlib import suppress
from html.parser import HTMLParser
from http.client import HTTPConnection
from types import SimpleNamespace

import click
import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import expect

from scripts import moved, policy, runtime

CACHE, POLICY = "Cache-Control", "Content-Security-Policy"
FOR_EVER = "public, max-age=31536000, immutable"
HASHED = re.compile(r"-[0-9a-f]{12}[/.]|-\d+\.\d+\.\d+|\.[0-9a-f]{8}\.min\.")
BASE = "/handbook/"


class Page(HTMLParser):
    """Policies, scripts and styles of a page, in the order in which they stand there."""

    def __init__(self, html: str):
        super().__init__()
        self.policies, self.scripts, self.styles, self.order, self.inside = [], [], [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.inside = tag == "script" and "src" not in values and values.get("type") != "application/json"
        if tag in {"script", "link", "meta", "style"}:
            self.order.append((tag, values))
        if values.get("http-equiv", "").lower() == POLICY.lower():
            self.policies.append(values["content"])
        if tag == "style" or "style" in values:
            self.styles.append(self.get_starttag_text())

    def handle_data(self, data):
        if self.inside:
            self.scripts.append(data)

    def handle_endtag(self, tag):
        self.inside = False


def parsed(text: str) -> dict[str, list[str]]:
    """Sources by directive."""
    return {name: sources for name, *sources in (part.split() for part in text.split(";"))}


@pytest.fixture(scope="module")
def read(built):
    """Every page by its path, the pages for missing addresses too."""
    return {str(file.relative_to(built)): Page(file.read_text(encoding="utf-8")) for file in moved.others(built)}


@pytest.fixture(scope="module")
def files(built):
    """Every file of the site as a path that a browser asks for."""
    found = (file.relative_to(built).as_posix() for file in sorted(built.rglob("*")) if file.is_file())
    return [name.removesuffix("index.html") for name in found if not name.startswith("_headers")]


def test_every_page_has_one_policy_which_is_the_same_everywhere_and_comes_first(read):
    for name, page in read.items():
        assert page.policies == read["index.html"].policies and len(page.policies) == 1, name   # the theme swaps pages under it
        assert page.order[0] == ("meta", {"charset": "utf-8"}), name
        assert page.order[1][1].get("http-equiv") == POLICY, name


def test_it_lets_through_the_scripts_that_the_pages_hold_and_no_others(read):
    for name, page in read.items():
        hashes = {f"'sha256-{b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in page.scripts}
        assert len(hashes) == 3 and {"'self'", *hashes} == set(parsed(page.policies[0])["script-src"]), name


def test_nothing_else_is_allowed_that_could_run_or_leave(read):
    allowed = parsed(read["index.html"].policies[0])
    assert allowed["default-src"] == allowed["object-src"] == allowed["base-uri"] == allowed["form-action"] == ["'none'"]
    assert {source for sources in allowed.values() for source in sources if not source.startswith("'sha256-")} == {
        "'self'", "'none'", "data:"}
    assert [name for name, sources in allowed.items() if "data:" in sources] == ["img-src"]


def test_no_page_holds_a_style_that_the_policy_would_refuse(read):
    assert {name: page.styles[:3] for name, page in read.items() if page.styles} == {}


def test_a_script_of_one_page_only_stops_the_build_which_names_the_page():
    theme = "<script>theme()</script><script type=application/json>{}</script><script src=x></script>"
    assert policy.scripts({"a": theme, "b": theme}) == ["theme()"]
    with pytest.raises(PluginError, match="b holds a script that other pages do not, beginning 'own"):
        policy.scripts({"a": theme, "b": f"{theme}<script async>own()</script>"})


def test_pages_served_to_their_author_hold_a_script_of_mkdocs_and_no_policy():
    with click.Context(click.Command("serve"), info_name="serve"):
        assert policy.write(SimpleNamespace(docs_dir="docs/en")) is None


def test_a_host_is_told_the_right_thing_of_every_kind_of_file(headers, read, files):
    worker = runtime.addresses()["worker"]
    page_policy = read["index.html"].policies[0]
    for path in files:
        said = headers(path)
        of = dict(said)
        assert len(of) == len(said), f"{path}: hosts add up what is said twice"
        assert of["X-Content-Type-Options"] == "nosniff" and of["Referrer-Policy"] == "same-origin"
        hashed = HASHED.search(path) and "/workers/search." not in path
        loose = not hashed and re.fullmatch(r"(zh/)?assets/(javascripts|stylesheets)/[^/]+", path)
        assert of.get(CACHE) == (FOR_EVER if hashed else None if loose else "no-cache"), path
        if path == worker:
            assert parsed(of[POLICY]) == {
                "default-src": ["'none'"], "script-src": ["'self'", "'wasm-unsafe-eval'"], "connect-src": ["'self'"]}
        elif hashed or loose:
            assert POLICY not in of, path
        else:
            assert of[POLICY] == f"{page_policy}; frame-ancestors *", path
        kinds = {"mjs": "text/javascript", "wasm": "application/wasm", "whl": "application/zip"}
        assert of.get("Content-Type") == kinds.get(path.rpartition(".")[2]), path


def test_the_file_for_netlify_and_cloudflare_keeps_to_their_limits(built):
    lines = (built / "_headers").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line.startswith("/")]
    assert len(patterns) == len(set(patterns)) <= 100
    assert max(map(len, lines)) <= 2_000 and all(pattern.count("*") <= 1 for pattern in patterns)


def nginx(text: str, path: str) -> dict[str, str]:
    """What a server with this file says of a file that is there."""
    variables, said = {}, {}
    for condition, body in re.findall(r'^if \(\$uri ([^\n]+)\) \{\n(.*?)^\}', text, re.DOTALL | re.MULTILINE):
        kind, _, wanted = condition.partition(" ")
        if kind == "=" and path == wanted.strip('"') or kind == "~" and re.search(wanted.strip('"'), path):
            variables |= dict(re.findall(r'set (\$\w+) "(.*)";', body))
    for name, variable in re.findall(r"^add_header (\S+) (\$\w+)(?: always)?;", text, re.MULTILINE):
        said |= {name: variables[variable]} if variables.get(variable) else {}
    location = r'^location ~ "(.+)" \{\n    types \{ \}\n    default_type (.+);\n\}'
    for pattern, kind in re.findall(location, text, re.MULTILINE):
        said |= {"Content-Type": kind} if re.search(pattern, path) else {}
    return said


def caddy(text: str, path: str) -> dict[str, str]:
    """What a server with this file says of a file that is there."""
    said = {}

    def matches(kind: str, words: str) -> bool:
        """To Caddy a star matches slashes at the end only."""
        return bool(re.search(words, path)) if kind == "path_regexp" else any(
            path.startswith(word.removesuffix("*")) if word.endswith("/*") else path == word for word in words.split())

    for name, body in re.findall(r"^@(\w+) \{\n(.*?)^\}", text, re.DOTALL | re.MULTILINE):
        [wanted] = re.findall(r"^\t(path\w*) (.+)", body, re.MULTILINE)
        refused = re.findall(r"^\t\t(path) (.+)", body, re.MULTILINE)
        if matches(*wanted) and not any(matches(*each) for each in refused):
            [headers] = re.findall(rf"^header @{name} \{{\n(.*?)^\}}", text, re.DOTALL | re.MULTILINE)
            new = dict(re.findall(r'^\t(\S+) "(.*)"$', headers, re.MULTILINE))
            assert not set(new) & set(said), f"{path}: the order of Caddy would decide"
            said |= new
    return said


def told(headers, files, read) -> dict[str, dict[str, str]]:
    """What `_headers` says of every file. It leaves out the scripts and styles that keep their names, a list too long for its
    hosts, which ask before they use a copy."""
    left_out = {CACHE: "no-cache", POLICY: read["index.html"].policies[0] + "; frame-ancestors *"}
    return {path: said if CACHE in said else said | left_out for path in files for said in [dict(headers(path))]}


@pytest.mark.parametrize("host", [nginx, caddy])
def test_the_three_files_say_the_same_of_every_file(built, headers, files, read, host):
    text = (built / f"_headers.{host.__name__}").read_text(encoding="utf-8")
    for path, said in told(headers, files, read).items():
        assert host(text, BASE + path) == said, path


def free() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(connection: HTTPConnection) -> bool:
    """Whether a server answers at last."""
    try:
        connection.connect()
        return True
    except OSError:
        return False


CONFIGURED = {
    "nginx": """daemon off; master_process off; pid {work}/pid; error_log stderr;
events {{ }}
http {{
  types {{ text/html html; text/css css; text/javascript js; }}
  access_log off;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b;
  fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  server {{
    listen 127.0.0.1:{port};
    root {host};
    error_page 404 {base}404.html;
    include {site}/_headers.nginx;
  }}
}}
""",
    "caddy": """{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	root * {host}
	import {site}/_headers.caddy
	file_server
	handle_errors {{
		rewrite * {base}404.html
		file_server
	}}
}}
""",
}
PROGRAMS = {"nginx": ["-c", "{file}", "-e", "stderr"], "caddy": ["run", "--adapter", "caddyfile", "--config", "{file}"]}


@pytest.fixture(params=PROGRAMS)
def host(request, built, tmp_path):
    """A connection to a real server that serves the site with the file made for it."""
    program = shutil.which(request.param) or shutil.which(request.param, path="/usr/sbin:/usr/local/sbin")
    if not program:
        pytest.skip(f"{request.param} is not installed here; what its file says has been read instead")
    file, port = tmp_path / "configuration", free()
    words = CONFIGURED[request.param].format(work=tmp_path, port=port, host=built.parent, site=built, base=BASE)
    file.write_text(words, encoding="utf-8")
    command = [program, *(word.format(file=file) for word in PROGRAMS[request.param])]
    log = (tmp_path / "log").open("wb")
    with log, subprocess.Popen(command, stdout=log, stderr=log, env={"HOME": str(tmp_path)}) as process:
        try:
            connection = HTTPConnection("127.0.0.1", port)
            while not listens(connection):
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.02)
                    pytest.fail((tmp_path / "log").read_text(encoding="utf-8"))
            yield connection
            connection.close()
        finally:
            process.terminate()


def test_a_real_server_says_what_its_file_says(host, built, headers, files, read):
    """Of one file of each ending that each kind of rule covers, and of what is missing."""
    said = told(headers, files, read)
    samples = {(path.rpartition(".")[2] if "." in path else "page", said[path][CACHE], path[:3]): path for path in files}
    for path in {*samples.values(), "", "zh/", runtime.addresses()["worker"]}:
        host.request("GET", BASE + path)
        answer = host.getresponse()
        assert answer.read() == (built / f"{path}index.html" if f"/{path}".endswith("/") else built / path).read_bytes()
        assert answer.status == 200
        for name, value in said[path].items():
            assert answer.headers.get_all(name) == [value], f"{path}: {name}"
        assert path != runtime.addresses()["worker"] or answer.headers.get_content_type() == "text/javascript"
    folder = runtime.addresses()["worker"].rpartition("/")[0]
    for missing in ("no/such/page/", f"{folder}/none.whl"):
        host.request("GET", BASE + missing)
        answer = host.getresponse()
        assert answer.status == 404 and answer.read() == (built / "404.html").read_bytes()
        assert "immutable" not in answer.headers.get(CACHE, ""), "a file that comes later would never be asked for"


WATCH = """window.violations = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));"""

VISITED = {"checklists/": "check-progress", "notebooks/price_cap/": ".nb", "glossary/": "term-list",
           "risk/identify/": "check-list"}


def test_a_visit_to_every_kind_of_page_breaks_no_rule(page, site):
    """One document throughout: the theme swaps the pages. The page fixture fails on what the console says."""
    page.add_init_script(WATCH)
    answer = page.goto(f"{site}calculators/")
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    page.evaluate("window.same = true")
    page.locator("article a[href$='loan_apr/']").first.click()
    picture = page.locator(".chart__picture").first
    before = picture.inner_html()
    page.locator("[name=principal]").fill("20000")
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    page.wait_for_function("([e, before]) => e.innerHTML !== before", arg=[picture.element_handle(), before])
    assert len(page.workers) > 0
    page.locator("[data-md-component=search-query]").fill("checklist")
    page.locator(".md-search-result__item a").first.wait_for()
    page.keyboard.press("Escape")
    for address, shown in VISITED.items():
        page.evaluate("address => document.body.append(Object.assign(document.createElement('a'), { href: address, id: 'go' }))",
                      site + address)
        page.evaluate("() => { const link = document.getElementById('go'); link.click(); link.remove(); }")
        page.wait_for_url(site + address)
        page.locator(f"article {shown}").first.wait_for(state="attached")
    page.locator("check-list [data-item]").first.check()
    page.locator("[data-md-component=palette] label:visible").click()
    assert page.evaluate("[window.same, window.violations]") == [True, []]


def test_what_the_page_does_not_hold_itself_is_refused(new_page, site):
    page = new_page(forgive="Content Security Policy")
    page.add_init_script(WATCH)
    page.goto(site)
    refused = page.evaluate("""async () => {
      await new Promise((go) => setTimeout(go));   // the debugger's own call may evaluate text; what comes later may not
      const script = document.createElement("script");
      script.textContent = "window.ran = 'script'";
      document.head.append(script);
      const picture = document.createElement("div");
      picture.innerHTML = `<button onclick="window.ran = 'handler'"></button><p style="color: red">`;
      document.body.append(picture);
      picture.firstChild.click();
      const thrown = [];
      for (const run of [() => eval("window.ran = 'eval'"), () => new Function("window.ran = 'function'")(),
                         () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))]) {
        try { run(); thrown.push(null); } catch (error) { thrown.push(error.name); }
      }
      return thrown;
    }""")
    assert refused == ["EvalError", "EvalError", "CompileError"]
    page.evaluate("fetch('https://elsewhere.example/').catch(() => {})")
    page.wait_for_function("() => window.violations.includes('connect-src')")
    assert page.evaluate("window.ran") is None
    assert set(page.evaluate("window.violations")) == {
        "script-src-elem", "script-src-attr", "style-src-attr", "script-src", "connect-src"}


def test_the_worker_may_compile_webassembly_and_nothing_from_text(new_page, site):
    page = new_page(forgive="Content Security Policy")
    page.goto(f"{site}calculators/loan_apr/")
    page.locator("[name=principal]").fill("20000")
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    worker = next(each for each in page.workers if "calculators=" in each.url)
    assert worker.evaluate("""async () => {
      await new Promise((go) => setTimeout(go));
      try { eval("1"); return "ran"; } catch (error) { return error.name; }
    }""") == "EvalError"
    assert worker.evaluate("""() => new Promise((say) => {
      addEventListener("securitypolicyviolation", ({ effectiveDirective }) => say(effectiveDirective));
      const request = new XMLHttpRequest();
      request.open("GET", "data:,elsewhere");
      request.send();
    })""") == "connect-src"
