import assert from "node:assert/strict";
import { createServer } from "node:tls";
import { readFileSync } from "node:fs";
import { connect as plain } from "node:net";
import { test } from "node:test";
import { inspect } from "node:util";

import * as errors from "../src/errors.js";
import { HAS_TLS, secured } from "./tls.js";
import { bounds, listening, request, rest, text, transportOf, urlOf } from "./wire.js";

const WITH_TLS = { skip: !HAS_TLS };

test("what is encrypted is kept for the next request", WITH_TLS, async (t) => {
  const server = await secured(t);
  const transport = transportOf(t);
  for (let at = 0; at < 3; at += 1) {
    const one = request(`${server.url}/x`, { method: "POST", body: "y" });
    assert.equal(text(await transport.send(one, bounds())), "POST /x y undefined");
    assert.equal(await rest(await transport.open(one, bounds())), "POST /x y undefined");
  }
  assert.equal(server.connections(), 1);
});

test("the name of a host is told before anything else", WITH_TLS, async (t) => {
  const { url } = await secured(t, "local");
  const one = request(url.replace("127.0.0.1", "localhost"));
  assert.equal(text(await transportOf(t).send(one, bounds())), "GET /  localhost");
});

for (const [name, said] of [
  ["strange", /certificate of 127\.0\.0\.1 is not accepted: .*(?:certificate|self.signed)/],
  ["other", /certificate of 127\.0\.0\.1 is not accepted: .*altname/i],
] as const) {
  for (const variable of ["1", "0"]) {
    const how = `a certificate that is ${name}, with ${variable} in the environment`;
    test(`${how}, is refused before anything is sent`, WITH_TLS, async (t) => {
      const server = await secured(t, name);
      const before = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
      process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = variable;
      t.after(() => {
        if (before === undefined) {
          Reflect.deleteProperty(process.env, "NODE_TLS_REJECT_UNAUTHORIZED");
        } else {
          process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = before;
        }
      });
      const one = request(server.url, { method: "POST", body: "y" });
      await assert.rejects(transportOf(t).send(one, bounds()), (error: unknown) => {
        assert.ok(error instanceof errors.ConnectionFailedError, inspect(error));
        assert.match(error.message, said);
        return !error.sent;
      });
    });
  }
}

test("a proxy over TLS passes on what is encrypted inside", WITH_TLS, async (t) => {
  const pem = readFileSync(`${process.env["HEXAPLA_TLS"] ?? ""}/trusted.pem`);
  const inside = await secured(t);
  const proxy = createServer({ key: pem, cert: pem }, (socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data: Buffer) => {
      const port = Number(/^CONNECT 127\.0\.0\.1:(\d+) /.exec(data.toString())?.[1]);
      const other = plain(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Go\r\n\r\n");
        socket.pipe(other).pipe(socket);
      });
      other.on("error", () => socket.destroy());
      socket.on("close", () => other.destroy());
    });
  });
  await listening(t, proxy);
  const transport = transportOf(t, { proxy: urlOf(proxy, "https") });
  for (let at = 0; at < 2; at += 1) {
    const one = request(inside.url, { method: "POST", body: "y".repeat(100_000) });
    assert.equal(
      text(await transport.send(one, bounds())).length,
      "POST /  undefined".length + 100_000,
    );
  }
  assert.equal(inside.connections(), 1);
  transport.close();
  await assert.rejects(transport.send(request(inside.url), bounds()), errors.ClientClosedError);
});

test(
  "a connection that breaks within what is encrypted is no whole answer",
  WITH_TLS,
  async (t) => {
    const pem = readFileSync(`${process.env["HEXAPLA_TLS"] ?? ""}/trusted.pem`);
    const server = createServer({ key: pem, cert: pem }, (socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
      });
    });
    await listening(t, server);
    const work = transportOf(t).send(request(urlOf(server, "https")), bounds());
    await assert.rejects(work, (error: unknown) => {
      assert.ok(error instanceof errors.ConnectionFailedError, inspect(error));
      return error.sent;
    });
  },
);
