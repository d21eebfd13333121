import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import * as errors from "../src/errors.js";
import { FetchTransport, type Fetch } from "../src/internal/fetching.js";
import { NodeTransport } from "../src/internal/node.js";
import { transportOf } from "../src/internal/platform.js";
import type { Transport } from "../src/internal/transport.js";
import { getting, json, stage } from "./loopback.js";
import { bounds, closing, OK, request, saying, text, wire } from "./wire.js";

/** Do something where the platform is another one. */
function elsewhere<T>(versions: Record<string, string>, work: () => T, has = true): T {
  const real = process;
  const own = { getBuiltinModule: (name: string): unknown => real.getBuiltinModule(name) };
  const value = { versions, env: {}, ...(has ? own : {}) };
  const found = Object.getOwnPropertyDescriptor(globalThis, "process");
  Object.defineProperty(globalThis, "process", { configurable: true, value });
  try {
    return work();
  } finally {
    Object.defineProperty(globalThis, "process", found ?? {});
  }
}

test("Node's own HTTP sends, or what the platform has", () => {
  const made = (): Transport => transportOf({});
  assert.ok(made() instanceof NodeTransport);
  assert.ok(elsewhere({ node: "24" }, made) instanceof NodeTransport);
  assert.ok(elsewhere({ node: "20.0.0" }, made, false) instanceof FetchTransport);
  assert.ok(elsewhere({ node: "24", bun: "1" }, made) instanceof FetchTransport);
  assert.ok(elsewhere({ node: "24", deno: "2" }, made) instanceof FetchTransport);
  assert.ok(elsewhere({}, made) instanceof FetchTransport);
});

test("what the caller gives sends on every platform", () => {
  const fetch: Fetch = () => Promise.resolve(new Response());
  assert.ok(transportOf({ fetch }) instanceof FetchTransport);
  const transport: Transport = { send: () => Promise.reject(new Error("no")) };
  assert.equal(transportOf({ transport, fetch }), transport);
});

test("a proxy that nobody would use is refused", () => {
  const fetch: Fetch = () => Promise.resolve(new Response());
  const transport: Transport = { send: () => Promise.reject(new Error("no")) };
  const proxy = "http://a.invalid";
  assert.throws(() => transportOf({ fetch, proxy }), TypeError);
  assert.throws(() => transportOf({ transport, proxy }), TypeError);
  assert.throws(() => elsewhere({}, () => transportOf({ proxy })), TypeError);
  assert.ok(elsewhere({}, () => transportOf({ proxy: "" })) instanceof FetchTransport);
  assert.ok(transportOf({ proxy }) instanceof NodeTransport);
});

test("a client closes the transport that it made, and no other", async (t) => {
  const own = await stage(t, json('{"id": 1}'));
  await own.core.send(getting());
  own.core.close();
  await assert.rejects(async () => own.core.send(getting()), errors.ClientClosedError);
  let closed = 0;
  const transport: Transport = {
    send: () => Promise.reject(new Error("no")),
    close: () => (closed += 1),
  };
  const given = await stage(t, json(""), { transport });
  given.core.close();
  assert.equal(closed, 0);
  const sending = await stage(t, json('{"id": 1}'), { fetch: (url, init) => fetch(url, init) });
  sending.core.close();
  assert.equal((await sending.core.send(getting())).id, 1);
});

test("`fetch` unpacks, so that what comes is packed no more", async (t) => {
  const packed = gzipSync('{"id": 1}').toString("latin1");
  const length = String(packed.length);
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${length}\r\nX-Y: z`;
  const { url } = await wire(t, saying(`${head}\r\n\r\n${packed}`));
  const transport = new FetchTransport((at, init) => fetch(at, init), 9);
  const reply = await transport.send(request(url), bounds());
  assert.equal(text(reply), '{"id": 1}');
  assert.deepEqual([...reply.headers], [["x-y", "z"]]);
  const small = new FetchTransport((at, init) => fetch(at, init), 8);
  await assert.rejects(small.send(request(url), bounds()), errors.UnreadableResponseError);
});

test("over `fetch` the reader of a stream has all time, and each piece that of the call", async (t) => {
  const begun = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n";
  const { url, sockets } = await wire(t, saying(begun));
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const transport = new FetchTransport((at, init) => fetch(at, init), 100);
  const stream = await transport.open(request(url), bounds(1000));
  const pieces = stream.body[Symbol.asyncIterator]();
  for (const piece of ["ab", "cd"]) {
    t.mock.timers.tick(5000);
    const read = pieces.next();
    t.mock.timers.tick(999);
    sockets[0]?.write(piece);
    assert.equal(new TextDecoder().decode((await read).value as Uint8Array), piece);
  }
  const late = assert.rejects(pieces.next(), errors.CallTimeoutError);
  t.mock.timers.tick(1000);
  await late;
});

test("a body that `fetch` cannot send is told, and nothing was sent", async (t) => {
  const { url, asked } = await wire(t, closing(OK));
  const transport = new FetchTransport((at, init) => fetch(at, init), 100);
  const work = transport.send(request(url, { body: "x" }), bounds());
  await assert.rejects(work, errors.ConnectionFailedError);
  assert.equal(asked.length, 0);
});

test("a program ends by itself, though it closed nothing", async (t) => {
  const { url, sockets } = await wire(t, saying(OK));
  const program = `
    import { transportOf } from ${JSON.stringify(new URL("../src/internal/platform.js", import.meta.url).href)};
    import { HeaderFields, Request } from ${JSON.stringify(new URL("../src/internal/exchange.js", import.meta.url).href)};
    const transport = transportOf({});
    const request = new Request("GET", ${JSON.stringify(url)}, new HeaderFields());
    const reply = await transport.send(request, { timeout: 10_000, signal: undefined });
    console.log(reply.status);
    globalThis.kept = transport;
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
    // Less than a connection is kept for.
    timeout: 20_000,
  });
  let said = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  assert.equal(code, 0);
  assert.equal(said, "200\n");
  assert.equal(sockets.length, 1);
});
