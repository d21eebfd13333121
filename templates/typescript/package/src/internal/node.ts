/**
 * The transport over Node's own HTTP: it knows whether anything was sent.
 *
 * The `fetch` of Node does not: it sends some requests again by itself, hides some answers,
 * and takes a body in chunks that was cut off for a whole one.
 *
 * @packageDocumentation
 */

import { ClientClosedError } from "../errors.js";
import { environment } from "./choice.js";
import { Deadline } from "./deadline.js";
import type { RawReply, Request } from "./exchange.js";
import { Body } from "./limited.js";
import { Pool } from "./nodepool.js";
import { Sending, type Answer } from "./nodesending.js";
import type { Modules } from "./nodetypes.js";
import { proxies, type Proxies } from "./proxy.js";
import type { Bounds, RawStream, Transport } from "./transport.js";

// Connections of what nobody holds any more, and nobody closed.
const FORGOTTEN = new FinalizationRegistry<() => void>((close) => {
  close();
});

/** A transport over Node's own HTTP. */
export class NodeTransport implements Transport {
  readonly #node: Modules;
  readonly #pool: Pool;
  readonly #proxies: Proxies;
  readonly #maxBody: number;

  /**
   * Make it; no connection is opened yet.
   *
   * @param proxy - The URL of a proxy; empty for none; undefined for those of the environment.
   * @throws TypeError if a proxy cannot be used.
   */
  constructor(node: Modules, maxBody: number, proxy: string | undefined) {
    const pool = new Pool(node);
    this.#node = node;
    this.#pool = pool;
    this.#maxBody = maxBody;
    this.#proxies = proxies(proxy, environment());
    FORGOTTEN.register(this, () => {
      // A stream may still be read, though its client is forgotten.
      pool.rest();
    });
  }

  /** Send a request and read the whole response. */
  async send(request: Request, bounds: Bounds): Promise<RawReply> {
    const { sending, deadline } = this.#begin(request, bounds);
    try {
      return await deadline.over(this.#whole(sending, request));
    } catch (error) {
      sending.stop();
      throw deadline.told(error, request, sending.failed(error));
    } finally {
      deadline.clear();
    }
  }

  /** Send a request and read the header fields of the response. */
  async open(request: Request, bounds: Bounds): Promise<RawStream> {
    const { sending, deadline } = this.#begin(request, bounds);
    try {
      const answer = await deadline.over(sending.answer());
      const stream = new NodeStream(answer, request, sending, deadline);
      FORGOTTEN.register(stream, () => {
        sending.stop();
      });
      return stream;
    } catch (error) {
      sending.stop();
      deadline.clear();
      throw deadline.told(error, request, sending.failed(error));
    }
  }

  /** Close all connections; calls that are going on fail. */
  close(): void {
    this.#pool.close();
  }

  #begin(request: Request, bounds: Bounds): { sending: Sending; deadline: Deadline } {
    if (this.#pool.isClosed) {
      throw new ClientClosedError(`${String(request)} was not sent: the client is closed`);
    }
    const deadline = new Deadline(bounds);
    const sending = new Sending(this.#node, this.#pool, this.#proxies, request, deadline);
    return { sending, deadline };
  }

  async #whole(sending: Sending, request: Request): Promise<RawReply> {
    const { head, incoming } = await sending.answer();
    const body = new Body(request, head, this.#maxBody);
    for await (const part of incoming) {
      body.add(part);
    }
    if (!incoming.complete) {
      throw cut();
    }
    return body.reply();
  }
}

/** A response whose body is still coming in; it is what brings the body as well. */
class NodeStream implements RawStream, AsyncIterableIterator<Uint8Array> {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly #answer: Answer;
  readonly #pieces: AsyncIterator<Uint8Array, undefined>;
  readonly #request: Request;
  readonly #sending: Sending;
  readonly #deadline: Deadline;

  /** Keep the response; each piece of its body has the time of the call. */
  constructor(answer: Answer, request: Request, sending: Sending, deadline: Deadline) {
    this.status = answer.head.status;
    this.headers = answer.head.headers;
    this.#answer = answer;
    this.#pieces = answer.incoming[Symbol.asyncIterator]();
    this.#request = request;
    this.#sending = sending;
    this.#deadline = deadline;
    deadline.pause();
  }

  /** Itself: who reads the body holds the response. */
  get body(): AsyncIterable<Uint8Array> {
    return this;
  }

  /** Return this. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Return the next piece of the body. */
  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      this.#deadline.begin();
      const piece = await this.#deadline.over(this.#pieces.next());
      if (piece.done !== true) {
        // The time that the reader takes is not counted.
        this.#deadline.pause();
      } else if (this.#answer.incoming.complete) {
        this.#deadline.clear();
      } else {
        throw cut();
      }
      return piece;
    } catch (error) {
      await this.close();
      throw this.#deadline.told(error, this.#request, this.#sending.failed(error));
    }
  }

  /** End it. */
  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    await this.close();
    return { done: true, value: undefined };
  }

  /** End the connection, unless the body was read to its end. */
  close(): Promise<void> {
    this.#deadline.clear();
    this.#sending.stop();
    return Promise.resolve();
  }
}

function cut(): Error {
  return new Error("the body was cut off");
}
