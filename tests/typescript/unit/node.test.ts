import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";

import * as errors from "../src/errors.js";
import type { RawStream } from "../src/internal/transport.js";
import { NodeTransport } from "../src/internal/node.js";
import {
  bounds,
  closing,
  listening,
  node,
  OK,
  request,
  rest,
  saying,
  text,
  transportOf,
  until,
  urlOf,
  wire,
} from "./wire.js";

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

test("a request arrives as it was written", async (t) => {
  const { url, asked } = await wire(t, saying(OK));
  const transport = transportOf(t);
  const headers = { "X-Y": "a  b", Accept: "*/*" };
  const path = "/a%7Eb/~c;d:@/%2e%2e/x?y=%20&z=[1]'|";
  await transport.send(request(url + path, { headers }), bounds());
  const host = url.slice("http://".length);
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, "X-Y: a  b", "Accept: */*"];
  assert.equal(asked[0], `${lines.join("\r\n")}\r\nConnection: keep-alive\r\n\r\n`);
});

for (const [url, target] of [
  ["", "/"],
  ["?a=b", "/?a=b"],
  ["/x#y", "/x"],
] as const) {
  test(`behind the host stands ${JSON.stringify(url)}`, async (t) => {
    const at = await wire(t, saying(OK));
    await transportOf(t).send(request(at.url + url), bounds());
    assert.ok(at.asked[0]?.startsWith(`GET ${target} HTTP/1.1\r\n`), at.asked[0]);
  });
}

for (const [method, body, length] of [
  ["GET", "x", "1"],
  ["DELETE", "xyz", "3"],
  ["POST", undefined, "0"],
  ["PATCH", "", "0"],
  ["PURGE", undefined, "0"],
  ["DELETE", undefined, undefined],
] as const) {
  test(`${method} with ${JSON.stringify(body)} says how long it is`, async (t) => {
    const { url, asked } = await wire(t, saying(OK));
    await transportOf(t).send(request(url, { method, ...(body && { body }) }), bounds());
    const [head = "", rest] = (asked[0] ?? "").split("\r\n\r\n");
    assert.equal(/Content-Length: (\d+)/.exec(head)?.[1], length);
    assert.ok(!/Transfer-Encoding/i.test(head));
    assert.equal(rest, body ?? "");
  });
}

test("who says another length of the body is refused, and nothing is sent", async (t) => {
  const { url, asked } = await wire(t, saying(OK));
  const transport = transportOf(t);
  for (const [name, value] of [
    ["content-length", "5"],
    ["Transfer-Encoding", "chunked"],
    ["X-Y", "a\r\nB: c"],
    ["X Y", "a"],
    ["X-Y", "\u0100"],
  ] as const) {
    const one = request(url, { method: "POST", body: "x", headers: { [name]: value } });
    const error = await failing(errors.ConnectionFailedError, transport.send(one, bounds()));
    assert.equal(error.sent, false);
  }
  for (let at = 0; at < 101; at += 1) {
    // They take up no connections.
    const one = request(url, { headers: { "X-Y": "\u0100" } });
    await failing(errors.ConnectionFailedError, transport.send(one, bounds()));
  }
  const right = request(url, { method: "POST", body: "x", headers: { "Content-Length": "1" } });
  await transport.send(right, bounds());
  assert.equal(asked.length, 1);
  assert.equal(asked[0]?.match(/content-length/gi)?.length, 1);
});

test("all header fields come, in order and as they were sent", async (t) => {
  const many = Array.from({ length: 3000 }, (_, at) => `X-${String(at % 7)}: ${String(at)}`);
  const head = ["HTTP/1.1 200 OK", "content-LENGTH: 0", ...many, "X-Z: caf\xe9"].join("\r\n");
  const { url } = await wire(t, saying(`${head}\r\n\r\n`));
  const { headers } = await transportOf(t).send(request(url), bounds());
  const found = [...headers].map(([name, value]) => `${name}: ${value}`);
  assert.deepEqual(found, head.split("\r\n").slice(1));
});

test("a connection is kept for the next request", async (t) => {
  const { url, sockets, asked } = await wire(t, saying(OK));
  const transport = transportOf(t);
  for (let at = 0; at < 3; at += 1) {
    assert.equal(text(await transport.send(request(url), bounds())), "ok");
    assert.equal(await rest(await transport.open(request(url), bounds())), "ok");
  }
  assert.equal(asked.length, 6);
  assert.equal(sockets.length, 1);
});

