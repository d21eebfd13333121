/**
 * Successful answers whose body is still coming in.
 *
 * @packageDocumentation
 */

import { ConnectionFailedError, StreamClosedError } from "../errors.js";
import type { Attempt, HeaderFields, Reply, Request } from "./exchange.js";
import { mediaTypeOf, packedAs } from "./media.js";
import type { RawStream } from "./transport.js";

/**
 * Closes what is forgotten, some time after: a net, and no promise.
 *
 * Nobody says when, or whether, a platform looks for what is forgotten.
 */
const FORGOTTEN =
  typeof FinalizationRegistry === "function"
    ? new FinalizationRegistry<RawStream>((stream) => {
        // Nobody is left who could be told that it failed.
        stream.close().catch(() => undefined);
      })
    : undefined;

/**
 * An answer that comes in pieces; what is not read to its end holds a connection.
 *
 * Where it is neither read nor closed the connection waits until the platform finds that it was
 * forgotten, which may be never.
 */
export abstract class Incoming {
  /** The HTTP status. */
  readonly status: number;
  /** The header fields of the response. */
  readonly headers: HeaderFields;
  /** The request, its secrets masked. */
  readonly request: Request;
  /** The requests of the call; the last of them got this response. */
  readonly attempts: readonly Attempt[];
  readonly #stream: RawStream;
  #pieces: AsyncIterator<Uint8Array, unknown> | undefined;
  #got = 0;
  #isOver = false;
  #isClosed = false;

  /** Keep the response; nothing of its body is read yet. */
  constructor(stream: RawStream, reply: Reply) {
    this.#stream = stream;
    FORGOTTEN?.register(this, stream, this);
    this.status = reply.status;
    this.headers = reply.headers;
    this.request = reply.request;
    this.attempts = reply.attempts;
  }

  /** What the body is, without parameters; empty where the server does not say. */
  get mediaType(): string {
    return mediaTypeOf(this.headers);
  }

  /** How many bytes the body has, where the server says so in advance. */
  get size(): number | undefined {
    const length = this.headers.get("Content-Length") ?? "";
    // In chunks it has the length that it turns out to have.
    const isFramed = this.headers.has("Transfer-Encoding");
    return /^\d{1,15}$/.test(length) && !isFramed ? Number(length) : undefined;
  }

  /** Whether the connection is given back or ended. */
  get closed(): boolean {
    return this.#isClosed;
  }

  /** End the connection, or give it back where the body was read to its end. */
  async close(): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      FORGOTTEN?.unregister(this);
      await this.#stream.close();
    }
  }

  /** Tell whether anything of the body was read. */
  protected get isBegun(): boolean {
    return this.#got > 0;
  }

  /** Throw where it was closed before its end. */
  protected begin(): void {
    if (this.#isClosed && !this.#isOver) {
      throw new StreamClosedError(`${String(this.request)}: the answer is closed`);
    }
  }

  /** Return the next bytes; undefined at the end. After an error it is closed. */
  protected async piece(): Promise<Uint8Array | undefined> {
    this.begin();
    if (this.#isOver) {
      return undefined;
    }
    try {
      const found = await this.#next();
      if (found) {
        return found;
      }
      this.#end();
    } catch (error) {
      await this.close();
      throw error;
    }
    await this.close();
    return undefined;
  }

  async #next(): Promise<Uint8Array | undefined> {
    this.#pieces ??= this.#stream.body[Symbol.asyncIterator]();
    for (;;) {
      const found = await this.#pieces.next();
      if (found.done === true) {
        return undefined;
      }
      if (found.value.length > 0) {
        this.#got += found.value.length;
        return found.value;
      }
    }
  }

  /** Note the end of the body, which may have come too early. */
  #end(): void {
    const whole = this.size;
    const got = this.#got;
    if (whole !== undefined && got < whole && packedAs(this.headers) === undefined) {
      const how = `the body ended after ${String(got)} of ${String(whole)} bytes`;
      throw new ConnectionFailedError(`${String(this.request)}: ${how}`, this.request, true);
    }
    this.#isOver = true;
  }
}

/** What takes the pieces of a body and gives its parts. */
export interface Reader<out P> {
  /** Tell whether a part is complete and not taken yet. */
  hasMore(): boolean;
  /** Take a piece of the body; undefined is its end. */
  feed(piece: Uint8Array | undefined): void;
  /** Return the next part. */
  take(): P;
}

/** The parts of a body, each handed out as soon as it is complete. */
export abstract class Parts<out P> extends Incoming implements AsyncIterable<P> {
  readonly #reader: Reader<P>;

  /** Keep the response, and what takes its pieces. */
  constructor(stream: RawStream, reply: Reply, reader: Reader<P>) {
    super(stream, reply);
    this.#reader = reader;
  }

  /** Iterate over the parts as they come in, once; whoever stops early closes it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<P, void, undefined> {
    const reader = this.#reader;
    this.begin();
    try {
      for (;;) {
        while (!reader.hasMore()) {
          const piece = await this.piece();
          reader.feed(piece);
          if (!piece && !reader.hasMore()) {
            return;
          }
        }
        yield reader.take();
      }
    } finally {
      await this.close();
    }
  }
}
