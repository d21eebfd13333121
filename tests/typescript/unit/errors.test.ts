import assert from "node:assert/strict";
import { test } from "node:test";

import { ConnectionFailedError, DeviationError, NotFoundError } from "../src/errors.js";
import { HeaderFields, Request } from "../src/internal/exchange.js";
import { parse } from "../src/internal/json.js";

const headers = new HeaderFields([
  ["Authorization", "s3cr3t"],
  ["Accept", "application/json"],
]);
const url = "https://demo.example/things?key=s3cr3t";
const request = new Request("GET", url, headers, undefined, new Set(["key"]));
const text = '{"pass": "s3cr3t", "id": 9007199254740993}';
const body = new TextEncoder().encode(text);
const attempts = [{ status: 404, duration: 5, waited: 0 }];
const reply = { status: 404, headers, body, request: request.masked(), attempts } as const;

type Plain = Record<string, unknown>;

test("an error can be logged as JSON, without a body and without secrets", () => {
  const error = new NotFoundError("gone", reply, { json: parse(text), retryAfter: 3000 });
  const written = JSON.stringify(error);
  assert.ok(!written.includes("s3cr3t"), written);
  const {
    status,
    name,
    message,
    retryAfter,
    request: asked,
    body: none,
  } = JSON.parse(written) as Plain;
  assert.deepEqual([status, name, message], [404, "NotFoundError", "gone"]);
  assert.deepEqual([retryAfter, none], [3000, undefined]);
  assert.equal(asked, "GET https://demo.example/things?key=***");
});

test("so can one of a transport, and one of what is not as documented", () => {
  const broken = new ConnectionFailedError("no answer", request, true, attempts);
  const { sent, attempts: made } = JSON.parse(JSON.stringify(broken)) as Plain;
  assert.deepEqual([sent, made], [true, attempts]);
  const place = { operation: "things.get", pointer: "/id", kind: "type" } as const;
  const wrong = new DeviationError(
    "odd",
    [{ ...place, expected: "integer", actual: "null" }],
    reply,
  );
  const { deviations, reply: none } = JSON.parse(JSON.stringify(wrong)) as Plain;
  assert.deepEqual([(deviations as unknown[]).length, none], [1, undefined]);
});
