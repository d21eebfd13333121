import assert from "node:assert/strict";
import { inspect } from "node:util";
import { test } from "node:test";

import { CallAbortedError, CallTimeoutError, ConnectionFailedError } from "../src/errors.js";
import { Credentials, grant, type Security } from "../src/internal/credentials.js";
import { HeaderFields, Request, type RawReply } from "../src/internal/exchange.js";
import { TokenTransport } from "../src/internal/oauth.js";
import type { Site } from "../src/internal/request.js";
import type { Bounds, Transport } from "../src/internal/transport.js";
import { LeapingClock } from "./loopback.js";

const SECURITY: Security = { ways: [], variables: {}, default: [], alternatives: [] };
const PROOF = grant("machine", "i d", "s3cr3t:x", "a b", "token", "https://documented.example/t");
const SITE: Site = {
  baseUrl: "http://x/base",
  userAgent: "tests",
  credentials: new Credentials(SECURITY, new Map([["machine", PROOF]])),
};
const CALL = new Request(
  "GET",
  "http://x/",
  new HeaderFields([["Authorization", "old"]]),
  undefined,
  new Set(),
  "machine",
);
const BOUNDS: Bounds = { timeout: 5_000, signal: undefined };

/** Hands out tokens, and keeps what it is asked. */
class Inner implements Transport {
  readonly asked: Request[] = [];
  readonly left: number[] = [];
  tokens = 0;
  refused = new Set<string>();
  readonly #lasts: unknown;
  readonly #before: () => Promise<void>;

  constructor(lasts: unknown, before: () => Promise<void> = () => Promise.resolve()) {
    this.#lasts = lasts;
    this.#before = before;
  }

  async send(request: Request, bounds: Bounds): Promise<RawReply> {
    this.asked.push(request);
    this.left.push(bounds.timeout);
    if (!request.url.endsWith("/token")) {
      const isRefused = this.refused.has(request.headers.get("authorization") ?? "");
      return { status: isRefused ? 401 : 204, headers: [], body: new Uint8Array() };
    }
    await this.#before();
    this.tokens += 1;
    const answer = { access_token: `t${String(this.tokens)}`, expires_in: this.#lasts };
    return { status: 200, headers: [], body: new TextEncoder().encode(JSON.stringify(answer)) };
  }
}

/** A clock that stands still until it is put on. */
class SetClock extends LeapingClock {
  at = 0;
  override now(): number {
    return this.at;
  }
}

const LIVES: readonly [unknown, number, number | undefined][] = [
  [3600, 3569, 3571],
  ["3600", 3569, 3571],
  // Half a minute before, or a fifth of a short life.
  [60, 47, 49],
  [undefined, 1e9, undefined],
  ["soon", 1e9, undefined],
  [[], 1e9, undefined],
];

for (const [lasts, fresh, over] of LIVES) {
  test(`a token that lasts ${JSON.stringify(lasts)} is replaced before it ends`, async () => {
    const clock = new SetClock();
    const inner = new Inner(lasts);
    const transport = new TokenTransport(inner, SITE, clock);
    const tokensAt = async (seconds: number): Promise<number> => {
      clock.at = seconds * 1000;
      await transport.send(CALL, BOUNDS);
      return inner.tokens;
    };
    assert.deepEqual([await tokensAt(0), await tokensAt(fresh)], [1, 1]);
    if (over !== undefined) {
      assert.equal(await tokensAt(over), 2);
    }
    assert.ok(inner.left.every((left) => left > 0 && left <= BOUNDS.timeout));
  });
}

test("a token is asked for as RFC 6749 has it, and stands in place of what stood there", async () => {
  const inner = new Inner(60);
  await new TokenTransport(inner, SITE, new SetClock()).send(CALL, BOUNDS);
  const [asked, sent] = inner.asked;
  assert.equal(asked?.url, "http://x/base/token");
  const pair = atob((asked.headers.get("authorization") ?? "").slice("Basic ".length));
  assert.equal(pair, "i%20d:s3cr3t%3Ax");
  const body = new TextDecoder().decode(asked.body);
  assert.equal(body, "grant_type=client_credentials&scope=a+b");
  assert.equal(sent?.headers.get("authorization"), "Bearer t1");
});

test("no console shows what a token is fetched with", () => {
  for (const thing of [
    PROOF,
    SITE.credentials,
    new TokenTransport(new Inner(1), SITE, new SetClock()),
  ]) {
    assert.doesNotMatch(inspect(thing, { depth: 20, showHidden: true }), /s3cr3t/);
  }
});

test("a request without a grant needs no token", async () => {
  const inner = new Inner(60);
  const plain = new Request("GET", "http://x/", new HeaderFields());
  await new TokenTransport(inner, SITE, new SetClock()).send(plain, BOUNDS);
  assert.equal(inner.tokens, 0);
});

test("calls at the same time share one token", async () => {
  const inner = new Inner(60, () => new Promise((resolve) => setTimeout(resolve, 5)));
  const transport = new TokenTransport(inner, SITE, new SetClock());
  await Promise.all(Array.from({ length: 8 }, () => transport.send(CALL, BOUNDS)));
  assert.equal(inner.tokens, 1);
});

test("calls whose token is refused at the same time share the next one", async () => {
  const inner = new Inner(60);
  inner.refused.add("Bearer t1");
  const transport = new TokenTransport(inner, SITE, new SetClock());
  const replies = await Promise.all(Array.from({ length: 8 }, () => transport.send(CALL, BOUNDS)));
  assert.deepEqual(new Set(replies.map((one) => one.status)), new Set([204]));
  assert.equal(inner.tokens, 2);
});

test("a call waits for another's token no longer than it may take", async () => {
  const inner = new Inner(60, () => new Promise((resolve) => setTimeout(resolve, 300)));
  const transport = new TokenTransport(inner, SITE, new SetClock());
  const first = transport.send(CALL, BOUNDS);
  await assert.rejects(transport.send(CALL, { ...BOUNDS, timeout: 10 }), (error: unknown) => {
    assert.ok(error instanceof CallTimeoutError);
    assert.match(error.message, /no token within 10 ms/);
    assert.equal(error.sent, false);
    return true;
  });
  const stop = new AbortController();
  const aborted = transport.send(CALL, { ...BOUNDS, signal: stop.signal });
  stop.abort(new Error("enough"));
  await assert.rejects(aborted, CallAbortedError);
  assert.equal((await first).status, 204);
});

test("a token that does not come is asked for by the next call, and nothing was sent", async () => {
  let fails = 2;
  const inner = new Inner(60, () => {
    fails -= 1;
    return fails >= 0 ? Promise.reject(new TypeError("fetch failed")) : Promise.resolve();
  });
  const transport = new TokenTransport(inner, SITE, new SetClock());
  const calls = [1, 2, 3].map(() => transport.send(CALL, BOUNDS));
  const ends = await Promise.allSettled(calls);
  const failed = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  assert.equal(failed.length, 2);
  for (const error of failed) {
    assert.ok(error instanceof ConnectionFailedError);
    assert.match(error.message, /^no token: /);
    assert.equal(error.sent, false);
  }
});
