import assert from "node:assert/strict";
import { connect, createServer, type Server, type Socket } from "node:net";
import { test, type TestContext } from "node:test";
import { inspect } from "node:util";

import * as errors from "../src/errors.js";
import { proxies } from "../src/internal/proxy.js";
import { bounds, listening, OK, request, saying, text, transportOf, urlOf, wire } from "./wire.js";
import { HAS_TLS, secured } from "./tls.js";

const [A, B, C] = ["http://a.invalid:8080", "http://b.invalid:8080", "http://c.invalid:8080"];
const CREDENTIALS = "us%40er:pa%3Ass%20w%C3%B6rd@";
const BASIC = `Basic ${Buffer.from("us@er:pa:ss w\u00f6rd").toString("base64")}`;

/** Return which proxy there is for an address. */
function chosen(
  url: string,
  setting: string | undefined,
  variables: Record<string, string>,
): string | undefined {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const scheme = protocol.slice(0, -1);
  const usual = scheme === "https" ? 443 : 80;
  const place = { host, port: port === "" ? usual : Number(port) };
  return proxies(setting, variables).of(scheme, place)?.toString();
}

const CHOICES: readonly (readonly [Record<string, string>, string, string | undefined])[] = [
  [{}, "http://x", undefined],
  [{ http_proxy: A }, "http://x", A],
  [{ http_proxy: A }, "https://x", undefined],
  [{ https_proxy: A }, "https://x", A],
  [{ all_proxy: A }, "https://x", A],
  [{ all_proxy: A, https_proxy: B }, "https://x", B],
  [{ all_proxy: A, https_proxy: B }, "http://x", A],
  [{ HTTP_PROXY: A }, "http://x", A],
  [{ HTTP_PROXY: A, http_proxy: B }, "http://x", B],
  [{ HTTP_PROXY: A, http_proxy: "" }, "http://x", undefined],
  [{ HTTP_PROXY: A, REQUEST_METHOD: "GET" }, "http://x", undefined],
  [{ HTTP_PROXY: A, http_proxy: B, REQUEST_METHOD: "GET" }, "http://x", B],
  [{ HTTPS_PROXY: A, REQUEST_METHOD: "GET" }, "https://x", A],
  [{ http_proxy: "a.invalid:8080" }, "http://x", A],
  [{ http_proxy: "http://A.INVALID:8080/" }, "http://x", A],
  [{ http_proxy: "http://[::1]" }, "http://x", "http://[::1]:80"],
  [{ http_proxy: "https://a" }, "http://x", "https://a:443"],
  [{ http_proxy: "socks5://a" }, "http://x", "socks5://a:1080"],
  [{ all_proxy: A, no_proxy: "*" }, "http://x", undefined],
  [{ all_proxy: A, no_proxy: "y, *" }, "http://x", undefined],
  [{ all_proxy: A, NO_PROXY: "x" }, "http://x", undefined],
  [{ all_proxy: A, no_proxy: "y,x" }, "http://x/path", undefined],
  [{ all_proxy: A, no_proxy: "x" }, "http://yx", A],
  [{ all_proxy: A, no_proxy: "X.org" }, "http://a.x.ORG", undefined],
  [{ all_proxy: A, no_proxy: ".x.org" }, "http://x.org", undefined],
  [{ all_proxy: A, no_proxy: "*.x.org" }, "http://a.x.org", undefined],
  [{ all_proxy: A, no_proxy: "x.org" }, "http://ax.org", A],
  [{ all_proxy: A, no_proxy: "x:81" }, "http://x:81", undefined],
  [{ all_proxy: A, no_proxy: "x:81" }, "http://x:82", A],
  [{ all_proxy: A, no_proxy: "x:443" }, "https://x", undefined],
  [{ all_proxy: A, no_proxy: "::1" }, "http://[::1]:80", undefined],
  [{ all_proxy: A, no_proxy: "[::1]:80" }, "http://[::1]", undefined],
  [{ all_proxy: A, no_proxy: "[::1]:81" }, "http://[::1]", A],
  [{ all_proxy: A, no_proxy: "" }, "http://x", A],
  [{ http_proxy: A, https_proxy: B, all_proxy: "gopher://x" }, "https://x", B],
  [{ ftp_proxy: "what ever" }, "https://x", undefined],
];

