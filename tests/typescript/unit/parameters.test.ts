import assert from "node:assert/strict";
import { test } from "node:test";

import type { Spelling, Style } from "../src/internal/operation.js";
import { inCookie, inHeader, inPath, inQuery } from "../src/internal/parameters.js";

const COLOR = { R: 100, G: 200 };
const LIST = ["blue", "black"];

type Row = readonly [Style, boolean, unknown, string];

// The table of OpenAPI 3.1, "Style Examples".
const QUERY: readonly Row[] = [
  ["form", false, "", "color="],
  ["form", false, "blue", "color=blue"],
  ["form", false, LIST, "color=blue,black"],
  ["form", false, COLOR, "color=R,100,G,200"],
  ["form", true, LIST, "color=blue&color=black"],
  ["form", true, COLOR, "R=100&G=200"],
  ["spaceDelimited", false, LIST, "color=blue%20black"],
  ["pipeDelimited", false, LIST, "color=blue%7Cblack"],
  ["deepObject", true, COLOR, "color%5BR%5D=100&color%5BG%5D=200"],
  ["deepObject", true, { a: { b: [1] } }, "color%5Ba%5D%5Bb%5D%5B0%5D=1"],
  ["json", false, { a: [1, "ä"] }, "color=%7B%22a%22%3A%5B1%2C%22%C3%A4%22%5D%7D"],
];

for (const [style, explode, value, text] of QUERY) {
  test(`query ${style} ${String(explode)} ${JSON.stringify(value)}`, () => {
    const how: Spelling = { place: "query", name: "color", style, explode };
    assert.equal(inQuery("color", value, how).join("&"), text);
  });
}

const PATH: readonly Row[] = [
  ["simple", false, LIST, "blue,black"],
  ["simple", false, COLOR, "R,100,G,200"],
  ["simple", true, COLOR, "R=100,G=200"],
  ["label", false, "blue", ".blue"],
  ["label", false, LIST, ".blue,black"],
  ["label", true, LIST, ".blue.black"],
  ["label", true, COLOR, ".R=100.G=200"],
  ["matrix", false, "blue", ";color=blue"],
  ["matrix", false, LIST, ";color=blue,black"],
  ["matrix", true, LIST, ";color=blue;color=black"],
  ["matrix", true, COLOR, ";R=100;G=200"],
];

for (const [style, explode, value, text] of PATH) {
  test(`path ${style} ${String(explode)} ${JSON.stringify(value)}`, () => {
    const how: Spelling = { place: "path", name: "color", style, explode };
    assert.equal(inPath("color", value, how), text);
  });
}

for (const value of ["", ".", "..", ["a", ".."], null, undefined, NaN, [], { a: 1 }, 2 ** 60]) {
  test(`no path has ${JSON.stringify(value)} in it`, () => {
    assert.throws(() => inPath("project_id", value), /^TypeError: project_id: /);
  });
}

test("a path cannot climb, and what is sent can be told apart", () => {
  assert.equal(inPath("id", "../a/b?c#d%2e"), "..%2Fa%2Fb%3Fc%23d%252e");
  assert.equal(inPath("id", ["a,b", "c"]), "a%2Cb,c");
  assert.equal(inPath("id", 2n ** 70n), String(2n ** 70n));
});

test("reserved characters stay where they may, and end nothing", () => {
  const how: Spelling = { place: "query", name: "q", style: "form", reserved: true };
  assert.deepEqual(inQuery("q", "/a?b=c&d#e+f g%20%", how), ["q=/a?b=c%26d%23e%2Bf%20g%20%25"]);
  assert.throws(() => inQuery("q", ["a,b"], how), /stands between elements/);
});

test("half a surrogate pair is no text", () => {
  assert.throws(() => inQuery("q", "\ud800"), /q: half a surrogate pair/);
});

test("header fields and cookies", () => {
  assert.equal(inHeader("X", LIST), "blue,black");
  const json: Spelling = { place: "header", name: "X", style: "json" };
  assert.equal(inHeader("X", { a: "ä😀" }, json), '{"a":"\\u00e4\\ud83d\\ude00"}');
  assert.deepEqual(inCookie("c", "a-b"), ["c=a-b"]);
  assert.throws(() => inCookie("c", "a;b"), /c: a cookie holds/);
  assert.throws(() => inCookie("c d", "a"), /cannot be the name/);
});