test("a kept connection that the server closes is not used again", async (t) => {
  const { url, sockets, asked } = await wire(t, closing(OK));
  const transport = transportOf(t);
  for (let at = 0; at < 20; at += 1) {
    await transport.send(request(url, { method: "POST", body: "x" }), bounds());
  }
  assert.equal(asked.length, 20);
  assert.equal(sockets.length, 20);
});

test("what comes while nobody asked is no answer to what is asked next", async (t) => {
  const forged = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged";
  const { url, sockets } = await wire(t, (socket, _, number) => {
    socket.write(OK);
    if (number === 1) {
      setTimeout(() => socket.write(forged), 20);
    }
  });
  const transport = transportOf(t);
  await transport.send(request(url), bounds());
  const [first] = sockets;
  await until(() => first?.bytesWritten === OK.length + forged.length);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(text(await transport.send(request(url), bounds())), "ok");
  assert.equal(sockets.length, 2);
});

test("what stands behind an answer is no answer to what is asked next", async (t) => {
  const { url } = await wire(t, (socket, _, number) => {
    socket.write(number === 1 ? `${OK}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged` : OK);
  });
  const transport = transportOf(t);
  for (let at = 0; at < 3; at += 1) {
    assert.equal(text(await transport.send(request(url), bounds())), "ok");
  }
});

test("many calls at once share a hundred connections", async (t) => {
  const held: (() => void)[] = [];
  const { url, sockets } = await wire(t, (socket) => {
    held.push(() => socket.write(OK));
  });
  const transport = transportOf(t);
  const calls = Array.from({ length: 250 }, () => transport.send(request(url), bounds()));
  const ended = new AbortController();
  const given = failing(
    errors.CallAbortedError,
    transport.send(request(url), bounds(10_000, ended.signal)),
  );
  await until(() => held.length === 100);
  ended.abort();
  await given;
  for (let at = 0; at < 250; at += 1) {
    await until(() => held.length > 0);
    held.shift()?.();
  }
  assert.equal((await Promise.all(calls)).length, 250);
  assert.equal(sockets.length, 100);
});

test("connections that nobody uses make place for others", async (t) => {
  const held: (() => void)[] = [];
  const many = await wire(t, (socket) => {
    held.push(() => socket.write(OK));
  });
  const other = await wire(t, saying(OK));
  const transport = transportOf(t);
  const calls = Array.from({ length: 100 }, () => transport.send(request(many.url), bounds()));
  await until(() => held.length === 100);
  held.forEach((answer) => {
    answer();
  });
  await Promise.all(calls);
  assert.equal(text(await transport.send(request(other.url), bounds())), "ok");
  await until(() => many.sockets.filter((socket) => socket.destroyed).length === 1);
});

test("a connection that breaks just before it is used again is replaced", async (t) => {
  const { url, asked, sockets } = await wire(t, saying(OK));
  const own = node();
  const made: Socket[] = [];
  let number = 0;
  const transport = new NodeTransport(
    {
      ...own,
      net: {
        isIP: (host) => own.net.isIP(host),
        connect: (options) => {
          const socket = connect(options);
          made.push(socket);
          return socket;
        },
      },
      http: {
        Agent: own.http.Agent,
        request: (sending) => {
          number += 1;
          if (number === 2) {
            made.forEach((socket) => socket.destroy());
          }
          return own.http.request(sending);
        },
      },
    },
    1000,
    "",
  );
  for (let at = 0; at < 2; at += 1) {
    const one = request(url, { method: "POST", body: "x" });
    assert.equal(text(await transport.send(one, bounds())), "ok");
  }
  transport.close();
  assert.equal(number, 3);
  assert.equal(asked.length, 2);
  assert.equal(sockets.length, 2);
});

test("what ends before a kept connection is taken is not sent", async (t) => {
  const { url, asked } = await wire(t, saying(OK));
  const transport = transportOf(t);
  await transport.send(request(url), bounds());
  const controller = new AbortController();
  const aborted = transport.send(request(url), bounds(10_000, controller.signal));
  controller.abort();
  await failing(errors.CallAbortedError, aborted);
  const late = await wire(t, saying(OK));
  await transportOf(t).send(request(late.url), bounds());
  assert.equal(asked.length, 1);
  await transport.send(request(url), bounds());
  const closed = failing(errors.ConnectionFailedError, transport.send(request(url), bounds()));
  transport.close();
  assert.equal((await closed).sent, false);
  await transportOf(t).send(request(late.url), bounds());
  assert.equal(asked.length, 2);
});