for (const [variables, url, wanted] of CHOICES) {
  test(`of ${JSON.stringify(variables)} for ${url}`, () => {
    assert.equal(chosen(url, undefined, variables), wanted);
  });
}

test("the setting stands for all", () => {
  const variables = { no_proxy: "*", all_proxy: A };
  assert.equal(chosen("http://x", C, variables), C);
  assert.equal(chosen("http://x", "", variables), undefined);
});

const WRONG = [
  ["ftp://host", "not ftp://"],
  ["socks4://host", "not socks4://"],
  ["http://", "no host"],
  ["http://host:99999", "no host and port"],
  ["http://host:0", "no host and port"],
  ["http://[host", "no URL"],
  ["http://host/path", "nothing behind"],
  ["http://host?x", "nothing behind"],
  ["http://h\u00f6.st", "no host"],
  [`socks5://u:${"x".repeat(256)}@host`, "255 bytes"],
] as const;

for (const [plain, said] of WRONG) {
  test(`${plain.slice(0, 30)} is no proxy`, () => {
    const url = plain.includes("@") ? plain : plain.replace("://", `://${CREDENTIALS}`);
    for (const [setting, variables, where] of [
      [url, {}, "proxy "],
      [undefined, { HTTPS_proxy: url }, "the environment variable HTTPS_proxy "],
    ] as const) {
      assert.throws(
        () => proxies(setting, variables),
        (error: unknown) => {
          const shown = inspect(error);
          assert.ok(error instanceof TypeError && error.message.includes(said), shown);
          assert.ok(error.message.startsWith(where.trim()), shown);
          assert.ok(!/us%40er|us@er|pa%3A|xxxx/.test(shown), shown);
          return true;
        },
      );
    }
  });
}

test("nothing shows the credentials of a proxy", (t) => {
  const url = `http://${CREDENTIALS}127.0.0.1:9`;
  const transport = transportOf(t, { proxy: url });
  const found = proxies(url, {});
  const shown = inspect([transport, found, found.of("http", { host: "x", port: 80 })], {
    depth: 9,
    showHidden: true,
  });
  assert.ok(!/us%40er|us@er|pa%3A|pa:ss/.test(shown), shown);
});

test("a proxy is handed what is not encrypted", async (t) => {
  const proxy = await wire(t, saying(OK));
  const url = proxy.url.replace("://", `://${CREDENTIALS}`);
  const transport = transportOf(t, { proxy: url });
  const asked = request("http://example.invalid:81/x?y=%20", { method: "POST", body: "z" });
  for (let at = 0; at < 2; at += 1) {
    assert.equal(text(await transport.send(asked, bounds())), "ok");
  }
  const [head = ""] = proxy.asked;
  assert.ok(head.startsWith("POST http://example.invalid:81/x?y=%20 HTTP/1.1\r\n"), head);
  assert.match(head, /\r\nHost: example\.invalid:81\r\n/);
  assert.ok(head.includes(`\r\nProxy-Authorization: ${BASIC}\r\n`), head);
  assert.equal(proxy.sockets.length, 1);
});

test("the environment names a proxy, and an empty setting keeps it out", async (t) => {
  const proxy = await wire(t, saying(OK));
  const server = await wire(t, saying(OK));
  process.env["HTTP_PROXY"] = proxy.url;
  const through = transportOf(t);
  const past = transportOf(t, { proxy: "" });
  Reflect.deleteProperty(process.env, "HTTP_PROXY");
  for (const transport of [through, past, transportOf(t)]) {
    await transport.send(request(server.url), bounds());
  }
  assert.equal(proxy.asked.length, 1);
  assert.equal(server.asked.length, 2);
});

/** Return a server that does something with each connection; it ends with the test. */
async function serving(t: TestContext, serve: (socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => {
    t.after(() => socket.destroy());
    serve(socket.on("error", () => undefined));
  });
  await listening(t, server);
  return server;
}

