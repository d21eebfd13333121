import assert from "node:assert/strict";
import { test } from "node:test";

import { DeviationError } from "../src/errors.js";
import { ABSENT, Check } from "../src/internal/check.js";
import { isDate, isMoment } from "../src/internal/dates.js";
import { deviations, news } from "../src/internal/news.js";
import type { RecordShape, Shape } from "../src/internal/shapes.js";
import { dump } from "../src/internal/write.js";

const TAG: RecordShape = { kind: "record", fields: { id: "integer" }, required: ["id"] };
const THING: RecordShape = {
  kind: "record",
  fields: {
    id: "integer",
    name: "string",
    rate: "number",
    at: "date-time",
    color: { kind: "enum", of: "string", values: ["red", "blue"] },
    ids: { kind: "array", of: "integer" },
    tags: { kind: "array", of: TAG },
    inner: () => THING,
    note: { kind: "nullable", of: "string" },
  },
  required: ["id", "note"],
};

type Plain = Record<string, unknown>;

function read(shape: Shape, text: string): { value: unknown; found: string[] } {
  const check = new Check("things.get");
  const value = check.text(shape, text);
  const found = check.found.map(({ deviation: one, pattern }) =>
    [one.pointer, pattern, one.kind, one.expected, one.actual].join(" "),
  );
  return { value, found };
}

test("what is as documented stays, and what is new is listed", () => {
  const text = '{"id": 12345678901234567890, "note": null, "color": "green", "new": {"a": 1}}';
  const { value, found } = read(THING, text);
  assert.deepEqual(found, []);
  assert.equal((value as Plain)["id"], 12345678901234567890n);
  assert.equal(dump(value), text);
  assert.deepEqual(news(value), [
    { pointer: "/color", kind: "value" },
    { pointer: "/new", kind: "key" },
  ]);
});

test("a fraction that a double rounds away makes a number no integer, wherever it stands", () => {
  const tiny = "7.00000000000000000001";
  const list: Shape = { kind: "array", of: "integer" };
  const either: Shape = { kind: "union", of: ["integer", "string"] };
  const places: readonly (readonly [Shape, string, string])[] = [
    ["integer", tiny, " "],
    [list, `[1, ${tiny}]`, "/1 "],
    [{ kind: "map", of: "integer" }, `{"a": ${tiny}}`, "/a "],
    [{ kind: "array", of: { kind: "nullable", of: either } }, `[null, ${tiny}, "a"]`, "/1 "],
    [{ kind: "array", of: list }, `[[1], [${tiny}]]`, "/1/0 "],
    [{ kind: "enum", of: "integer", values: [7] }, tiny, " "],
    ["integer", "1e-400", " "],
    ["integer", "70000000000000000000.5", " "],
  ];
  for (const [shape, text, place] of places) {
    const { found } = read(shape, text);
    assert.equal(found.length, 1, text);
    assert.ok(found[0]?.startsWith(place), found[0]);
    const exact = text.replace(/\.\d+|e-400/, "");
    assert.deepEqual(read(shape, exact).found, [], exact);
  }
  assert.deepEqual(read("number", tiny), { value: 7, found: [] });
  // One that stands before another says nothing of it.
  assert.deepEqual(read({ kind: "tuple", of: ["number", "integer"] }, `[${tiny}, 7]`).found, []);
  for (const whole of [
    "7.0",
    "70e-1",
    "7e0",
    "0.7e1",
    "-0.0",
    "1200e-2",
    "70000000000000000000.0",
  ]) {
    assert.deepEqual(read("integer", whole).found, [], whole);
  }
});

test("a wrong type never sits in a member, and is not lost", () => {
  const text = '{"id": "x", "note": 5, "name": 1.50, "at": "2026-01-01T00:00:00", "ids": [1, "2"]}';
  const { value, found } = read(THING, text);
  assert.deepEqual(found.sort(), [
    "/at /at format string (date-time) string",
    "/id /id type integer string",
    "/ids/1 /ids/* type integer string",
    "/name /name type string number",
    "/note /note type string number",
  ]);
  const thing = value as Plain;
  assert.throws(() => thing["id"], DeviationError);
  assert.equal(thing["note"], null);
  assert.equal(thing["name"], undefined);
  assert.equal(thing["ids"], undefined);
  assert.equal(dump(value), text);
  assert.deepEqual(
    deviations(value)
      .map((one) => one.pointer)
      .sort(),
    ["/at", "/id", "/ids/1", "/name", "/note"],
  );
});

test("a member that could not be read can be set, and the others stay held", () => {
  const { value } = read(THING, '{"id": "x", "note": 5, "name": 1.50}');
  const thing = value as Plain;
  thing["id"] = 7;
  assert.equal(thing["id"], 7);
  assert.equal(dump(thing), '{"id":7,"note":5,"name":1.50}');
});

test("null in an optional member is no deviation; in one that is always there it is", () => {
  assert.deepEqual(read(THING, '{"id": 1, "note": null, "name": null}').found, []);
  assert.deepEqual(read(THING, '{"id": null}').found, [
    "/id /id null integer null",
    "/note /note missing string absent",
  ]);
});