const ANSWERS: readonly (readonly [string, string, string])[] = [
  ["has a length", OK, "ok"],
  [
    "comes in chunks",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\no\r\n1\r\nk\r\n0\r\nX-Y: z\r\n\r\n",
    "ok",
  ],
  ["ends with the connection", "HTTP/1.1 200 OK\r\n\r\nok", "ok"],
  ["is of HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nok", "ok"],
  ["has none", "HTTP/1.1 204 No\r\n\r\n", ""],
  ["has none, with a length", "HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n", ""],
  [
    "comes behind others",
    `HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 102 On\r\n\r\n${OK}`,
    "ok",
  ],
];

for (const [how, answer, wanted] of ANSWERS) {
  test(`a body ${how}`, async (t) => {
    const { url } = await wire(t, closing(answer));
    const transport = transportOf(t);
    const expect = { Expect: "100-continue" };
    const one = request(url, { method: "PUT", body: "x", headers: expect });
    assert.equal(text(await transport.send(one, bounds())), wanted);
    assert.equal(await rest(await transport.open(one, bounds())), wanted);
  });
}

test("the answer to HEAD has no body, whatever its length", async (t) => {
  const { url, sockets } = await wire(t, saying("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"));
  const transport = transportOf(t);
  for (let at = 0; at < 2; at += 1) {
    const reply = await transport.send(request(url, { method: "HEAD" }), bounds());
    assert.equal(text(reply), "");
  }
  assert.equal(sockets.length, 1);
});

const WRONG: readonly (readonly [string, string, RegExp])[] = [
  ["nothing", "", /closed|hang up/],
  ["no HTTP", "\x16\x03\x01 this is no HTTP\r\n\r\n", /does not answer in HTTP/],
  ["half a head", "HTTP/1.1 200 OK\r\nContent-Le", /broke|closed|cut|HTTP/],
  ["a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nok", /HTTP/],
  ["a length below zero", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok", /HTTP/],
  ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 1\r\n\r\nok", /HTTP/],
  [
    "a length and chunks",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    /HTTP/,
  ],
  ["less than its length", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", /broke|cut|aborted/],
  [
    "no last chunk",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
    /broke|cut|aborted/,
  ],
  [
    "half a chunk",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nok",
    /broke|cut|aborted/,
  ],
  [
    "no size of a chunk",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\nok\r\n0\r\n\r\n",
    /HTTP/,
  ],
  [
    "another protocol",
    "HTTP/1.1 101 Switch\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nok",
    /protocol/,
  ],
];

for (const [what, answer, said] of WRONG) {
  test(`${what} is no answer`, async (t) => {
    const { url } = await wire(t, closing(answer));
    const transport = transportOf(t);
    const one = request(url, { method: "POST", body: "x" });
    const error = await failing(errors.ConnectionFailedError, transport.send(one, bounds()));
    assert.equal(error.sent, true);
    assert.match(error.message, said);
    assert.ok(!inspect(error, { depth: 9 }).includes("rawPacket"));
    const work = transport.open(one, bounds()).then(rest);
    assert.equal((await failing(errors.ConnectionFailedError, work)).sent, true);
  });
}

test("header fields without end are given up", async (t) => {
  const { url } = await wire(t, (socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(`X-Y: ${"z".repeat(4000)}\r\n`));
    };
    socket.write("HTTP/1.1 200 OK\r\n");
    socket.on("drain", more);
    more();
  });
  const error = await failing(
    errors.ConnectionFailedError,
    transportOf(t).send(request(url), bounds()),
  );
  assert.match(error.message, /header fields without end/);
});

test("a body has a largest size, and the connection ends beyond it", async (t) => {
  const { url, sockets } = await wire(t, (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const more = (): void => {
      while (!socket.destroyed && socket.write("x".repeat(5000)));
    };
    socket.on("drain", more);
    more();
  });
  const transport = transportOf(t, { maxBody: 10_000 });
  const error = await failing(
    errors.UnreadableResponseError,
    transport.send(request(url), bounds()),
  );
  assert.match(error.message, /over 10000 bytes/);
  assert.equal(error.status, 200);
  await until(() => sockets.every((socket) => socket.destroyed));
});

