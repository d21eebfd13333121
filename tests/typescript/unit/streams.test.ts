import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { ConnectionFailedError, NotFoundError, StreamClosedError } from "../src/errors.js";
import { Core } from "../src/internal/core.js";
import { Credentials, type Security } from "../src/internal/credentials.js";
import { Download } from "../src/internal/download.js";
import { HeaderFields, Request, type RawReply, type Reply } from "../src/internal/exchange.js";
import type { Middleware } from "../src/internal/middleware.js";
import { multipart } from "../src/internal/multipart.js";
import type { Call, Operation } from "../src/internal/operation.js";
import type { RawStream, Transport } from "../src/internal/transport.js";

const NONE: Security = { ways: [], variables: {}, default: [], alternatives: [] };
const SITE = {
  baseUrl: "http://x",
  userAgent: "tests",
  credentials: new Credentials(NONE, new Map()),
};
const FILE: Operation<Uint8Array> = {
  id: "files.get",
  method: "GET",
  path: ["/f"],
  result: "bytes",
};
const CALL: Call<Uint8Array> = { operation: FILE };
const WORDS: Operation<string> = { id: "w", method: "GET", path: ["/w"], result: "string" };

function octets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** A stream of pieces that knows whether it was closed. */
class Stream implements RawStream {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: AsyncIterable<Uint8Array>;
  closed = 0;

  constructor(
    readonly status: number,
    pieces: readonly string[],
    fields: readonly (readonly [string, string])[] = [],
  ) {
    this.headers = fields;
    this.body = (async function* () {
      for (const piece of pieces) {
        yield await Promise.resolve(octets(piece));
      }
    })();
  }

  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }
}

function whole(status: number, body: string, length: number): Transport {
  const headers = [["Content-Length", String(length)]] as const;
  return { send: () => Promise.resolve({ status, headers, body: octets(body) }) };
}

function streaming(...streams: RawStream[]): Transport {
  return {
    send: () => Promise.reject(new Error("it streams")),
    open: () => Promise.resolve(streams.shift() ?? new Stream(599, [])),
  };
}

function core(transport: Transport, middleware: readonly Middleware[] = []): Core {
  return new Core(SITE, { transport, middleware, retries: 0 });
}

suite("a transport that only sends", () => {
  test("hands over streams of one piece, which must be whole as well", async () => {
    const one = await core(whole(200, "whole", 5)).download(CALL);
    assert.equal(text(await one.bytes()), "whole");
    const cut = await core(whole(200, "wh", 5)).download(CALL);
    await assert.rejects(cut.bytes(), (error: unknown) => {
      assert.ok(error instanceof ConnectionFailedError);
      assert.match(error.message, /2 of 5/);
      return true;
    });
    await assert.rejects(core(whole(404, "none", 4)).download(CALL), NotFoundError);
  });
});

suite("what streams", () => {
  test("is closed once, at its end, early, or after an error", async () => {
    const [end, early, unread] = [
      new Stream(200, ["a", "b"]),
      new Stream(200, ["a", "b"]),
      new Stream(200, ["a"]),
    ];
    const client = core(streaming(end, early, unread));
    assert.equal(text(await (await client.download(CALL)).bytes()), "ab");
    const begun = await client.download(CALL);
    for await (const piece of begun) {
      assert.equal(text(piece), "a");
      break;
    }
    const closed = await client.download(CALL);
    await closed.close();
    await closed.close();
    assert.deepEqual([end.closed, early.closed, unread.closed], [1, 1, 1]);
    await assert.rejects(closed.bytes(), StreamClosedError);
    await assert.rejects(begun.bytes(), StreamClosedError);
  });

  test("is a stream of the platform, too", async () => {
    const [read, left] = [new Stream(200, ["a", "b"]), new Stream(200, ["a", "b"])];
    const client = core(streaming(read, left));
    const response = new Response((await client.download(CALL)).stream());
    assert.equal(await response.text(), "ab");
    const reader = (await client.download(CALL)).stream().getReader();
    await reader.read();
    await reader.cancel();
    assert.deepEqual([read.closed, left.closed], [1, 1]);
  });

  test("passes by middleware, which sees its head, and what nobody wants is closed", async () => {
    const [first, second] = [new Stream(200, ["data: 1\n\n"]), new Stream(200, ["data: 2\n\n"])];
    const seen: RawReply[] = [];
    const twice: Middleware = async (request, next) => {
      seen.push(await next(request));
      return next(request);
    };
    const events = await core(streaming(first, second), [twice]).events({ operation: WORDS });
    const data: string[] = [];
    for await (const event of events) {
      data.push(event.data);
    }
    assert.deepEqual(data, ["2"]);
    assert.deepEqual([seen[0]?.status, seen[0]?.body.length], [200, 0]);
    assert.deepEqual([first.closed, second.closed], [1, 1]);
  });

  test("may be answered by middleware without the server", async () => {
    const answered: Middleware = () =>
      Promise.resolve({ status: 200, headers: [], body: octets("kept") });
    const file = await core(streaming(), [answered]).download(CALL);
    assert.equal(text(await file.bytes()), "kept");
  });

  test("says what is known of it in advance", () => {
    const fields = [
      ["Content-Length", "3"],
      ["Content-Type", "Text/Plain; charset=x"],
      ["Content-Disposition", "attachment; filename=a.txt"],
    ] as const;
    const reply: Reply = {
      status: 200,
      headers: new HeaderFields(fields),
      body: new Uint8Array(),
      request: new Request("GET", "http://x/", new HeaderFields()),
      attempts: [],
    };
    const file = new Download(new Stream(200, ["abc"], fields), reply, 10);
    assert.deepEqual(
      [file.size, file.mediaType, file.name, file.closed],
      [3, "text/plain", "a.txt", false],
    );
  });
});

test("a boundary stands in no part", async () => {
  const lines = ["aaa", "bbb", "ccc"];
  const made = await multipart({ x: "aaa", bbb: "y" }, [], () => lines.shift() ?? "");
  assert.equal(made.boundary, "ccc");
  assert.equal(
    text(made.content),
    '--ccc\r\nContent-Disposition: form-data; name="x"\r\n\r\naaa\r\n' +
      '--ccc\r\nContent-Disposition: form-data; name="bbb"\r\n\r\ny\r\n--ccc--\r\n',
  );
});
