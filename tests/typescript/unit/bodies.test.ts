import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyOf } from "../src/internal/bodies.js";
import { parse } from "../src/internal/json.js";
import { firstMatch } from "../src/internal/messages.js";
import type { Call, Operation } from "../src/internal/operation.js";
import { patch } from "../src/internal/patch.js";

async function written(
  operation: Partial<Operation<unknown>>,
  rest: Partial<Call<unknown>>,
): Promise<string> {
  const base = { id: "a.b", method: "POST", path: ["/"], result: null };
  const body = await bodyOf({ operation: { ...base, ...operation }, ...rest });
  return body ? `${body.mediaType}\n${new TextDecoder().decode(body.content)}` : "";
}

test("a form", async () => {
  const body = { a: "b c&d", list: [1, true], object: { x: [1] }, no: undefined };
  const text = await written({ body: "form", mediaType: "x/form" }, { body });
  assert.equal(text, "x/form\na=b%20c%26d&list=1&list=true&object=%7B%22x%22%3A%5B1%5D%7D");
});

test("parts", async () => {
  const file = new Blob(["xyz"], { type: "image/png" });
  const body = { 'a"\r\n': "b", file: { content: file, name: "p.png" }, more: { x: 1 } };
  const text = await written({ body: "multipart", mediaType: "multipart/form-data" }, { body });
  const line = /boundary=(\S+)/.exec(text)?.[1] ?? "";
  assert.equal(
    text.replaceAll(line, "LINE").replaceAll("\r\n", "|"),
    "multipart/form-data; boundary=LINE\n" +
      '--LINE|Content-Disposition: form-data; name="a%22%0D%0A"||b|' +
      '--LINE|Content-Disposition: form-data; name="file"; filename="p.png"|' +
      "Content-Type: image/png||xyz|" +
      '--LINE|Content-Disposition: form-data; name="more"|Content-Type: application/json||{"x":1}|' +
      "--LINE--|",
  );
});

test("texts, octets, lines", async () => {
  assert.equal(
    await written({ body: "text", mediaType: "text/plain" }, { body: "ä" }),
    "text/plain\nä",
  );
  const octets = new TextEncoder().encode("x");
  assert.equal(await written({ body: "binary", mediaType: "a/b" }, { body: octets }), "a/b\nx");
  const lines = await written({ body: "lines", mediaType: "x/jsonl" }, { body: [{ a: 1 }, 2] });
  assert.equal(lines, 'x/jsonl\n{"a":1}\n2\n');
});

test("a model that was read is sent with its spelling", async () => {
  const body = parse('{"rate": 1.10, "id": 2}');
  assert.equal(await written({}, { body }), 'application/json\n{"rate":1.10,"id":2}');
});

test("a body without members may be none", async () => {
  assert.equal(await written({ bodyOptional: true }, { body: { a: undefined } }), "");
  assert.equal(await written({}, { body: { a: undefined } }), "application/json\n{}");
});

test("members of no name of their own do not hide others", async () => {
  assert.equal(
    await written({}, { body: { a: 1 }, more: { b: 2 } }),
    'application/json\n{"a":1,"b":2}',
  );
  await assert.rejects(written({}, { body: { a: 1 }, more: { a: 2 } }), /a: this member/);
});

test("JSON Patch", () => {
  assert.deepEqual(patch({ replace: { "a/b": 1 }, add: { c: null }, remove: ["/x/y", "d~"] }), [
    { op: "replace", path: "/a~1b", value: 1 },
    { op: "add", path: "/c", value: null },
    { op: "remove", path: "/x/y" },
    { op: "remove", path: "/d~0" },
  ]);
  assert.throws(() => patch({}), TypeError);
});

test("a documented text is found by what is fixed in it", () => {
  const messages = [
    { status: "default", reason: "invalid_id", parts: ["x ", { kind: "text", name: "what" }] },
    { status: 400, reason: "no_access", parts: ["x ", { kind: "number", name: "n" }, " y"] },
  ] as const;
  assert.deepEqual(firstMatch(messages, 400, "x -5 y"), {
    reason: "no_access",
    values: { n: "-5" },
  });
  assert.deepEqual(firstMatch(messages, 400, "x a y"), {
    reason: "invalid_id",
    values: { what: "a y" },
  });
  assert.equal(firstMatch(messages, 400, "x "), undefined);
  assert.equal(firstMatch(messages, 400, "y"), undefined);
});
