/**
 * How long a request may go on: its time, and the signal that ends it before.
 *
 * @packageDocumentation
 */

import {
  CallAbortedError,
  CallTimeoutError,
  ConnectionFailedError,
  UnreadableResponseError,
} from "../errors.js";
import { timerOf } from "./clock.js";
import type { Request } from "./exchange.js";
import type { Bounds } from "./transport.js";

/** How far a request got that something went wrong with, and what is known of that. */
export interface Failed {
  /** Whether any part of it may have reached the server. */
  readonly sent: boolean;
  /** Why no answer came, where time and signal are not to blame. */
  readonly why: string;
}

/** The time of one request. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #bounds: Bounds;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLate = false;

  /** Begin. */
  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.begin();
    bounds.signal?.addEventListener("abort", this.#stop, { once: true });
    if (bounds.signal?.aborted === true) {
      this.#stop();
    }
  }

  /** Begin the time anew. */
  begin(): void {
    clearTimeout(this.#timer);
    const end = (): void => {
      this.#isLate = true;
      this.#stop();
    };
    this.#timer = setTimeout(end, timerOf(this.#bounds.timeout));
  }

  /** Stop counting, while it is the caller who takes time. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Ends whatever is going on. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly #stop = (): void => {
    this.#controller.abort();
  };

  /** Leave timer and signal alone from now on. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#bounds.signal?.removeEventListener("abort", this.#stop);
  }

  /** Return what a promise brings; throw at the end of the time whatever it does. */
  async over<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    let stop: () => void = () => undefined;
    const ended = new Promise<never>((_, reject) => {
      stop = () => {
        reject(new DOMException("aborted", "AbortError"));
      };
      signal.addEventListener("abort", stop, { once: true });
    });
    // Whichever loses may fail later, which nobody needs to hear.
    work.catch(() => undefined);
    try {
      signal.throwIfAborted();
      return await Promise.race([work, ended]);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Return the error of a request that something went wrong with. */
  told(error: unknown, request: Request, failed: Failed): unknown {
    if (error instanceof UnreadableResponseError || error instanceof ConnectionFailedError) {
      return error;
    }
    const place = String(request);
    if (this.#bounds.signal?.aborted === true) {
      const cause: unknown = this.#bounds.signal.reason;
      return new CallAbortedError(`${place}: the call was aborted`, { cause });
    }
    if (this.#isLate) {
      const late = `no answer within ${String(Math.round(this.#bounds.timeout))} ms`;
      const message = `${place}: ${failed.sent ? late : `no connection in time: ${late}`}`;
      return new CallTimeoutError(message, request, failed.sent);
    }
    const message = `${place}: ${failed.why}`;
    return new ConnectionFailedError(message, request, failed.sent, [], { cause: error });
  }
}
