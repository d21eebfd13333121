import assert from "node:assert/strict";
import { inspect } from "node:util";
import { test } from "node:test";

import * as errors from "../src/errors.js";
import { openDownload } from "../src/internal/download.js";
import { HeaderFields } from "../src/internal/exchange.js";
import { header } from "../src/internal/headers.js";
import { openLines } from "../src/internal/lines.js";
import { news } from "../src/internal/news.js";
import { dump } from "../src/internal/write.js";
import { creating, FILE, GET, getting, json, LIST, SECRET, stage, type Thing } from "./loopback.js";

/** Return the error of a promise that must fail. */
async function failing<E>(
  kind: abstract new (...all: never[]) => E,
  work: Promise<unknown>,
): Promise<E> {
  const error: unknown = await work.then(
    () => assert.fail("it did not fail"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof kind, inspect(error));
  return error;
}

test("a call sends what was given, and returns what came", async (t) => {
  const text = '{"id": 12345678901234567890, "rate": 1.0}';
  const { core, asked } = await stage(t, json(text), { userAgent: "mine/2" });
  const thing = await core.send(getting({ query: { x: [1, "a b"], no: undefined } }));
  assert.equal(thing.id, 12345678901234567890n);
  assert.equal(dump(thing), text);
  assert.deepEqual(news(thing), [{ pointer: "/rate", kind: "key" }]);
  const [one] = asked;
  assert.equal(one?.url, "/v1/things/1?x=1&x=a%20b");
  assert.equal(one.headers["user-agent"], "demo/1 mine/2");
  assert.equal(one.headers["accept-encoding"], "identity");
  assert.equal(one.headers.authorization, `Basic ${btoa(`${SECRET}:api_token`)}`);
  assert.equal(one.headers["content-type"], undefined);
});

test("what is undefined is not sent, null is, and options add to the body", async (t) => {
  const { core, asked } = await stage(t, json('{"id": 1}'));
  const body = { name: undefined, client_id: null, big: 2n ** 64n };
  const call = creating(body, { body: { more: [1.5] }, headers: { "x-a": "b" } });
  const answer = await core.send(call).withResponse();
  assert.equal(asked[0]?.body, '{"client_id":null,"big":18446744073709551616,"more":[1.5]}');
  assert.equal(asked[0].headers["x-a"], "b");
  assert.equal(answer.status, 200);
  assert.equal(answer.value.id, 1);
  assert.equal(answer.attempts.length, 1);
});

test("failures are typed, with reason and values, and no secret", async (t) => {
  const { core } = await stage(t, json('"Client 12 is no client."', 404));
  const error = await failing(errors.NotFoundError, core.send(getting()));
  assert.equal(error.status satisfies 404, 404);
  assert.equal(error.reason, "wrong_client");
  assert.deepEqual(error.reasonValues, { id: "12", what: "no client" });
  assert.equal(error.json, "Client 12 is no client.");
  const shown = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
  assert.ok(!shown.includes(SECRET) && !shown.includes(btoa(SECRET).slice(0, 10)), shown);
});

const KINDS = [
  [400, "BadRequestError"],
  [401, "UnauthorizedError"],
  [402, "PaymentRequiredError"],
  [403, "ForbiddenError"],
  [404, "NotFoundError"],
  [409, "ConflictError"],
  [410, "GoneError"],
  [418, "ApiError"],
  [301, "ApiError"],
  [500, "ServerError"],
] as const;

for (const [status, name] of KINDS) {
  test(`${String(status)} is ${name}, whatever the body is`, async (t) => {
    const { core, asked } = await stage(t, json("<p>\u0000", status, { Location: "/elsewhere" }));
    const error = await failing(errors.ApiError, core.send(getting()));
    assert.equal(error.name, name);
    assert.equal(error.json, undefined);
    assert.equal(asked.length, 1);
  });
}

test("what passes is tried again, and waits as asked", async (t) => {
  const { core, clock, asked } = await stage(t, (response, one, number) => {
    const after = number === 2 ? { "Retry-After": "3" } : undefined;
    json('{"id": 1}', number < 3 ? 503 : 200, after)(response, one, number);
  });
  const answer = await core.send(getting()).withResponse();
  assert.deepEqual(clock.waits, [500, 3000]);
  assert.deepEqual(
    answer.attempts.map((one) => one.status),
    [503, 503, 200],
  );
  assert.equal(asked.length, 3);
});

test("a change is sent again only where it was refused", async (t) => {
  const { core, asked } = await stage(t, (response, one, number) => {
    json('{"id": 1}', number === 1 ? 429 : 503)(response, one, number);
  });
  await failing(errors.ServerError, Promise.resolve(core.send(creating())));
  assert.equal(asked.length, 2);
});

test("what asks to wait too long is told and not waited for", async (t) => {
  const { core, clock } = await stage(t, json("", 429, { "Retry-After": "61" }));
  const error = await failing(errors.RateLimitedError, core.send(getting()));
  assert.equal(error.retryAfter, 61_000);
  assert.deepEqual(clock.waits, []);
});

test("the budget ends retries of all calls", async (t) => {
  const { core, asked } = await stage(t, json("", 503));
  for (let call = 0; call < 8; call += 1) {
    await failing(errors.ServerError, core.send(getting()));
  }
  assert.equal(asked.length, 8 + 10);
});

test("a change whose outcome is unknown is an error of its own", async (t) => {
  const { core, asked } = await stage(t, (response) => response.destroy());
  const error = await failing(errors.OutcomeUnknownError, core.send(creating()));
  assert.ok(error.cause instanceof errors.ConnectionFailedError);
  assert.equal(asked.length, 1);
  const read = await failing(errors.ConnectionFailedError, core.send(getting()));
  assert.equal(read.attempts.length, 3);
});

test("where nobody listens nothing was sent, and any method tries again", async (t) => {
  const { port } = new URL((await stage(t, json(""))).site.baseUrl);
  const { core } = await stage(t, json(""), {
    // The address of nobody: a port that is taken, on a device that has no server there.
    fetch: (_, init) => fetch(`http://127.0.0.2:${port}/`, init),
  });
  const error = await failing(errors.ConnectionFailedError, core.send(creating()));
  assert.equal(error.sent, false);
  assert.equal(error.attempts.length, 3);
});

test("a server that drips does not hold a call", async (t) => {
  const { core } = await stage(t, (response) => {
    response.write("{");
    const timer = setInterval(() => response.write(" "), 5);
    response.on("close", () => {
      clearInterval(timer);
    });
  });
  const call = getting({ timeout: 60, retries: 0 });
  const error = await failing(errors.CallTimeoutError, core.send(call));
  assert.equal(error.attempts.length, 1);
});

test("an answer has a largest size", async (t) => {
  const { core } = await stage(t, json(`"${"x".repeat(2000)}"`), { maxBody: 1000 });
  const error = await failing(errors.UnreadableResponseError, core.send(getting()));
  assert.match(error.message, /over 1000 bytes/);
  assert.equal(error.attempts.length, 1);
});

test("a signal ends a call", async (t) => {
  const { core } = await stage(t, () => undefined);
  const controller = new AbortController();
  const call = core.send(getting({ signal: controller.signal }));
  setTimeout(() => {
    controller.abort(new Error("enough"));
  }, 20);
  const error = await failing(errors.CallAbortedError, call);
  assert.equal((error.cause as Error).message, "enough");
});

for (const text of ["", "[]", "{", '"x"', "null"]) {
  test(`${JSON.stringify(text)} is no thing`, async (t) => {
    const { core } = await stage(t, json(text));
    const error = await failing(errors.UnreadableResponseError, core.send(getting()));
    assert.equal(error.status, 200);
  });
}

test("deviations are told as was asked", async (t) => {
  const warnings: string[] = [];
  const quiet = (): void => undefined;
  const logger = { debug: quiet, info: quiet, warn: (text: string) => warnings.push(text) };
  const warning = await stage(t, json('{"id": "x"}'), { onDeviation: "warn", logger });
  await warning.core.send(getting());
  await warning.core.send(getting());
  assert.deepEqual(warnings, ["things.get: /id should be integer, but is string"]);
  assert.equal(warning.core.watch.report()[0]?.count, 2);
  const raising = await stage(t, json('{"id": "x"}'), { onDeviation: "raise" });
  const error = await failing(errors.DeviationError, raising.core.send(getting()));
  assert.equal(error.deviations[0]?.pointer, "/id");
});

test("pages are asked for when they are wanted, and no more of them", async (t) => {
  const pages = ['[{"id":1},{"id":2},{"id":3}]', '[{"id":4}]'];
  const { core, asked } = await stage(t, (response, one, number) => {
    json(pages[number - 1] ?? "[]")(response, one, number);
  });
  const pager = core.pages({ operation: LIST, query: { active: true } });
  assert.equal(asked.length, 0);
  const seen: Thing["id"][] = [];
  for await (const thing of pager) {
    seen.push(thing.id);
    assert.equal(asked.length, thing.id < 4 ? 1 : 2);
  }
  assert.deepEqual(seen, [1, 2, 3, 4]);
  assert.deepEqual(
    asked.map((one) => one.url),
    ["/v1/things?active=true", "/v1/things?active=true&page=2"],
  );
});

test("a quota that is spent stops the next call, or has it wait", async (t) => {
  const quota = { remaining: "X-Left", resetsIn: "X-Resets", status: 402 };
  const headers = { "X-Left": "0", "X-Resets": "30" };
  const first = await stage(t, json('{"id": 1}', 200, headers), {}, { quota });
  await first.core.send(getting());
  assert.equal(first.core.quota.last?.remaining, 0);
  const error = await failing(errors.QuotaExceededError, first.core.send(getting()));
  assert.equal(error.retryAfter, 30_000);
  assert.equal(first.asked.length, 1);
  const second = await stage(t, json('{"id": 1}', 200, headers), { onQuota: "wait" }, { quota });
  await second.core.send(getting());
  await second.core.send(getting());
  assert.deepEqual(second.clock.waits, [30_000]);
  const left = { "X-Left": "5" };
  const third = await stage(t, json("", 402, left), {}, { quota });
  await failing(errors.PlanRequiredError, third.core.send(getting()));
});

test("middleware stands around every request", async (t) => {
  const seen: string[] = [];
  const { core, asked } = await stage(t, json('{"id": 1}'), {
    middleware: [
      async (request, next) => {
        const reply = await next(request.with({ headers: [...request.headers, ["x-m", "1"]] }));
        seen.push(`${request.method} ${String(reply.status)}`);
        return reply;
      },
    ],
  });
  await core.send(getting());
  assert.deepEqual(seen, ["GET 200"]);
  assert.equal(asked[0]?.headers["x-m"], "1");
});

test("the log shows no secret", async (t) => {
  const lines: string[] = [];
  const keep = (text: string): number => lines.push(text);
  const logger = { debug: keep, info: keep, warn: keep };
  const options = { logger, logBodies: true };
  const body = json('{"id": 1, "ical_url": "hidden", "name": "shown"}');
  const { core } = await stage(t, body, options, { sensitive: ["ical_url"] });
  await core.send(getting());
  const log = lines.join("\n");
  assert.match(log, /GET http.*things\/1/);
  assert.match(log, /shown/);
  assert.ok(!/hidden|Basic/.test(log), log);
});

test("a file comes in pieces, or as a whole", async (t) => {
  const path = [1];
  const { core } = await stage(t, json("abc"));
  const file = await openDownload(core, { operation: FILE, path });
  assert.equal(new TextDecoder().decode(await file.bytes()), "abc");
  const missing = await stage(t, json('"No access."', 403));
  const call = openDownload(missing.core, { operation: FILE, path });
  const error = await failing(errors.ForbiddenError, call);
  assert.equal(error.reason, "no_access");
});

test("lines are read one by one", async (t) => {
  const { core } = await stage(t, json('{"id": 1}\n\n{"id": 2.0}\n{"id":'));
  const lines = await openLines(core, getting());
  const seen: string[] = [];
  const error = await failing(
    errors.UnreadableResponseError,
    (async () => {
      for await (const thing of lines) {
        seen.push(dump(thing));
      }
    })(),
  );
  assert.deepEqual(seen, ['{"id": 1}', '{"id": 2.0}']);
  assert.match(error.message, /line 4 cannot be read/);
});

test("a documented header field is read as what it is", () => {
  const fields = new HeaderFields([
    ["X-N", "12"],
    ["X-List", 'a, "b,c" , d'],
    ["X-No", "x"],
  ]);
  assert.equal(header<number>("x-n", "integer").of(fields), 12);
  assert.deepEqual(header("X-List", { kind: "array", of: "string" }).of({ headers: fields }), [
    "a",
    "b,c",
    "d",
  ]);
  assert.equal(header("X-No", "integer").of(fields), undefined);
});

test("a call that no method makes has all that a call has", async (t) => {
  const { core, asked } = await stage(t, (response, one, number) => {
    json('{"big": 9007199254740993}', number === 1 ? 503 : 200)(response, one, number);
  });
  const options = { headers: { "X-A": "b" } };
  const params = { query: { a: [1] }, json: { b: 1 } };
  const reply = await core.request("PUT", "/any/thing", params, options);
  assert.equal(new TextDecoder().decode(reply.body), '{"big": 9007199254740993}');
  assert.deepEqual(reply.value, { big: 9007199254740993n });
  assert.equal(asked[1]?.url, "/v1/any/thing?a=1");
  assert.equal(asked[1].body, '{"b":1}');
  for (const path of ["any", "/a/../b", "/a/%2E%2e/b", "/a?b", "/a b"]) {
    await failing(TypeError, core.request("GET", path));
  }
  assert.equal(asked.length, 2);
});

test("arguments that have no form are refused before anything is sent", async (t) => {
  const { core, asked } = await stage(t, json("{}"));
  await failing(TypeError, core.send({ operation: GET, path: [".."] }));
  await failing(TypeError, core.send(getting({ timeout: 0 })));
  await failing(TypeError, core.send(getting({ headers: { "a\nb": "" } })));
  await failing(TypeError, core.send(creating({ name: NaN })));
  assert.equal(asked.length, 0);
});