/** Return a proxy that opens tunnels, and what it was asked. */
async function tunnelling(t: TestContext): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = await serving(t, (socket) => {
    socket.once("data", (data: Buffer) => {
      asked.push(data.toString("latin1"));
      const port = Number(/^CONNECT 127\.0\.0\.1:(\d+) /.exec(asked.at(-1) ?? "")?.[1]);
      const other = connect(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Go\r\nX-Y: z\r\n\r\n");
        socket.pipe(other).pipe(socket);
      });
      other.on("error", () => socket.destroy());
      socket.on("close", () => other.destroy());
    });
  });
  return { url: urlOf(server).replace("://", `://${CREDENTIALS}`), asked };
}

test("a proxy passes on what is encrypted", { skip: !HAS_TLS }, async (t) => {
  const proxy = await tunnelling(t);
  const server = await secured(t);
  const transport = transportOf(t, { proxy: proxy.url });
  const one = request(server.url, { method: "POST", body: "x" });
  for (let at = 0; at < 2; at += 1) {
    assert.equal(text(await transport.send(one, bounds())), "POST / x undefined");
  }
  const place = server.url.slice("https://".length);
  const lines = [`CONNECT ${place} HTTP/1.1`, `Host: ${place}`, `Proxy-Authorization: ${BASIC}`];
  assert.deepEqual(proxy.asked, [`${lines.join("\r\n")}\r\n\r\n`]);
});

test(
  "a certificate that is not trusted is refused through a tunnel",
  { skip: !HAS_TLS },
  async (t) => {
    const proxy = await tunnelling(t);
    const server = await secured(t, "strange");
    const work = transportOf(t, { proxy: proxy.url }).send(request(server.url), bounds());
    const error = await failing(work);
    assert.match(error.message, /the certificate of 127\.0\.0\.1 is not accepted/);
  },
);