test("the time of a call ends each of its parts", async (t) => {
  const silent: readonly string[] = [
    "",
    "HTTP/1.1 200 OK\r\nContent-Le",
    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
    "HTTP/1.1 100 Go\r\n\r\n",
  ];
  for (const answer of silent) {
    const { url, sockets } = await wire(t, saying(answer));
    const work = transportOf(t).send(request(url), bounds(50));
    assert.equal((await failing(errors.CallTimeoutError, work)).sent, true, answer);
    await until(() => sockets.every((socket) => socket.destroyed));
  }
});

test("bytes that drip do not make the time longer", async (t) => {
  const timers: NodeJS.Timeout[] = [];
  t.after(() => {
    timers.forEach(clearInterval);
  });
  for (const begin of ["HTTP/1.1 200 OK\r\nX-Y: ", "HTTP/1.1 200 OK\r\n\r\n"]) {
    const { url } = await wire(t, (socket) => {
      socket.write(begin);
      timers.push(setInterval(() => socket.write("x"), 5));
    });
    const work = transportOf(t).send(request(url), bounds(80));
    await failing(errors.CallTimeoutError, work);
  }
});

test("encryption that does not come about ends in time, and nothing was sent", async (t) => {
  const server = createServer((socket) => socket.on("error", () => undefined));
  await listening(t, server);
  const secure = urlOf(server, "https");
  const transport = transportOf(t);
  const late = transport.send(request(secure), bounds(50));
  const error = await failing(errors.CallTimeoutError, late);
  assert.equal(error.sent, false);
  assert.match(error.message, /no connection in time/);
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort(new Error("enough"));
  }, 20);
  const ended = transport.send(request(secure), bounds(10_000, controller.signal));
  const aborted = await failing(errors.CallAbortedError, ended);
  assert.equal((aborted.cause as Error).message, "enough");
});

test("a signal ends a call wherever it is", async (t) => {
  for (const answer of ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"]) {
    const controller = new AbortController();
    const { url, sockets } = await wire(t, (socket) => {
      socket.write(answer);
      setTimeout(() => {
        controller.abort();
      }, 20);
    });
    const work = transportOf(t).send(request(url), bounds(10_000, controller.signal));
    await failing(errors.CallAbortedError, work);
    await until(() => sockets.every((socket) => socket.destroyed));
  }
  const { url, asked } = await wire(t, saying(OK));
  const transport = transportOf(t);
  const over = transport.send(request(url), bounds(10_000, AbortSignal.abort()));
  await failing(errors.CallAbortedError, over);
  assert.equal(text(await transport.send(request(url), bounds())), "ok");
  assert.equal(asked.length, 1);
});

test("where there is no connection nothing was sent", async (t) => {
  const server = createServer();
  await listening(t, server);
  const url = urlOf(server);
  server.close();
  await once(server, "close");
  const transport = transportOf(t);
  const work = transport.send(request(url, { method: "POST", body: "x" }), bounds());
  const error = await failing(errors.ConnectionFailedError, work);
  assert.equal(error.sent, false);
  assert.match(error.message, /nothing listens at 127\.0\.0\.1:\d+/);
  const nowhere = transport.send(request("http://nowhere.invalid/"), bounds());
  const lost = await failing(errors.ConnectionFailedError, nowhere);
  assert.equal(lost.sent, false);
  assert.match(lost.message, /nowhere\.invalid cannot be looked up/);
  const plain = createServer((socket) => {
    socket.on("error", () => undefined).end("HTTP/1.1 400 This is no TLS\r\n\r\n");
  });
  await listening(t, plain);
  const secure = transport.send(request(urlOf(plain, "https")), bounds());
  const open = await failing(errors.ConnectionFailedError, secure);
  assert.equal(open.sent, false);
  assert.match(open.message, /no encrypted connection with 127/);
});

