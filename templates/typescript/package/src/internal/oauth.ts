/**
 * A transport that puts tokens into requests, around the client's own or the caller's.
 *
 * @packageDocumentation
 */

import { CallTimeoutError, ConnectionFailedError, type TransportError } from "../errors.js";
import type { Clock } from "./clock.js";
import { Deadline } from "./deadline.js";
import type { RawReply, Request } from "./exchange.js";
import { transportError } from "./failures.js";
import type { Site } from "./request.js";
import { signed, Store, type Token } from "./tokens.js";
import type { Bounds, RawStream, Transport } from "./transport.js";
import { opened } from "./whole.js";

/** What is left of the time of a call. */
class Time {
  readonly #request: Request;
  readonly #bounds: Bounds;
  readonly #clock: Clock;
  readonly #end: number;

  constructor(request: Request, bounds: Bounds, clock: Clock) {
    this.#request = request;
    this.#bounds = bounds;
    this.#clock = clock;
    this.#end = clock.now() + bounds.timeout;
  }

  /**
   * Return what is left.
   *
   * @throws CallTimeoutError if there is nothing.
   */
  left(): Bounds {
    const timeout = this.#end - this.#clock.now();
    if (timeout <= 0) {
      throw this.#over();
    }
    return { ...this.#bounds, timeout };
  }

  /** Wait for what another call does, but no longer than this one may take. */
  async wait(work: Promise<void>): Promise<void> {
    const bounds = this.left();
    const deadline = new Deadline(bounds);
    try {
      await deadline.over(work);
    } catch (error) {
      if (bounds.signal?.aborted === true) {
        throw deadline.told(error, this.#request, { sent: false, why: "" });
      }
      throw this.#over();
    } finally {
      deadline.clear();
    }
  }

  #over(): CallTimeoutError {
    const after = String(Math.round(this.#bounds.timeout));
    return new CallTimeoutError(
      `${String(this.#request)}: no token within ${after} ms`,
      this.#request,
    );
  }
}

/** Puts tokens into requests; calls share them, and one fetches for all that wait. */
export class TokenTransport implements Transport {
  readonly #inner: Transport;
  readonly #clock: Clock;
  readonly #stores: ReadonlyMap<string, Store>;

  /** Keep the transport; no token is fetched yet. */
  constructor(inner: Transport, site: Site, clock: Clock) {
    this.#inner = inner;
    this.#clock = clock;
    const grants = Object.entries(site.credentials.grants);
    this.#stores = new Map(grants.map(([scheme, one]) => [scheme, new Store(one, site, clock)]));
  }

  /** Send a request with its token; fetch another one, once, if it is refused. */
  async send(request: Request, bounds: Bounds): Promise<RawReply> {
    const send = (one: Request, left: Bounds): Promise<RawReply> => this.#inner.send(one, left);
    const dropped = (): Promise<void> => Promise.resolve();
    return this.#withToken(request, bounds, send, dropped);
  }

  /** Send a request with its token and hand out the body while it comes in. */
  async open(request: Request, bounds: Bounds): Promise<RawStream> {
    const open = (one: Request, left: Bounds): Promise<RawStream> => opened(this.#inner, one, left);
    return this.#withToken(request, bounds, open, (stream) => stream.close());
  }

  async #withToken<A extends { readonly status: number }>(
    request: Request,
    bounds: Bounds,
    send: (request: Request, bounds: Bounds) => Promise<A>,
    drop: (answer: A) => Promise<void>,
  ): Promise<A> {
    const store = this.#stores.get(request.grant);
    if (!store) {
      return send(request, bounds);
    }
    const time = new Time(request, bounds, this.#clock);
    const token = await this.#token(store, time, undefined);
    const answer = await send(signed(request, token), time.left());
    if (answer.status !== 401) {
      return answer;
    }
    await drop(answer);
    const other = await this.#token(store, time, token);
    return send(signed(request, other), time.left());
  }

  async #token(store: Store, time: Time, refused: Token | undefined): Promise<Token> {
    for (;;) {
      const token = store.fresh(refused);
      if (token) {
        return token;
      }
      if (!store.pending) {
        return this.#fetched(store, time);
      }
      // Whether it comes or not: without it, this call asks itself.
      await time.wait(store.pending);
    }
  }

  async #fetched(store: Store, time: Time): Promise<Token> {
    let done: () => void = () => undefined;
    store.pending = new Promise((resolve) => {
      done = resolve;
    });
    const wanted = store.request();
    try {
      const raw = await this.#inner.send(wanted, time.left());
      return store.keep(wanted, raw);
    } catch (error) {
      const known = transportError(error, wanted);
      throw known ? unsent(known) : error;
    } finally {
      store.pending = undefined;
      done();
    }
  }
}

/** Return the error of a call that did not begin: the token did not come. */
function unsent(error: TransportError): TransportError {
  const kind = error instanceof CallTimeoutError ? CallTimeoutError : ConnectionFailedError;
  const options = { cause: error };
  return new kind(`no token: ${error.message}`, error.request, false, [], options);
}
