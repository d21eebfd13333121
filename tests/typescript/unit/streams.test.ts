import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { ConnectionFailedError, NotFoundError, StreamClosedError } from "../src/errors.js";
import { Core } from "../src/internal/core.js";
import { Credentials, type Security } from "../src/internal/credentials.js";
import { Download, openDownload } from "../src/internal/download.js";
import { openEvents } from "../src/internal/events.js";
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
    const one = await openDownload(core(whole(200, "whole", 5)), CALL);
    assert.equal(text(await one.bytes()), "whole");
    const cut = await openDownload(core(whole(200, "wh", 5)), CALL);
    await assert.rejects(cut.bytes(), (error: unknown) => {
      assert.ok(error instanceof ConnectionFailedError);
      assert.match(error.message, /2 of 5/);
      return true;
    });
    await assert.rejects(openDownload(core(whole(404, "none", 4)), CALL), NotFoundError);
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
    assert.equal(text(await (await openDownload(client, CALL)).bytes()), "ab");
    const begun = await openDownload(client, CALL);
    for await (const piece of begun) {
      assert.equal(text(piece), "a");
      break;
    }
    const closed = await openDownload(client, CALL);
    await closed.close();
    await closed.close();
    assert.deepEqual([end.closed, early.closed, unread.closed], [1, 1, 1]);
    await assert.rejects(closed.bytes(), StreamClosedError);
    await assert.rejects(begun.bytes(), StreamClosedError);
  });

  test("is a stream of the platform, too", async () => {
    const [read, left] = [new Stream(200, ["a", "b"]), new Stream(200, ["a", "b"])];
    const client = core(streaming(read, left));
    const response = new Response((await openDownload(client, CALL)).stream());
    assert.equal(await response.text(), "ab");
    const reader = (await openDownload(client, CALL)).stream().getReader();
    await reader.read();
    await reader.cancel();
    assert.deepEqual([read.closed, left.closed], [1, 1]);
  });

  test("is closed when it is forgotten, some time", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const [unread, begun, kept] = [
      new Stream(200, ["a", "b"]),
      new Stream(200, ["data: 1\n\n", "data: 2\n\n"]),
      new Stream(200, ["a", "b"]),
    ];
    const client = core(streaming(unread, begun, kept));
    // What a function leaves behind is out of reach once it has returned.
    await (async () => {
      await openDownload(client, CALL);
    })();
    await (async () => {
      const events = await openEvents(client, { operation: WORDS });
      await events[Symbol.asyncIterator]().next();
    })();
    const file = await openDownload(client, CALL);
    for (let turn = 0; turn < 200 && unread.closed + begun.closed < 2; turn += 1) {
      await setTimeout(1);
      collect();
    }
    assert.deepEqual([unread.closed, begun.closed, kept.closed], [1, 1, 0]);
    assert.equal(text(await file.bytes()), "ab");
  });

  test("passes by middleware, which sees its head, and what nobody wants is closed", async () => {
    const [first, second] = [new Stream(200, ["data: 1\n\n"]), new Stream(200, ["data: 2\n\n"])];
    const seen: RawReply[] = [];
    const twice: Middleware = async (request, next) => {
      seen.push(await next(request));
      return next(request);
    };
    const events = await openEvents(core(streaming(first, second), [twice]), { operation: WORDS });
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
    const file = await openDownload(core(streaming(), [answered]), CALL);
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

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "saved-"));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

suite("a file that is saved", () => {
  test("is there once it is whole", async (t) => {
    const path = join(await folder(t), "file");
    const seen: string[][] = [];
    const pieces = new Stream(200, ["a", "b"]);
    async function* watched(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces.body) {
        yield piece;
        seen.push(await readdir(join(path, "..")));
      }
    }
    const stream = { status: 200, headers: [], body: watched(), close: () => pieces.close() };
    const client = core(streaming(stream));
    assert.equal(await (await openDownload(client, CALL)).save(path), path);
    assert.equal(await readFile(path, "utf8"), "ab");
    assert.deepEqual(
      seen.map((names) => names.map((name) => /^\.[-0-9a-f]{36}\.part$/.test(name))),
      [[true], [true]],
    );
    assert.equal(pieces.closed, 1);
  });

  test("does not take the place of one that came meanwhile", async (t) => {
    const path = join(await folder(t), "file");
    async function* late(): AsyncGenerator<Uint8Array> {
      yield octets("theirs");
      await writeFile(path, "mine");
    }
    const body = late();
    const close = (): Promise<void> => Promise.resolve();
    const client = core(streaming({ status: 200, headers: [], body, close }));
    await assert.rejects((await openDownload(client, CALL)).save(path), { code: "EEXIST" });
    assert.equal(await readFile(path, "utf8"), "mine");
    assert.deepEqual(await readdir(join(path, "..")), ["file"]);
  });

  test("needs a platform that has files, and is not lost elsewhere", async (t) => {
    const file = await openDownload(core(streaming(new Stream(200, ["a"]))), CALL);
    const name = "getBuiltinModule";
    const own = Object.getOwnPropertyDescriptor(process, name);
    assert.ok(own);
    Object.defineProperty(process, name, { ...own, value: undefined });
    t.after(() => Object.defineProperty(process, name, own));
    await assert.rejects(file.save("file"), /no file can be saved here: use stream\(\)/);
    assert.equal(text(await file.bytes()), "a");
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
