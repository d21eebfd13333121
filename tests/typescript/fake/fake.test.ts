import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import {
  CallAbortedError,
  CallTimeoutError,
  ConnectionFailedError,
  dump,
  ForbiddenError,
  GoneError,
  NotFoundError,
  OutcomeUnknownError,
  QuotaExceededError,
  RateLimitedError,
  ServerError,
  Toggl,
  type TogglOptions,
  UnauthorizedError,
} from "toggltrack";
import { FakeClock, FakeToggl, type FakeTogglOptions } from "toggltrack/testing";

const MOMENT = "2026-01-01T00:00:00Z";

function stage(
  options: FakeTogglOptions = {},
  settings: TogglOptions = {},
): { fake: FakeToggl; client: Toggl; clock: FakeClock } {
  const clock = new FakeClock();
  const fake = new FakeToggl({ clock, ...options });
  return {
    fake,
    clock,
    client: new Toggl({ apiToken: "s3cret", transport: fake, clock, ...settings }),
  };
}

test("what is created can be read, changed, listed and deleted", async () => {
  const { fake, client } = stage();
  const made = await client.projects.create(1, { name: "Site", active: true });
  assert.deepEqual(
    { ...made },
    { id: 1, workspace_id: 1, name: "Site", active: true, at: MOMENT, created_at: MOMENT },
  );
  assert.equal((await client.projects.update(1, 1, { clientId: null })).client_id, null);
  await client.projects.patchMany(1, [1], { replace: { color: "#ff0000" }, remove: ["client_id"] });
  assert.deepEqual(fake.projects.get(1, 1), { ...made, color: "#ff0000" });
  assert.deepEqual((await client.projects.list(1).first())?.name, "Site");
  assert.equal(await client.projects.delete(1, 1), 1);
  await assert.rejects(client.projects.get(1, 1), ForbiddenError);
  assert.equal(fake.projects.size, 0);
});

test("pages have the documented size", async () => {
  const { fake, client } = stage();
  for (let number = 0; number < 303; number += 1) {
    fake.projects.add(1);
  }
  const sizes: number[] = [];
  for await (const page of client.projects.list(1).pages()) {
    sizes.push(page.items.length);
  }
  assert.deepEqual(sizes, [151, 151, 1]);
  assert.deepEqual(
    fake.requests.map((one) => one.query.get("page")),
    [null, "2", "3"],
  );
});

test("records of a test are kept whatever they are, and are its own", () => {
  const { fake } = stage();
  const tags = ["a"];
  const added = fake.projects.add(1, { id: 70, name: null, brand_new: { x: tags }, __proto__: 1 });
  assert.deepEqual(added["brand_new"], { x: ["a"] });
  tags.push("b");
  added["brand_new"] = null;
  assert.deepEqual(fake.projects.get(1, 70)?.["brand_new"], { x: ["a"] });
  const big = fake.projects.add(1, { id: 2n ** 60n });
  assert.equal(big["id"], 2n ** 60n);
  assert.equal(fake.projects.add(1)["id"], 1);
  assert.throws(() => fake.projects.add(1, { id: 70 }), /there is a record with id 70/);
  assert.throws(() => fake.projects.add(1, [1]), TypeError);
  assert.throws(() => fake.projects.add(1, { name: () => 1 }), TypeError);
  assert.equal(fake.projects.remove(1, 70), true);
  assert.equal(fake.projects.remove(1, 70), false);
  assert.equal(fake.projects.get(1, 70), undefined);
});

test("an object with a member of any name is kept and sent as it is", async () => {
  const { fake, client } = stage();
  const odd: unknown = JSON.parse(
    '{"__proto__": 1, "constructor": {"__proto__": 2}, "toString": 3}',
  );
  assert.ok(typeof odd === "object" && odd !== null);
  fake.projects.add(1, odd);
  const row = await client.projects.list(1).first();
  const told: unknown = JSON.parse(dump(row));
  assert.ok(typeof told === "object" && told !== null);
  assert.deepEqual(Object.getOwnPropertyDescriptor(told, "__proto__")?.value, 1);
  assert.match(dump(row), /"toString":3/);
});

test("a failure is tried again on the clock of the test", async () => {
  const { fake, client, clock } = stage();
  fake.failNext(429, { headers: { "Retry-After": "3" }, json: "slow down", times: 2 });
  assert.equal((await client.workspaces.get(1)).id, 1);
  assert.deepEqual(clock.waits, [3000, 3000]);
  assert.deepEqual(
    fake.requests.map((one) => one.operation),
    Array<string>(3).fill("workspaces.get"),
  );
  fake.failNext(429, { headers: { "Retry-After": "61" }, body: "<html>" });
  await assert.rejects(client.workspaces.get(1), (error) => {
    assert.ok(error instanceof RateLimitedError);
    assert.equal(new TextDecoder().decode(error.body), "<html>");
    return error.retryAfter === 61_000;
  });
});

test("chances are those of the test", async () => {
  const clock = new FakeClock([0.5, 1]);
  const { fake, client } = stage({}, { clock });
  fake.failNext(503, { times: 2 });
  await client.workspaces.get(1);
  assert.deepEqual(clock.waits, [250, 1000]);
});

test("failures come where they are wanted, in order", async () => {
  const { fake, client } = stage();
  fake.failNext(500, { when: "projects.create" });
  fake.failNext(501);
  await assert.rejects(client.workspaces.search(), { status: 501 });
  await assert.rejects(client.projects.create(1, { name: "x" }), ServerError);
  assert.deepEqual(fake.projects.all(1), []);
});

