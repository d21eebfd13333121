/**
 * Failures that a test asks for, and a quota that runs out.
 *
 * @packageDocumentation
 */

import { CallTimeoutError, ConnectionFailedError, type TransportError } from "../errors.js";
import type { Clock } from "../internal/clock.js";
import type { RawReply, Request } from "../internal/exchange.js";

/** No connection, no answer in time, or a connection that broke behind the request. */
export type Failure = "connect" | "timeout" | "reset";

/** What happens instead of an answer, and how often. */
export interface Fault {
  /** The operation it waits for; undefined for any. */
  readonly operation: string | undefined;
  readonly what: RawReply | Failure;
  times: number;
}

/** Calls that are left until a time; then they may be made again. */
export class Quota {
  readonly #clock: Clock;
  readonly #every: number;
  readonly #total: number;
  #left: number;
  #end: number;

  /** Begin now; times are milliseconds. */
  constructor(clock: Clock, remaining: number, resetsIn: number, total: number) {
    this.#clock = clock;
    this.#left = remaining;
    this.#every = resetsIn;
    this.#total = total;
    this.#end = clock.now() + resetsIn;
  }

  /** Count a call; tell whether it may be made. */
  take(): boolean {
    const late = this.#clock.now() - this.#end;
    if (this.#every > 0 && late >= 0) {
      this.#left = this.#total;
      this.#end += this.#every * (Math.floor(late / this.#every) + 1);
    }
    this.#left -= 1;
    return this.#left >= 0;
  }

  /** How many calls may still be made. */
  get left(): number {
    return Math.max(this.#left, 0);
  }

  /** Whole seconds until they may be made again, at least one. */
  get seconds(): number {
    return Math.max(1, Math.ceil((this.#end - this.#clock.now()) / 1000));
  }
}

/** Return the error of a failure, as a transport throws it. */
export function failed(failure: Failure, request: Request): TransportError {
  const place = String(request);
  switch (failure) {
    case "connect":
      return new ConnectionFailedError(`${place}: no connection, as the test wants it`, request);
    case "timeout": {
      const message = `${place}: no answer in time, as the test wants it`;
      return new CallTimeoutError(message, request, true);
    }
    case "reset": {
      const message = `${place}: the connection broke, as the test wants it`;
      return new ConnectionFailedError(message, request, true);
    }
  }
}
