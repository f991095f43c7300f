"""What a page may carry: nothing inline, nothing from elsewhere, a text for every picture, no change of case."""

import ast
import re
from collections.abc import Iterable
from html.parser import HTMLParser

from tests.house.tree import Source, code, hold, sources

CASE = re.compile(r"\|\s*(upper|lower|title|capfirst)\b")
NOW = re.compile(r"{%\s*now\b")
ELSEWHERE = re.compile(r"(https?:)?//")
LOADS = {"img": "src", "script": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data",
         "image": "href", "use": "href", "video": "src", "audio": "src"}  # fmt: skip
PICTURED = re.compile(r"<script|\sstyle=|\son(click|load|change|submit|input|error|focus|mouseover)=", re.IGNORECASE)
CSS = {
    "changes case, which is wrong in Turkish": re.compile(
        r"text-transform\s*:\s*(?!none)|font-variant\s*:\s*\S*small-caps"
    ),
    "loads from elsewhere": re.compile(r"url\(\s*['\"]?(https?:)?//|@import"),
}


class _Page(HTMLParser):
    """Collects what a template may not carry, as (line, sentence)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._in_script = False

    def _say(self, sentence: str) -> None:
        self.found.append((self.getpos()[0], sentence))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or "style" in given:
            self._say("inline style")
        is_data = given.get("type") == "application/ld+json"  # browsers do not run it
        self._in_script = tag == "script" and not is_data
        if self._in_script and "src" not in given:
            self._say("inline script")
        for name in given:
            if re.fullmatch(r"on[a-z]+", name):
                self._say(f"inline script ({name})")
        if tag == "img" and "alt" not in given:
            self._say("a picture without alt")
        loaded = given.get(LOADS.get(tag, ""), "")
        if tag == "link" and given.get("rel") not in ("canonical", "alternate"):
            loaded = given.get("href", "")
        if ELSEWHERE.match(loaded.strip()):
            self._say("an asset from elsewhere")
        if any(value.strip().lower().startswith("javascript:") for value in given.values()):
            self._say("a script as an address")

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self._say("inline script")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def _markup(text: str) -> str:
    """The template as the browser's parser would meet it: tags and comments gone, values as a letter, lines kept."""
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", lambda m: "\n" * m[0].count("\n"), text, flags=re.DOTALL)
    return re.sub(
        r"{{.*?}}", "x", re.sub(r"{%.*?%}", lambda m: "\n" * m[0].count("\n"), text, flags=re.DOTALL), flags=re.DOTALL
    )


def in_templates(files: Iterable[Source]) -> list[str]:
    """What templates carry and may not."""
    found = []
    for source in files:
        parser = _Page()
        parser.feed(_markup(source.text))
        found += [f"{source.path}:{line}: {sentence}" for line, sentence in parser.found]
        for number, line in enumerate(source.text.splitlines(), 1):
            if CASE.search(line):
                found.append(f"{source.path}:{number}: a filter that changes case, which is wrong in Turkish")
            if NOW.search(line):
                found.append(f"{source.path}:{number}: the time of the machine instead of the day asked about")
    return found


def in_stylesheets(files: Iterable[Source]) -> list[str]:
    """What style sheets carry and may not."""
    return [
        f"{source.path}:{number}: {sentence}"
        for source in files
        for number, line in enumerate(source.text.splitlines(), 1)
        for sentence, pattern in CSS.items()
        if pattern.search(line)
    ]


def in_strings(files: Iterable[Source]) -> list[str]:
    """Markup written in Python, as pictures are, that the content security policy would refuse."""
    return [
        f"{source.line(node)}: {match[0].strip()}"
        for source in files
        for node in source.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (match := PICTURED.search(node.value))
        and "<" in node.value
    ]  # fmt: skip


def in_scripts(files: Iterable[Source]) -> list[str]:
    """Ways in which a script of ours would run text as code or put it into the page unescaped."""
    pattern = re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write\(")
    return [f"{s.path}: {m[0]}" for s in files if "vendor" not in s.parts for m in pattern.finditer(s.text)]


def test_templates_carry_nothing_inline_and_nothing_from_elsewhere() -> None:
    hold(in_templates(sources("kurultay", ".html")))


def test_style_sheets_keep_case_and_load_nothing_from_elsewhere() -> None:
    hold(in_stylesheets(sources("kurultay", ".css")))
    made_up = Source("x.css", "h1 { text-transform: uppercase }\n@font-face { src: url(//cdn.example/x.woff2) }\n")
    assert in_stylesheets([made_up]) == [
        "x.css:1: changes case, which is wrong in Turkish",
        "x.css:2: loads from elsewhere",
    ]


def test_pictures_and_scripts_obey_the_content_security_policy() -> None:
    hold(in_strings(code()))
    hold(in_scripts(sources("kurultay", ".js")))
    assert in_strings([Source("x.py", "a = '<g style=\"fill:red\">'\nb = 'his style=plain'\n")]) == ["x.py:1: style="]
    assert in_scripts([Source("x.js", "box.innerHTML = answer")]) == ["x.js: .innerHTML ="]


def test_whatever_a_template_may_not_carry_is_named() -> None:
    made_up = Source(
        "x.html",
        '{% load i18n %}<p style="color:red" onclick="go()">{{ name|upper }}</p>\n'
        "<script>alert(1)</script>\n"
        '<script src="https://cdn.example/x.js"></script><img src="{% static "x.svg" %}">\n'
        '<a href="https://example.org/">fine</a> <img src="x.svg" alt=""> {{ party|title }}\n'
        '{% now "Y" %}<a href="javascript:go()">x</a>{# <script> in a comment #}\n'
        '<script type="application/ld+json">{{ data }}</script><script type="text/javascript">{{ code }}</script>\n',
    )
    assert sorted(in_templates([made_up])) == [
        "x.html:1: a filter that changes case, which is wrong in Turkish",
        "x.html:1: inline script (onclick)",
        "x.html:1: inline style",
        "x.html:2: inline script",
        "x.html:2: inline script",
        "x.html:3: a picture without alt",
        "x.html:3: an asset from elsewhere",
        "x.html:4: a filter that changes case, which is wrong in Turkish",
        "x.html:5: a script as an address",
        "x.html:5: the time of the machine instead of the day asked about",
        "x.html:6: inline script",
        "x.html:6: inline script",
    ]
