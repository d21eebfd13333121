import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { CredentialsError } from "../src/errors.js";
import { choose } from "../src/internal/choice.js";
import { basic, key, type Security } from "../src/internal/credentials.js";
import { checkedUrl } from "../src/internal/request.js";

const SECURITY: Security = {
  ways: [
    { scheme: "basic", arguments: ["token"], make: ({ token = "" }) => basic(token, "t") },
    {
      scheme: "basic",
      arguments: ["email", "password"],
      make: ({ email = "", password = "" }) => basic(email, password),
    },
  ],
  variables: { token: "DEMO_TOKEN" },
  default: [["basic"]],
  alternatives: [["basic"]],
};
const NOTHING = { token: undefined, email: undefined, password: undefined };

test("what was given counts, else the environment", () => {
  const given = choose(SECURITY, { ...NOTHING, email: "a", password: "b" }, { DEMO_TOKEN: "x" });
  assert.equal(given.proof("o", undefined).headers["Authorization"], `Basic ${btoa("a:b")}`);
  const read = choose(SECURITY, NOTHING, { DEMO_TOKEN: "x" });
  assert.equal(read.proof("o", undefined).headers["Authorization"], `Basic ${btoa("x:t")}`);
  assert.ok(!inspect(read, { depth: 9, showHidden: true }).includes(btoa("x:t")));
});

const WRONG: readonly [Record<string, string>, RegExp][] = [
  [{}, /no credentials: give token \(or the variable DEMO_TOKEN\); or email and password/],
  [{ token: "" }, /token is empty/],
  [{ email: "a" }, /email given, but password missing/],
  [{ token: "a", email: "b", password: "c" }, /exclude each other/],
  [{ token: "a:b" }, /cannot hold a colon/],
];

for (const [given, message] of WRONG) {
  test(`refuses ${JSON.stringify(given)}`, () => {
    assert.throws(
      () => choose(SECURITY, { ...NOTHING, ...given }, {}),
      (error: unknown) => {
        return error instanceof CredentialsError && message.test(error.message);
      },
    );
  });
}

test("a key cannot end its field", () => {
  assert.throws(() => key("token", "header", "X", "a\r\nb"), CredentialsError);
  assert.throws(() => key("token", "cookie", "c", "a;b"), CredentialsError);
  assert.deepEqual(key("token", "query", "k", "ä").query, { k: "ä" });
});

const ADDRESSES = [
  "ftp://a",
  "http://",
  "http://a b",
  "https://u:p@a",
  "http://a?x",
  "http://a#x",
  "http://ä",
];

for (const address of ADDRESSES) {
  test(`${address} is no address`, () => {
    assert.throws(() => checkedUrl(address), TypeError);
  });
}

test("an address loses its last slash", () => {
  assert.equal(checkedUrl("https://a.example/v1/"), "https://a.example/v1");
});