test("closing ends what goes on, and what is asked later is refused", async (t) => {
  const { url, sockets } = await wire(t, (socket, asked) => {
    if (asked.startsWith("GET /idle")) {
      socket.write(OK);
    }
  });
  const transport = transportOf(t);
  await transport.send(request(`${url}/idle`), bounds());
  const running = Array.from({ length: 3 }, () =>
    failing(errors.ConnectionFailedError, transport.send(request(url), bounds())),
  );
  await until(() => sockets.length === 3);
  transport.close();
  for (const error of await Promise.all(running)) {
    assert.match(error.message, /closed during the call/);
  }
  await failing(errors.ClientClosedError, transport.send(request(url), bounds()));
  await failing(errors.ClientClosedError, transport.open(request(url), bounds()));
  await until(() => sockets.every((socket) => socket.destroyed));
});

test("each piece of a stream has the time of the call, and its reader all time", async (t) => {
  const begun = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n";
  const { url, sockets } = await wire(t, saying(begun));
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const stream = await transportOf(t).open(request(url), bounds(1000));
  const pieces = stream.body[Symbol.asyncIterator]();
  for (const piece of ["ab", "cd", "ef"]) {
    t.mock.timers.tick(5000);
    const read = pieces.next();
    t.mock.timers.tick(999);
    sockets[0]?.write(piece);
    assert.equal(new TextDecoder().decode((await read).value as Uint8Array), piece);
  }
  const late = failing(errors.CallTimeoutError, pieces.next());
  t.mock.timers.tick(1000);
  assert.equal((await late).sent, true);
});

test("a stream that stops ends in time, or by its signal", async (t) => {
  const answer = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nab";
  const { url, sockets } = await wire(t, saying(answer));
  const transport = transportOf(t);
  const stream = await transport.open(request(url), bounds(50));
  await failing(errors.CallTimeoutError, rest(stream));
  const controller = new AbortController();
  const other = await transport.open(request(url), bounds(10_000, controller.signal));
  setTimeout(() => {
    controller.abort();
  }, 20);
  await failing(errors.CallAbortedError, rest(other));
  await until(() => sockets.every((socket) => socket.destroyed));
});

test("a stream that is closed early ends its connection, one that was read keeps it", async (t) => {
  const { url, sockets } = await wire(t, (socket, asked) => {
    socket.write(asked.startsWith("GET /long") ? "HTTP/1.1 200 OK\r\n\r\nab" : OK);
  });
  const transport = transportOf(t);
  for (const end of [
    (stream: RawStream) => stream.close(),
    async (stream: RawStream) => {
      for await (const piece of stream.body) {
        assert.equal(piece.length, 2);
        break;
      }
    },
  ]) {
    const stream = await transport.open(request(`${url}/long`), bounds());
    await end(stream);
    const socket = sockets.at(-1);
    await until(() => socket?.destroyed === true);
  }
  const whole = await transport.open(request(url), bounds());
  assert.equal(await rest(whole), "ok");
  await whole.close();
  const number = sockets.length;
  assert.equal(text(await transport.send(request(url), bounds())), "ok");
  assert.equal(sockets.length, number);
});

test("a connection that breaks while nobody reads is told to who reads next", async (t) => {
  const { url, sockets } = await wire(t, saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"));
  const stream = await transportOf(t).open(request(url), bounds());
  sockets.forEach((socket) => socket.resetAndDestroy());
  await new Promise((resolve) => setTimeout(resolve, 30));
  await failing(errors.ConnectionFailedError, rest(stream));
});

test("what nobody holds any more closes its connection", async (t) => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { url, sockets } = await wire(t, saying("HTTP/1.1 200 OK\r\n\r\nab"));
  const transport = transportOf(t);
  await (async () => {
    assert.equal((await transport.open(request(url), bounds())).status, 200);
  })();
  await until(() => {
    collect();
    return sockets.length === 1 && sockets[0]?.destroyed === true;
  });
  assert.equal((await transport.open(request(url), bounds())).status, 200);
});

test("a forgotten client closes what it keeps, and not what is read", async (t) => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { url, sockets } = await wire(t, (socket, asked) => {
    const long = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab";
    socket.write(asked.startsWith("GET /long") ? long : OK);
  });
  const stream = await (async () => {
    const forgotten = new NodeTransport(node(), 1000, "");
    const opened = forgotten.open(request(`${url}/long`), bounds());
    await forgotten.send(request(url), bounds());
    return opened;
  })();
  await until(() => {
    collect();
    return sockets.some((socket) => socket.destroyed);
  });
  sockets.filter((socket) => !socket.destroyed).forEach((socket) => socket.write("cd"));
  assert.equal(await rest(stream), "abcd");
});