async function failing(work: Promise<unknown>): Promise<errors.ConnectionFailedError> {
  const error: unknown = await work.then(
    () => assert.fail("it did not fail"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof errors.ConnectionFailedError, inspect(error));
  assert.equal(error.sent, false);
  assert.ok(!/us%40er|us@er|pa%3A|pa:ss/.test(inspect(error, { depth: 9 })));
  return error;
}

const REFUSALS = [
  ["HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", /it answered 407 Proxy Auth/],
  ["HTTP/1.0 502\r\n\r\n", /it answered 502$/],
  ["SSH-2.0\r\n\r\n", /does not talk HTTP/],
  ["HTTP/1.1 200 Go\r\n\r\nx", /before it was told anything/],
  ["HTTP/1.1 200 Go\r\n", /it closed the connection/],
  ["", /it closed the connection/],
  [`HTTP/1.1 200 Go\r\n${"X: y\r\n".repeat(20_000)}`, /does not end/],
] as const;

for (const [answer, said] of REFUSALS) {
  test(`a proxy that answers ${JSON.stringify(answer.slice(0, 30))}`, async (t) => {
    const server = await serving(t, (socket) => {
      socket.once("data", () => socket.end(answer));
    });
    const proxy = urlOf(server).replace("://", `://${CREDENTIALS}`);
    const work = transportOf(t, { proxy }).send(request("https://example.invalid/"), bounds());
    const error = await failing(work);
    assert.match(error.message, said);
    assert.match(error.message, /the proxy http:\/\/127\.0\.0\.1:\d+/);
  });
}

test("a proxy that is not there is named", async (t) => {
  const server = await serving(t, () => undefined);
  const at = urlOf(server).slice("http://".length);
  server.close();
  for (const scheme of ["http", "https", "socks5"]) {
    for (const target of ["http", "https"]) {
      const transport = transportOf(t, { proxy: `${scheme}://${CREDENTIALS}${at}` });
      const error = await failing(transport.send(request(`${target}://x.invalid/`), bounds()));
      assert.match(error.message, /nothing listens at the proxy \w+:\/\/127\.0\.0\.1:\d+/);
    }
  }
});

test("a proxy that says nothing ends with the call", async (t) => {
  const server = await serving(t, (socket) => socket.resume());
  for (const scheme of ["http", "https", "socks5"]) {
    const proxy = urlOf(server).replace("http:", `${scheme}:`);
    const work = transportOf(t, { proxy }).send(request("https://x.invalid/"), bounds(50));
    await assert.rejects(work, (error: unknown) => {
      assert.ok(error instanceof errors.CallTimeoutError, inspect(error));
      return !error.sent;
    });
  }
});

/** Return what stands for a proxy of SOCKS: octets in, octets out, by turns. */
async function socks(t: TestContext, ...says: readonly number[][]) {
  const heard: number[][] = [];
  const server = await serving(t, (socket) => {
    socket.on("data", (data: Buffer) => {
      heard.push([...data]);
      const said = says[heard.length - 1];
      if (said) {
        socket.write(Buffer.from(said));
      } else {
        socket.write(OK);
      }
    });
  });
  return { heard, url: urlOf(server, "socks5") };
}

const BOUND = [5, 0, 0, 1, 127, 0, 0, 1, 0, 80];

test("a proxy of SOCKS is told names and addresses", async (t) => {
  for (const [host, address] of [
    ["name.invalid", [3, 12, ...Buffer.from("name.invalid")]],
    ["10.1.2.3", [1, 10, 1, 2, 3]],
    ["[2001:db8::1:ff]", [4, 0x20, 1, 0x0d, 0xb8, ...Array<number>(9).fill(0), 1, 0, 0xff]],
    ["[::]", [4, ...Array<number>(16).fill(0)]],
  ] as const) {
    const proxy = await socks(t, [5, 0], BOUND);
    const transport = transportOf(t, { proxy: proxy.url });
    const reply = await transport.send(request(`http://${host}:8080/x`), bounds());
    assert.equal(text(reply), "ok");
    assert.deepEqual(proxy.heard.slice(0, 2), [
      [5, 1, 0],
      [5, 1, 0, ...address, 0x1f, 0x90],
    ]);
    const asked = Buffer.from(proxy.heard[2] ?? []).toString();
    assert.ok(asked.startsWith(`GET /x HTTP/1.1\r\nHost: ${host}:8080\r\n`), asked);
  }
});

test("a proxy of SOCKS is told the credentials it asks for", async (t) => {
  const named = [5, 0, 0, 3, 4, ...Buffer.from("here"), 0, 80];
  const proxy = await socks(t, [5, 2], [1, 0], named);
  const url = proxy.url.replace("://", `://${CREDENTIALS}`);
  const transport = transportOf(t, { proxy: url });
  assert.equal(text(await transport.send(request("http://10.1.2.3/"), bounds())), "ok");
  const both = [5, ...Buffer.from("us@er"), 11, ...Buffer.from("pa:ss w\u00f6rd")];
  assert.deepEqual(proxy.heard.slice(0, 2), [
    [5, 2, 0, 2],
    [1, ...both],
  ]);
});

for (const [says, said] of [
  [[[4, 0]], /does not talk SOCKS 5/],
  [[[5, 255]], /another kind of credentials/],
  [
    [
      [5, 2],
      [1, 1],
    ],
    /refuses the user name or the password/,
  ],
  [
    [
      [5, 0],
      [5, 5, 0, 1],
    ],
    /asked for x\.invalid:80, it answered: connection refused/,
  ],
  [
    [
      [5, 0],
      [5, 99, 0, 1],
    ],
    /it answered: error 99/,
  ],
  [
    [
      [5, 0],
      [5, 0, 0, 9],
    ],
    /does not talk SOCKS 5/,
  ],
  [
    [
      [5, 0],
      [...BOUND, 1],
    ],
    /before it was told anything/,
  ],
] as const) {
  test(`a proxy of SOCKS that says ${JSON.stringify(says)}`, async (t) => {
    const proxy = await socks(t, ...says.map((octets) => [...octets]));
    const url = proxy.url.replace("://", `://${CREDENTIALS}`);
    const work = transportOf(t, { proxy: url }).send(request("http://x.invalid/"), bounds());
    assert.match((await failing(work)).message, said);
  });
}
