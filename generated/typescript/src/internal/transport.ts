/**
 * What a transport is: it sends one request and hands back the response.
 *
 * @packageDocumentation
 */

import type { RawReply, Request } from "./exchange.js";

/** How long a request may take, and what ends it. */
export interface Bounds {
  /** Milliseconds until the last byte of the body must be here. */
  readonly timeout: number;
  /** Ends the request when it is aborted. */
  readonly signal: AbortSignal | undefined;
}

/** A response whose body is still coming in. */
export interface RawStream {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  /** The body as it comes in; once. Each piece must come in the time of the call. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Give the connection back, or end it where something is still to come. */
  close(): Promise<void>;
}

/**
 * Sends requests.
 *
 * A transport does not follow redirects, does not retry and does not decode. It throws
 * ConnectionFailedError or CallTimeoutError, with `sent` told as well as it knows.
 */
export interface Transport {
  /** Send a request, with real secrets, and read the whole response. */
  send(request: Request, bounds: Bounds): Promise<RawReply>;
  /** Send a request and read the header fields of the response. */
  open?(request: Request, bounds: Bounds): Promise<RawStream>;
  /** Close all connections. Whoever makes a transport closes it: a client closes its own. */
  close?(): void;
}