test("a row that is no record becomes one with nothing set", () => {
  const text = '{"id": 1, "note": "", "tags": [{"id": 1}, 5.0, {"id": 3}]}';
  const { value, found } = read(THING, text);
  assert.deepEqual(found, ["/tags/1 /tags/* type object number"]);
  const tags = (value as { tags: Plain[] }).tags;
  assert.equal(tags[2]?.["id"], 3);
  assert.throws(() => tags[1]?.["id"], DeviationError);
  assert.equal(dump(value), text);
  assert.equal(dump(tags[1]), "5.0");
});

test("pointers are escaped, also of what lies deep", () => {
  const shape: Shape = { kind: "map", of: THING };
  const { value, found } = read(shape, '{"a/b~": {"id": 1, "note": "", "inner": {"id": true}}}');
  assert.deepEqual(found, [
    "/a~1b~0/inner/id /*/inner/id type integer boolean",
    "/a~1b~0/inner/note /*/inner/note missing string absent",
  ]);
  assert.equal(deviations(value).length, 2);
});

test("the member of a union is chosen by its tag, else by what fits best", () => {
  const cat: RecordShape = { kind: "record", fields: { kind: "string", lives: "integer" } };
  const dog: RecordShape = { kind: "record", fields: { kind: "string", bark: "string" } };
  const tagged: Shape = { kind: "union", of: [cat, dog], tag: "kind", tags: { cat, dog } };
  assert.deepEqual(read(tagged, '{"kind": "dog", "bark": 1}').found, [
    "/bark /bark type string number",
  ]);
  const unknown = read(tagged, '{"kind": "owl", "bark": 1}');
  assert.deepEqual(unknown.found, []);
  const plain: Shape = { kind: "union", of: [cat, dog, "integer"] };
  assert.deepEqual(read(plain, '{"bark": "x"}').found, []);
  assert.deepEqual(news(read(plain, '{"bark": "x", "y": 1}').value), [
    { pointer: "/y", kind: "key" },
  ]);
  assert.equal(read(plain, "1.5").value, ABSENT);
});

test("a number is read as near as can be, and written as it came", () => {
  const { value } = read(THING, '{"id": 1, "note": "", "rate": 9007199254740993}');
  assert.equal((value as Plain)["rate"], 9007199254740992);
  assert.equal(dump(value), '{"id": 1, "note": "", "rate": 9007199254740993}');
});

test("dates exist, moments have an offset", () => {
  assert.ok(isDate("2024-02-29") && !isDate("2023-02-29") && !isDate("2023-1-01"));
  assert.ok(isMoment("2024-02-29T23:59:59.123Z") && isMoment("2024-02-29t00:00:00+05:30"));
  assert.ok(!isMoment("2024-02-29T00:00:00") && !isMoment("2024-02-29T24:00:00Z"));
});

test("a member that every object has is undefined where the server sent none", async () => {
  const names = ["constructor", "toString", "__proto__", "valueOf"] as const;
  const fields = new Map<string, Shape>(names.map((name) => [name, "string"]));
  const odd: RecordShape = { kind: "record", fields: Object.fromEntries(fields) };
  const { value, found } = read(odd, '{"toString": 1}');
  const record = value as Plain;
  assert.deepEqual(found, ["/toString /toString type string number"]);
  assert.deepEqual(
    names.map((name) => record[name]),
    [undefined, undefined, undefined, undefined],
  );
  assert.deepEqual(Object.keys(record), []);
  assert.equal(dump(record), '{"toString": 1}');
  for (const name of ["constructor", "__proto__"]) {
    record[name] = "mine";
  }
  assert.deepEqual(Object.keys(record).sort(), ["__proto__", "constructor"]);
  assert.equal(Object.getPrototypeOf(record), Object.prototype);
  const held = read({ kind: "record", fields: { then: "string" }, required: ["then"] }, "{}");
  assert.equal(held.found.length, 1);
  assert.equal(await Promise.resolve(held.value), held.value);
});

test("a member of any name is one of its own, and changes no other object", () => {
  const text = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}';
  const { value } = read({ kind: "map", of: { kind: "map", of: "any" } }, text);
  assert.deepEqual(Object.keys(value as Plain), ["__proto__", "constructor"]);
  assert.equal(dump(value), text);
  assert.equal(({} as Plain)["polluted"], undefined);
});

test("unions within unions are read in bounded time", () => {
  const sum: RecordShape = { kind: "record", fields: { left: () => either, right: () => either } };
  const product: RecordShape = {
    kind: "record",
    fields: { left: () => either, right: () => either, factor: "integer" },
  };
  const either: Shape = { kind: "union", of: [sum, product, "number"] };
  // Each level could be one of two records: twice as many ways to read it for every level.
  const depth = 40;
  const text = '{"left":'.repeat(depth) + '"wrong"' + "}".repeat(depth);
  const check = new Check("op");
  const value = check.text(either, text);
  assert.deepEqual(
    check.found.map((one) => one.deviation.pointer),
    ["/left".repeat(depth)],
  );
  assert.equal(dump(value), text);
  assert.deepEqual(news(value), []);
});
