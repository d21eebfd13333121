/**
 * Plays calls on the server in memory of a package in TypeScript: a JSON list of steps a line, a list of results back.
 *
 * The folder of the compiled package is the one argument, the name of the client's class the other.
 */

import { createInterface } from "node:readline";

const [, , dist, client] = process.argv;
const testing = await import(`${dist}/testing/index.js`);
const { HeaderFields, Request } = await import(`${dist}/internal/exchange.js`);
const { parse } = await import(`${dist}/internal/json.js`);
const { dump } = await import(`${dist}/internal/write.js`);

const Fake = testing[`Fake${client}`];

/** Return what a step comes to on a fake. */
async function played(fake, clock, step) {
  const { name = "", where = [], members = {} } = step;
  switch (step.do) {
    case "send":
      return sent(fake, step);
    case "add":
      return fake[name].add(...where, members);
    case "all":
      return fake[name].all(...where);
    case "get":
      return fake[name].get(...where) ?? null;
    case "remove":
      return fake[name].remove(...where);
    case "size":
      return fake[name].size;
    case "fail":
      return fake.failNext(step.what, step.how) ?? null;
    case "respond":
      return fake.respond(step.operation, step.answer) ?? null;
    case "restore":
      return fake.restore(step.operation) ?? null;
    case "quota":
      return fake.quota(step.remaining, step.seconds * 1000, step.total) ?? null;
    case "skip":
      return clock.skip(step.seconds * 1000) ?? null;
    case "noted":
      return fake.requests.map((one) => ({
        operation: one.operation,
        method: one.method,
        path: one.path,
        query: [...one.query],
        json: one.json ?? null,
      }));
  }
}

async function sent(fake, step) {
  const body = step.body === null ? undefined : new TextEncoder().encode(step.body);
  const request = new Request(step.method, step.url, new HeaderFields(step.headers), body);
  const { status, headers, body: octets } = await fake.send(request);
  return { status, headers: [...headers], body: new TextDecoder().decode(octets) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { options, steps } = parse(line);
  const clock = new testing.FakeClock();
  const fake = new Fake({ ...options, clock });
  const results = [];
  for (const step of steps) {
    try {
      results.push({ value: await played(fake, clock, step) });
    } catch (error) {
      const { sent = null } = error;
      results.push({ error: error.constructor.name, sent });
    }
  }
  process.stdout.write(`${dump(results)}\n`);
}
