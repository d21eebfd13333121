"""Code samples: what is printed reads back, whatever is printed does no harm, and what contradicts its page is told."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hexapla.cli import run
from hexapla.docs import SAMPLE_RULES, OperationFacts, as_data, check, facts_yaml, lock_text, parse_lock, read, samples
from hexapla.docs.facts import FieldRow, ParameterRow
from hexapla.docs.lock import lock
from hexapla.docs.samples_facts import SampleBody, SampleFacts, SampleField
from hexapla.docs.samples_languages import CURL, GO, JAVASCRIPT, PYTHON, RUBY, RUST
from hexapla.finding import Severity, has_errors
from hexapla.load import load
from hexapla.source import Sources, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.docs import sampling
from tests.docs.printing import WHERE
from tests.docs.sampling import LANGUAGES, Request, page, printed, requests, trees
from tests.docs.test_properties import plain

CASES = Path(__file__).parents[1] / "cases" / "docs"


def read_lines(text: str) -> list[SampleFacts]:
    return list(samples.read([(line, number) for number, line in enumerate(text.split("\n"), 1) if line]))


def the(text: str) -> SampleFacts:
    [sample] = read_lines(text)
    return sample


# -- reading -----------------------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(requests(), st.booleans())
def test_a_request_printed_in_six_languages_reads_back(request: Request, escape: bool) -> None:
    lines, facts = printed(request, escape=escape)
    assert read_lines("\n".join(lines)) == facts


@given(st.lists(requests(), min_size=2, max_size=3))
def test_samples_in_any_order_read_back(many: list[Request]) -> None:
    """Every language may follow every other one, and cURL itself."""
    for first in LANGUAGES:
        for second in LANGUAGES:
            if first == second != "curl":
                continue
            lines = [*LANGUAGES[first](many[0]), *LANGUAGES[second](many[1])]
            begun = len(list(LANGUAGES[first](many[0]))) + 1
            wanted = [sampling.expected(many[0], first, 1), sampling.expected(many[1], second, begun)]
            assert read_lines("\n".join(lines)) == wanted


@given(requests())
def test_every_shape_of_a_page_has_the_same_samples(request: Request) -> None:
    blocks = [list(sample(request)) for sample in LANGUAGES.values()]
    wanted = [replace(sample, line=0) for sample in printed(request)[1]]
    for shape in ("plain", "markdown", "html"):
        text = page(blocks, shape)
        [operation], findings = read([("page", text.encode())])
        assert not has_errors(findings), text
        assert [replace(sample, line=0) for sample in operation.samples] == wanted, text


BODY = SampleBody("object", (SampleField("name", "string"), SampleField("watts", "integer")))
WRITTEN = {
    "curl, long options": (
        CURL,
        'curl --request POST --url https://l.example/lamps \\\n--user me:secret \\\n--data-raw \'{\n"name": "Eddy",\n'
        '"watts": 5\n}\'',
        ("POST", "basic", BODY),
    ),
    "curl, a method nobody names": (
        CURL,
        'curl https://l.example/lamps -H "X-API-Key: x" -d "{\\"name\\": \\"Eddy\\", \\"watts\\": 5}"',
        ("POST", "key", BODY),
    ),
    "curl, a form": (
        CURL,
        "curl https://l.example/lamps -d 'name=Eddy&watts=5'",
        ("POST", "none", SampleBody("object", (SampleField("name", "any"), SampleField("watts", "any")))),
    ),
    "curl, parts of a form": (
        CURL,
        "curl https://l.example/lamps -F name=Eddy -F 'watts=5'",
        ("POST", "none", SampleBody("object", (SampleField("name", "any"), SampleField("watts", "any")))),
    ),
    "curl, a file": (CURL, "curl -X PUT https://l.example/lamps -d @lamp.json", ("PUT", "none", SampleBody(""))),
    "curl, a user in the URL": (CURL, "$ curl https://me:x@l.example/lamps", ("GET", "basic", None)),
    "curl, a header": (CURL, "curl -I https://l.example/lamps -H 'Authorization: tok'", ("HEAD", "header", None)),
    "go, a method in quotes": (
        GO,
        'payload := strings.NewReader(`{"name": "Eddy", "watts": 5}`)\n'
        'req, _ := http.NewRequest("PATCH", "https://l.example/lamps", payload)\nreq.SetBasicAuth("a", "b")',
        ("PATCH", "basic", BODY),
    ),
    "go, a map": (
        GO,
        'body, _ := json.Marshal(map[string]interface{}{"name": "Eddy", "watts": 5})\n'
        'resp, err := http.Post("https://l.example/lamps", "application/json", bytes.NewBuffer(body))',
        ("POST", "none", BODY),
    ),
    "ruby, a hash": (
        RUBY,
        "require 'httparty'\nHTTParty.post('https://l.example/lamps', body: { name: 'Eddy', :watts => 5 }.to_json,\n"
        "basic_auth: { username: 'a', password: 'b' })",
        ("POST", "basic", BODY),
    ),
    "javascript, an object": (
        JAVASCRIPT,
        "const lamp = { name: 'Eddy', watts: 5 };\nconst answer = await fetch('https://l.example/lamps', {\n"
        "method: 'PUT',\nbody: JSON.stringify(lamp),\nheaders: { Authorization: `Bearer ${token}` },\n});",
        ("PUT", "bearer", BODY),
    ),
    "javascript, nothing but a URL": (
        JAVASCRIPT,
        "fetch('https://l.example/lamps').then((answer) => answer.json())",
        ("GET", "none", None),
    ),
    "javascript, axios": (
        JAVASCRIPT,
        "axios.post('https://l.example/lamps', {name: 'Eddy', watts: 5}, {auth: {username: 'a'}})",
        ("POST", "basic", BODY),
    ),
    "python, a name": (
        PYTHON,
        "import requests\nlamp = {'name': 'Eddy', 'watts': 5}  # the lamp\n"
        "requests.request('POST', 'https://l.example/lamps', json=lamp, auth=('a', 'b'))",
        ("POST", "basic", BODY),
    ),
    "python, a text": (
        PYTHON,
        "import requests, json\nimport json\n"
        "requests.put('https://l.example/lamps', data=json.dumps({'name': name, 'watts': int(5)}))",
        ("PUT", "none", SampleBody("object", (SampleField("name", "any"), SampleField("watts", "any")))),
    ),
    "rust, a method of the client": (
        RUST,
        "use reqwest::Client;\nlet client = Client::new();\nlet answer = client\n.post(\"https://l.example/lamps\")\n"
        '.bearer_auth(token)\n.json(&json!({"name": "Eddy", "watts": 5}))\n.send()\n.await?;',
        ("POST", "bearer", BODY),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_other_ways_to_write_a_request(name: str) -> None:
    language, text, (method, auth, body) = WRITTEN[name]
    sample = the(text)
    assert (sample.language, sample.method, sample.path) == (language.name, method, "/lamps")
    assert (sample.auth, sample.body) == (auth, body)


@pytest.mark.parametrize(
    ("url", "path", "query"),
    [
        ("curl https://l.example", "/", ()),
        ("curl 'https://l.example/a/{id}?b=1&c'", "/a/{id}", ("b", "c")),
        ("curl https://l.example/a/\\{id\\}/b,", "/a/{id}/b", ()),
        ("curl https://l.example/a/<id>/b", "/a/{}/b", ()),
        ("curl https://l.example/a/:id/b", "/a/{}/b", ()),
        ("fetch(`https://l.example/a/${id}`)", "/a/{}", ()),
        ("import requests\nrequests.get(f'https://l.example/a/{id}')", "/a/{}", ()),
        ("import requests\nrequests.get('https://l.example/a/%d' % id)", "/a/%d".replace("%d", "{}"), ()),
        ("# see https://docs.example/x\ncurl https://l.example/a".partition("\n")[2], "/a", ()),
        ("require 'net/http'\n# https://docs.example/x\nNet::HTTP.get(URI('https://l.example/a'))", "/a", ()),
    ],
)
def test_urls(url: str, path: str, query: tuple[str, ...]) -> None:
    sample = the(url)
    assert (sample.path, sample.query) == (path, query)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("curl -X POST -d @x", "it has no whole URL"),
        ("import requests\nrequests.get('https://l.example/a/' + id)", "it has no whole URL"),
        ("import requests\nbase = 'https://l.example/v1'\nrequests.get(f'{base}/lamps')", "it has no whole URL"),
        ("import requests\nclient.call('https://l.example/a')", "its method does not stand in it"),
        ('fetch("https://l.example/a", {\nheaders: {', "its method does not stand in it"),
        ("curl -X FETCH https://l.example/a", "its method does not stand in it"),
        ("<?php\n$curl = curl_init('https://l.example/a');", "nothing in it tells a language that is read"),
        ("let url = URL(string: 'https://l.example/a')!", "nothing in it tells a language that is read"),
    ],
)
def test_what_cannot_be_read_has_no_facts(text: str, why: str) -> None:
    sample = the(text)
    assert sample == SampleFacts(sample.language, 1, unread=why)
    data = as_data([OperationFacts("GET", "/a", "A", "", WHERE, samples=(sample,))])
    assert "samples" not in data[0]


def test_what_is_not_read_is_one_note_for_a_page_and_language() -> None:
    text = page([["<?php", "$x = 1;"], ["curl -X POST https://l.example/lamps -d @x"]], "plain")
    _, findings = read([("page", (text + "\n" + text.replace("/lamps", "/towers")).encode())])
    assert [(f.rule, f.severity, f.where and f.where.line) for f in findings] == [
        ("unread-sample", Severity.NOTE, 10),
        ("unread-sample", Severity.NOTE, 12),
    ]
    assert findings[0].message == (
        "this sample of php is not read: nothing in it tells a language that is read; nor is 1 more of this page"
    )
    assert "this sample of curl is not wholly read: its body is cut off" in findings[1].message


# -- whatever stands there ---------------------------------------------------------------------------------------------

PIECES = [
    "curl https://l.example/a",
    "-d '{",
    '{"a": "string"}',
    "\\{",
    "}",
    '"',
    "'",
    "import requests",
    "fetch(",
    "=>",
]
PIECES += ["requests.post(", "https://l.example/{b}", "json=x", "x = {", "require 'json'", "Method::PUT", "[", "]", ":"]
PIECES += [
    ".json(&json!(",
    "http.MethodPut",
    "-u a:b",
    "Authorization",
    "\x00",
    "\ud800",
    '"\\ud800":',
    "(" * 50,
    "<?php",
]


def sound(found: Sequence[SampleFacts]) -> None:
    """Check that a lock takes samples in and gives them back, and that they print as data."""
    rows = (FieldRow(None, "a", "integer", "-", 1), FieldRow(None, "b", "Array of object", "-", 1))
    facts = [OperationFacts("GET", "/{a}", "A", "", WHERE, body=body, samples=tuple(found)) for body in ((), rows)]
    back, faults = parse_lock(parse("docs.lock.yaml", lock_text(facts).encode()))
    assert not faults
    assert plain(back.operations) == plain(lock(facts).operations)
    assert parse("facts.yaml", facts_yaml(as_data(facts)).encode()).data() == as_data(facts)


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30), st.sampled_from(["", " ", "\n"]))
def test_no_mixture_of_code_raises(pieces: list[str], between: str) -> None:
    text = between.join(pieces).encode(errors="replace").decode()
    sound(read_lines(text))
    read([("page", page([text.split("\n")], "plain").encode())])


@given(requests(), st.data())
def test_samples_that_are_cut_leave_those_before_them_as_they_are(request: Request, data: st.DataObject) -> None:
    lines, facts = printed(request)
    text = "\n".join(lines)
    cut = text[: data.draw(st.integers(0, len(text)))]
    found = read_lines(cut)
    assert len(found) <= len(facts)
    assert found[:-1] == facts[: max(len(found) - 1, 0)]
    for last, whole in zip(found[-1:], facts[len(found) - 1 :], strict=False):  # none, if none begins
        assert last.unread or last.language == whole.language
        assert last.body is None or last.body.type == "" or last.body == whole.body
    sound(found)


MANY = 40_000
LONG = {
    "text that does not end": "curl https://l.example/a -d '{" + '"a": "b ' * MANY,
    "depth": "curl https://l.example/a -d '" + '{"a":' * MANY,
    "keys": "curl https://l.example/a -d '{" + ",".join(f'"k{n}":"string"' for n in range(MANY)) + "}'",
    "a long key": "curl https://l.example/a -d '{\"" + "k" * MANY + '":{' + '"a":1,' * MANY + "}}'",
    "samples": "curl https://l.example/a\nimport requests\n" * (MANY // 4),
    "starts of a sample": 'fetch("https://l.example/x", {\n' * (MANY // 4),
    "calls": 'fetch("https://l.example/x", {' + "fetch(" * MANY,
    "comments": "curl # https://l.example/x\n" + "# https://l.example/x\n" * MANY,
    "URLs": "curl " + "https://" * MANY,
    "names": "import requests\nrequests.post('https://l.example/x', json=aaa)\n" + "aaa, aaa = " * MANY,
    "space": "curl https://l.example/x -X" + " " * MANY * 5 + "1",
    "headers": "curl https://l.example/x\n" + "Authorization:" * MANY,
    "commas": "curl https://l.example/x\n" + "a, " * MANY,
}


@pytest.mark.parametrize("name", LONG)
def test_work_is_linear_in_the_length_of_samples(name: str) -> None:
    """Four times the code is four times the work, and would be sixteen times if it were quadratic."""
    text = LONG[name]
    assert work(text) < 10 * work(text[: len(text) // 4]) + 0.5


def work(text: str) -> float:
    start = time.process_time()
    read_lines(text)
    return time.process_time() - start


# -- the lock ----------------------------------------------------------------------------------------------------------


def facts_of(request: Request, **changed: object) -> OperationFacts:
    """Return an operation whose page says what a request says."""
    query = tuple(ParameterRow(name, "string", False, "-", 1) for name in request.query)
    rows = tuple(rows_of(request.body))
    whole = OperationFacts(
        request.method,
        request.path,
        "Do.",
        "",
        WHERE,
        query_params=query,
        body=rows,
        samples=tuple(printed(request)[1]),
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def rows_of(tree: object, table: str | None = None) -> list[FieldRow]:
    """Return the tables that describe a body, nested ones under their parents; a bare array is a table `items`."""
    if isinstance(tree, list):
        return [FieldRow(None, "items", sampling.stated(tree).type, "-", 1), *rows_of(tree[0], "items")]
    rows, below = [], []
    assert isinstance(tree, dict)
    for name, value in tree.items():
        rows.append(FieldRow(table, name, sampling.stated({name: value}).fields[0].type, "-", 1))
        while isinstance(value, list) and value:
            value = value[0]
        below += rows_of(value, name) if isinstance(value, dict) and value else []
    return rows + below


NAMED = st.dictionaries(sampling.WORDS, sampling.SCALARS, min_size=1, max_size=3)
TOLD = st.one_of(
    st.dictionaries(
        sampling.WORDS.filter(lambda word: word != "items"),
        st.one_of(sampling.SCALARS, NAMED, st.lists(NAMED, min_size=1, max_size=1), st.just([])),
        min_size=1,
        max_size=3,
    ).filter(
        lambda tree: (
            len(sampling.stated(tree).fields) == len({f.name.rpartition(".")[2] for f in sampling.stated(tree).fields})
        )
    ),
    st.lists(NAMED, min_size=1, max_size=1),
)


@given(requests(TOLD))
def test_of_samples_that_say_what_the_page_says_a_lock_keeps_the_languages(request: Request) -> None:
    [operation] = lock([facts_of(request)]).operations
    [entry] = operation.samples
    assert entry.languages == tuple(LANGUAGES)
    assert entry == replace(entry, method="", path="", query=(), sends=None, body=(), lacks=())


@given(requests(st.one_of(st.none(), trees())), requests(TOLD))
def test_a_lock_gives_back_what_it_took(sent: Request, stated: Request) -> None:
    facts = [
        facts_of(stated, samples=tuple(printed(sent)[1])),
        facts_of(stated, body=(), samples=facts_of(stated).samples),
    ]
    back, faults = parse_lock(parse("docs.lock.yaml", lock_text(facts).encode()))
    assert not faults
    assert plain(back.operations) == plain(lock(facts).operations)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{languages: curl}", "`auth` is missing"),
        ("{auth: none}", "`languages` is missing"),
        ("{languages: curl, auth: none, sends: x}", "`sends` should be true or false"),
        ("{languages: curl, auth: none, lacks: [1]}", "a name is a text, not a number"),
        ("{languages: curl, auth: none, lack: []}", "`lack` is no key of a lock"),
        ("{languages: curl, auth: none, body: [{name: a}]}", "`type` is missing"),
    ],
)
def test_a_malformed_sample_is_a_finding(entry: str, says: str) -> None:
    text = f"- {{method: GET, path: /a, title: A, responses: {{}}, samples: [{entry}]}}\n"
    _, findings = parse_lock(parse("docs.lock.yaml", text.encode()))
    assert any(says in finding.message for finding in findings), findings


# -- contradictions ----------------------------------------------------------------------------------------------------

SPEC = """\
openapi: 3.1.1
info: {title: Lamps, version: 1.0.0}
servers: [{url: https://l.example}]
security: [{key: []}]
paths:
  /lamps/{lamp_id}:
    parameters: [{name: lamp_id, in: path, required: true, schema: {type: integer}}]
    put: {operationId: lamps.put, responses: {'204': {description: Done.}}}
  /public:
    get: {operationId: public.get, security: [], responses: {'204': {description: Done.}}}
  /either:
    get: {operationId: either.get, security: [{}, {key: []}], responses: {'204': {description: Done.}}}
components: {securitySchemes: {key: {type: http, scheme: basic}}}
"""
TABLE = """\
Query
name | type | required | description |
---|---|---|---|
dry | boolean | false | - |
Body
Name | Type | Description |
---|---|---|
name | string | - |
watts | number | - |
colors | Array of integer | - |
size | object | - |
size
Name | Type | Description |
---|---|---|
width | integer | - |"""
PATH = "Path\nname | type | required | description |\n---|---|---|---|\nlamp_id | integer | true | - |"
GOOD = "curl -X PUT https://l.example/lamps/{lamp_id} -u a:b -d '%s'"
JSON = '{"name": "string", "watts": "number", "colors": ["integer"], "size": {"width": "integer"}}'


def told(text: str, *more: str) -> list[tuple[str, str]]:
    """Return the rule and the text of each note on samples of a page, printed over its table."""
    whole = page(
        [text.split("\n"), *(sample.split("\n") for sample in more)], "plain", "PUT", "/lamps/{lamp_id}", TABLE
    )
    return notes(whole)


def notes(*pages: str) -> list[tuple[str, str]]:
    facts, findings = read([("page", "\n".join(pages).encode())])
    assert not findings
    api, faults = load(Sources(lambda _: SPEC.encode()), "spec.yaml")
    assert not faults
    back, _ = parse_lock(parse("docs.lock.yaml", lock_text(facts).encode()))
    report = check(api, back)
    assert all(finding.severity is Severity.NOTE and finding.where for finding in report.samples)
    assert not any(finding.rule.startswith("sample-") for finding in report.findings)
    return [(finding.rule, finding.message.partition(": ")[2]) for finding in report.samples]


CONTRADICTIONS = {
    "method": (GOOD.replace("PUT", "POST") % JSON, "sends POST, not PUT"),
    "path": (GOOD.replace("/lamps/", "/lamp/") % JSON, "goes to `/lamp/{lamp_id}`"),
    "name in the path": (GOOD.replace("lamp_id", "lamp_ids") % JSON, "goes to `/lamps/{lamp_ids}`"),
    "query": (GOOD.replace("{lamp_id}", "{lamp_id}?dry=1&wet=1") % JSON, "has `wet` in its query, and no table has"),
    "no body": (GOOD.partition(" -d")[0], "sends no body, and the page has one"),
    "key too many": (GOOD % JSON.replace('{"name"', '{"nick": "string", "name"'), "has `nick`, and no table has"),
    "key too few": (GOOD % JSON.replace('"name": "string", ', ""), "lacks `name`"),
    "nested key": (GOOD % JSON.replace("width", "height"), "has `size.height`, and no table has; lacks `size.width`"),
    "object that is left out": (GOOD % JSON.replace(', "size": {"width": "integer"}', ""), "lacks `size`"),
    "type": (GOOD % JSON.replace('"watts": "number"', '"watts": "string"'), "`watts` is `string`, not `number`"),
    "item": (GOOD % JSON.replace('["integer"]', "[{}]"), "`colors` is `Array of object`, not `Array of integer`"),
    "bare array": (GOOD % f"[{JSON}]", "the body is `Array of object`, not `object`"),
}
AGREEING = {
    "as the page": JSON,
    "examples": '{"name": "Eddy", "watts": 5, "colors": [], "size": {"width": 1}}',
    "placeholders": '{"name": "<name>", "watts": null, "colors": [1, 2], "size": {"width": <width>}}',
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_a_note(name: str) -> None:
    text, says = CONTRADICTIONS[name]
    assert "; ".join(said for _, said in told(text)) == "; ".join(f"{part} (curl)" for part in says.split("; "))


def test_every_rule_of_samples_has_a_contradiction() -> None:
    found = {rule for text, _ in CONTRADICTIONS.values() for rule, _ in told(text)}
    assert found | {"sample-credentials"} == {rule.name for rule in SAMPLE_RULES}


@pytest.mark.parametrize("name", AGREEING)
def test_a_sample_that_agrees_is_no_note(name: str) -> None:
    assert told(GOOD % AGREEING[name]) == []
    assert told((GOOD % AGREEING[name]).replace("{lamp_id}", "42")) == []
    assert told((GOOD % AGREEING[name]).replace("{lamp_id}", "<id>")) == []
    assert told((GOOD % AGREEING[name]).replace("{lamp_id}", "{lampId}?dry=true")) == []


def test_a_body_on_a_page_without_one() -> None:
    text = page([["curl https://l.example/public -X GET -d '{\"a\": 1}' -u a:b"]], "plain", "GET", "/public")
    assert notes(text) == [("sample-body", "sends a body, and the page has none (curl)")]


PYTHON_SAMPLE = "import requests\nrequests.put('https://l.example/lamps/{lamp_id}', auth=('a', 'b'), json=%s)"
FETCH = "fetch('https://l.example/lamps/{lamp_id}', {\nmethod: 'PUT',\nauth: secret,\nbody: %s,\n})"


def test_languages_that_say_the_same_are_one_note() -> None:
    bad = JSON.replace('"name": "string", ', "")
    assert told(GOOD % bad, PYTHON_SAMPLE % bad, FETCH % JSON) == [("sample-keys", "lacks `name` (curl, python)")]
    assert told(GOOD % bad, PYTHON_SAMPLE % bad, FETCH % bad) == [("sample-keys", "lacks `name` (all 3 samples)")]
    other = JSON.replace('"watts": "number", ', "")
    assert told(GOOD % bad, PYTHON_SAMPLE % other) == [("sample-keys", "lacks `name` (curl); lacks `watts` (python)")]


def test_credentials_are_missed_where_they_are_needed_and_shown_at_all() -> None:
    bare = GOOD.replace(" -u a:b", "")
    assert told(GOOD % JSON, (PYTHON_SAMPLE % JSON).replace("auth=('a', 'b'), ", "")) == [
        ("sample-credentials", "has no credentials (python)")
    ]
    assert told(bare % JSON) == [], "a site that shows credentials nowhere says nothing by it"
    public = [page([[f"curl https://l.example/{path}"]], "plain", "GET", f"/{path}") for path in ("public", "either")]
    whole = page([[GOOD % JSON]], "plain", "PUT", "/lamps/{lamp_id}", TABLE)
    assert notes(whole, *public) == [], "the spec says that these operations need none"


def test_counts_by_language() -> None:
    bad = JSON.replace('"name": "string", ', "").replace('"watts": "number"', '"watts": "string"')
    blocks = [
        [GOOD % JSON],
        [GOOD.replace("PUT", "POST") % bad],
        (PYTHON_SAMPLE % bad).split("\n"),
        (FETCH % bad).split("\n"),
    ]
    facts, _ = read([("page", page(blocks, "plain", "PUT", "/lamps/{lamp_id}", TABLE).encode())])
    api, _ = load(Sources(lambda _: SPEC.encode()), "spec.yaml")
    counts = check(api, lock(facts)).summary.samples
    assert (counts.samples, counts.agree) == (4, 1)
    assert counts.text() == (
        "samples     1 of 4 agree with their page\n"
        "contradict  curl 1 (method 1, keys 1, types 1); python, javascript each 1 (keys 1, types 1)\n"
    )
    assert check(api, lock([])).summary.samples.text() == ""


def test_the_command_counts_and_names_them_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with a page only stays out of the way of who looks after the spec."""
    bad = GOOD.replace("PUT", "POST").partition(" -d")[0]
    for name, text in {
        "pyproject.toml": '[tool.hexapla]\nspec = "spec.yaml"\nlock = "lock.yaml"\n',
        "spec.yaml": SPEC.partition("  /public:")[0] + "components:" + SPEC.partition("components:")[2],
        "good.txt": page([[GOOD.partition(" -d")[0]]], "plain", "PUT", "/lamps/{lamp_id}", PATH),
        "bad.txt": page([[bad]], "plain", "PUT", "/lamps/{lamp_id}", PATH),
    }.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    assert run(["docs", "lock", "good.txt"]) == run(["docs", "check"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["spec.yaml accounts for all of lock.yaml"]
    assert run(["docs", "lock", "bad.txt"]) == run(["docs", "check"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[2:] == ["1 code sample of 1 contradicts its own page: --summary tells which"]
    assert told.err == ""
    assert run(["docs", "check", "--summary"]) == 0
    told = capsys.readouterr()
    assert told.out.endswith("samples     0 of 1 agree with their page\ncontradict  curl 1 (method 1)\n")
    assert re.match(
        r"lock.yaml:\d+:\d+: note sample-method: PUT /lamps/\{lamp_id\}: sends POST, not PUT \(curl\)", told.err
    )


# -- the real pages ----------------------------------------------------------------------------------------------------


def test_the_samples_of_the_real_pages(real_pages: list[tuple[str, bytes]]) -> None:
    """Count by expressions of our own what the page prints, and hold what is read against it."""
    facts, findings = read(real_pages)
    assert not [finding for finding in findings if finding.rule == "unread-sample"]
    found = [sample for operation in facts for sample in operation.samples]
    text = "\n".join(data.decode() for _, data in real_pages)
    assert Counter(sample.language for sample in found) == {
        "curl": len(re.findall(r"^curl ", text, re.MULTILINE)),
        "go": len(re.findall(r"http\.NewRequest", text)),
        "ruby": len(re.findall(r"^require 'net/http'", text, re.MULTILINE)),
        "javascript": len(re.findall(r"^fetch\(", text, re.MULTILINE)),
        "python": len(re.findall(r"^import requests", text, re.MULTILINE)),
        "rust": len(re.findall(r"^extern crate tokio", text, re.MULTILINE)),
    }
    for language, sign in (
        ("go", r"http\.Method(\w+)"),
        ("ruby", r"Net::HTTP::(\w+)\.new"),
        ("javascript", r'^method: "(\w+)"'),
        ("python", r"= requests\.(\w+)\("),
        ("rust", r"Method::(\w+)"),
    ):
        methods = [sample.method for sample in found if sample.language == language]
        assert methods == [word.upper() for word in re.findall(sign, text, re.MULTILINE)]
    signs = (r"^-u ", r"SetBasicAuth", r"basic_auth '", r"Basic \$\{", r"Basic %s", r"\.basic_auth\(")
    assert sum(sample.auth == "basic" for sample in found) == sum(len(re.findall(s, text, re.M)) for s in signs)
    assert {sample.auth for sample in found} == {"basic", "none"}
    bodies = [sample.body for sample in found if sample.body]
    assert len(bodies) == len(
        re.findall(r"^-d '|json\.Marshal\(|req\.body =|^body: |json=|serde_json::json!\(", text, re.M)
    )
    keys = [len(re.findall(r'"(\w+)":', line)) for line in text.split("\n") if line.startswith("-d '")]
    assert [len(s.body.fields) for s in found if s.language == "curl" and s.body] == keys


def test_the_contradictions_of_the_real_pages(real_pages: list[tuple[str, bytes]]) -> None:
    """Each was looked up on the page: four methods in Go, one page without credentials, arrays of `{}` for integers."""
    facts, _ = read(real_pages)
    api, _ = load(Sources(lambda _: SPEC.encode()), "spec.yaml")
    report = check(api, lock(facts))
    assert Counter(finding.rule for finding in report.samples) == {
        "sample-method": 4,
        "sample-credentials": 1,
        "sample-keys": 1,
        "sample-types": 6,
    }
    counts = report.summary.samples
    assert (counts.samples, counts.agree) == (131, 81)
    assert {language: number for language, number, _ in counts.contradict} == {
        "curl": 8,
        "go": 10,
        "ruby": 8,
        "javascript": 8,
        "python": 8,
        "rust": 8,
    }
    methods = [finding.message for finding in report.samples if finding.rule == "sample-method"]
    assert [message.rpartition(": ")[2] for message in methods] == [
        "sends GET, not PATCH (go)",
        *["sends PUT, not DELETE (go)"] * 3,
    ]
