import assert from "node:assert/strict";
import { test } from "node:test";

import { decoded, encoded } from "../src/internal/octets.js";
import { ABSENT, Check } from "../src/internal/check.js";
import { parse } from "../src/internal/json.js";
import { dump } from "../src/internal/write.js";

type Plain = Record<string, unknown>;

const TEXTS = [
  "null",
  "true",
  "-0",
  "1.10",
  "1e2",
  '"\\u00e9\\ud83d\\ude00\\n\\/"',
  '{"a": 1.0, "b": [1e5, {"c": -0.0}], "d": {}}',
  '{"id": 12345678901234567890, "x": 1E+30}',
  " [ ] ",
  '{"__proto__": {"a": 1}, "": 2, "constructor": 3}',
];

for (const text of TEXTS) {
  test(`reads ${text} as JSON.parse does, but for large integers`, () => {
    const plain = JSON.stringify(JSON.parse(text));
    const rounded = (_: string, value: unknown): unknown =>
      typeof value === "bigint" ? Number(value) : value;
    assert.equal(JSON.stringify(parse(text), rounded), plain);
  });
}

const WRONG = [
  "",
  "{",
  "[1,]",
  '{"a":1,}',
  "01",
  "1.",
  "nul",
  '"\n"',
  '"\\x"',
  "1 2",
  "\u00a01",
  "'a'",
];

for (const text of WRONG) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => parse(text), SyntaxError);
  });
}

test("an integer of more digits than anybody means costs no time, and its spelling is kept", () => {
  const text = `{"a":[${"7".repeat(4301)},${"7".repeat(2_000_000)}.0]}`;
  assert.deepEqual(parse(text), { a: [Infinity, Infinity] });
  assert.equal(dump(parse(text)), text);
});

test("an integer beyond 2^53 is a bigint, however it is spelled", () => {
  assert.equal(parse("9007199254740993"), 9007199254740993n);
  assert.equal(parse("-9007199254740993"), -9007199254740993n);
  assert.equal(parse("1e23"), 10n ** 23n);
  assert.equal(parse("9007199254740993.0"), 9007199254740993n);
  assert.equal(parse("9007199254740991"), 9007199254740991);
  assert.equal(parse("1e999999999"), Infinity);
  assert.equal(parse("7".repeat(4300)), BigInt("7".repeat(4300)));
  assert.equal(parse("9007199254740993.5"), 9007199254740994);
});

test("nesting has an end", () => {
  assert.throws(() => parse("[".repeat(100_000)), /nested too deeply/);
  parse("[".repeat(900) + "]".repeat(900));
});

test("what nobody changed is written as it came", () => {
  const text = '{ "rate": 1.10, "n": 1e2, "big": 12345678901234567890, "rows": [ {"x":1.0} ] }';
  const value = parse(text) as { rows: unknown[] };
  assert.equal(dump(value), text);
  assert.equal(dump(value.rows[0]), '{"x":1.0}');
});

test("of what was changed the rest keeps its spelling", () => {
  const value = parse('{"rate": 1.10, "name": "a", "new": 1.0, "gone": 1}') as Plain;
  value["name"] = "b";
  delete value["gone"];
  value["more"] = null;
  assert.equal(dump(value), '{"rate":1.10,"name":"b","new":1.0,"more":null}');
});

test("a change deep inside is seen", () => {
  const value = parse('{"a": [{"b": 1.0, "c": 2.0}]}') as { a: { b: number }[] };
  const [row] = value.a;
  assert.ok(row);
  row.b = 3;
  assert.equal(dump(value), '{"a":[{"b":3,"c":2.0}]}');
});

test("undefined is left out, null is null, a bigint keeps its digits", () => {
  assert.equal(
    dump({ a: undefined, b: null, c: 2n ** 70n }),
    `{"b":null,"c":${String(2n ** 70n)}}`,
  );
});

test("a moment is written with its offset", () => {
  assert.equal(dump([new Date(0)]), '["1970-01-01T00:00:00.000Z"]');
});

for (const value of [NaN, Infinity, new Date(NaN), [undefined], () => 1, Symbol("x"), new Map()]) {
  test(`refuses to write ${typeof value} ${Object.prototype.toString.call(value)}`, () => {
    assert.throws(() => dump(value), TypeError);
  });
}

test("octets that are no text are kept, and known", () => {
  const octets = Uint8Array.of(
    0x22,
    0x61,
    0xff,
    0xed,
    0xa0,
    0xbd,
    0xc3,
    0xa9,
    0xf0,
    0x9f,
    0x98,
    0x80,
    0xe2,
    0x22,
  );
  const text = decoded(octets);
  assert.match(String(parse(text)), /^a\p{Surrogate}{4}é😀\p{Surrogate}$/u);
  assert.deepEqual(encoded(text), octets);
  assert.equal(decoded(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)), "1");
  assert.equal(decoded(encoded("aé😀")), "aé😀");
});

test("zeros within a number are looked at once, however many there are", () => {
  const check = new Check("demo");
  assert.equal(check.text("integer", `1.${"0".repeat(1_000_000)}1`), ABSENT);
  assert.equal(new Check("demo").text("integer", `1.${"0".repeat(1_000_000)}`), 1);
});
