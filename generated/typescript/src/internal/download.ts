/**
 * A file that comes: its bytes as they arrive.
 *
 * @packageDocumentation
 */

import type { Attempt, HeaderFields, Reply, Request } from "./exchange.js";
import { together } from "./octets.js";
import type { RawStream } from "./transport.js";

/** A file that is still coming in; iterate over its pieces, or read it as a whole. */
export class Download implements AsyncIterable<Uint8Array> {
  /** The HTTP status. */
  readonly status: number;
  readonly headers: HeaderFields;
  /** The request, its secrets masked. */
  readonly request: Request;
  readonly attempts: readonly Attempt[];
  readonly #stream: RawStream;

  /** Keep what comes. */
  constructor(stream: RawStream, reply: Reply) {
    this.#stream = stream;
    this.status = reply.status;
    this.headers = reply.headers;
    this.request = reply.request;
    this.attempts = reply.attempts;
  }

  /** Iterate over the pieces as they come in, once; whoever stops early closes it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    try {
      yield* this.#stream.body;
    } finally {
      await this.close();
    }
  }

  /** Return all of it. */
  async bytes(): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this) {
      parts.push(part);
    }
    return together(parts);
  }

  /** End it, where something is still to come. */
  async close(): Promise<void> {
    await this.#stream.close();
  }
}