test("no connection is no request, no answer is one", async () => {
  const { fake, client } = stage();
  fake.failNext("connect", { times: 2 });
  assert.equal((await client.projects.create(1, { name: "Site" })).id, 1);
  assert.equal(fake.requests.length, 1);
  fake.failNext("timeout");
  await assert.rejects(client.workspaces.get(1), CallTimeoutError);
  fake.failNext("reset");
  await assert.rejects(client.projects.create(1, { name: "Site" }), (error) => {
    assert.ok(error instanceof OutcomeUnknownError);
    return error.cause instanceof ConnectionFailedError && error.cause.sent;
  });
  assert.equal(fake.projects.size, 1);
});

test("an answer stays until it is taken back", async () => {
  const { fake, client } = stage();
  fake.respond("projects.get", { status: 410, json: "gone", headers: { "X-Why": "old" } });
  for (let time = 0; time < 2; time += 1) {
    await assert.rejects(client.projects.get(1, 1), (error) => {
      assert.ok(error instanceof GoneError);
      return error.headers.get("x-why") === "old";
    });
  }
  fake.restore("projects.get");
  await assert.rejects(client.projects.get(1, 1), ForbiddenError);
  assert.throws(() => {
    fake.restore("no.such" as "projects.get");
  }, /"no.such" is no operation; there are .*projects.get/);
});

test("a quota counts down, is told, and resets on the clock of the test", async () => {
  const { fake, client, clock } = stage({}, { onQuota: "wait" });
  fake.quota(1, 600_000, 3);
  const left: (number | undefined)[] = [];
  for (let time = 0; time < 5; time += 1) {
    await client.workspaces.get(1);
    left.push(client.quota?.remaining);
  }
  assert.deepEqual(left, [0, 2, 1, 0, 2]);
  assert.equal(clock.waits.length, 2);
  assert.ok(clock.waits.every((wait) => wait > 590_000 && wait <= 600_000));
  const other = new Toggl({ apiToken: "t", transport: fake, clock });
  fake.quota(0);
  await assert.rejects(other.workspaces.get(1), QuotaExceededError);
});

test("a call that is aborted is none", async () => {
  const { fake, client } = stage();
  const call = client.workspaces.get(1, { signal: AbortSignal.abort("enough") });
  await assert.rejects(call, (error) => {
    return error instanceof CallAbortedError && error.cause === "enough";
  });
  assert.equal(fake.requests.length, 0);
});

test("what exists, and where it is", async () => {
  const { client, fake } = stage({ workspaces: [421, "8", 9n] });
  assert.equal((await client.workspaces.get(421)).id, 421);
  assert.equal((await client.projects.create(9, { name: "x" })).workspace_id, 9);
  await assert.rejects(client.workspaces.get(7), (error) => {
    return error instanceof NotFoundError && error.reason === "workspace_not_found";
  });
  const moved = new Toggl({ apiToken: "t", transport: fake, baseUrl: "https://x.example/v1" });
  await assert.rejects(moved.workspaces.get(421), NotFoundError);
  const there = stage({ baseUrl: "https://x.example/v1/" }, { baseUrl: "https://x.example/v1" });
  assert.equal((await there.client.workspaces.get(5)).id, 5);
});

test("a request is noted as it was sent, and no console shows its secrets", async () => {
  const { fake, client } = stage();
  await client.projects.list(1, { clientIds: [5, 6], name: "a&b ü", active: true }).first();
  await client.projects.create(2, { name: "Site" });
  const [first, second] = fake.requests;
  assert.ok(first && second);
  assert.deepEqual(
    [first.method, first.path, first.operation],
    ["GET", "/workspaces/1/projects", "projects.list"],
  );
  assert.deepEqual(Object.fromEntries(first.query), {
    client_ids: "5,6",
    name: "a&b ü",
    active: "true",
  });
  assert.deepEqual([first.body, first.json], [undefined, undefined]);
  assert.deepEqual(second.json, { name: "Site" });
  const secret = first.headers.get("authorization")?.split(" ")[1] ?? "";
  assert.ok(secret !== "");
  for (const shown of [
    inspect(fake, { depth: 9 }),
    inspect(first),
    JSON.stringify(first),
    String(first),
  ]) {
    assert.ok(!shown.includes(secret) && !shown.includes("s3cret"), shown);
  }
  assert.match(String(second), /^Sent\(projects.create: POST https:/);
});

test("credentials are asked for", async () => {
  const { fake } = stage();
  fake.failNext(401);
  const client = new Toggl({ apiToken: "t", transport: fake });
  await assert.rejects(client.workspaces.search(), UnauthorizedError);
  assert.equal((await client.workspaces.search()).length, 2);
});

test("the clock waits for nothing", async () => {
  const clock = new FakeClock([0.25]);
  const before = clock.now();
  const today = clock.time();
  await clock.sleep(1_000_000);
  clock.skip(1_000_000);
  assert.deepEqual(clock.waits, [1_000_000]);
  assert.ok(clock.now() - before >= 2_000_000);
  assert.ok(clock.time() - today >= 2_000_000);
  assert.deepEqual([clock.random(), clock.random()], [0.25, 1]);
  await assert.rejects(clock.sleep(1, AbortSignal.abort()), { name: "AbortError" });
  assert.equal(clock.waits.length, 1);
});
