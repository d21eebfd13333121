/**
 * How a client behaves, as its constructor was told.
 *
 * @packageDocumentation
 */

import type { Clock } from "./clock.js";
import type { OnDeviation } from "./deviations.js";
import type { Fetch } from "./fetching.js";
import type { Logger } from "./log.js";
import type { Middleware } from "./middleware.js";
import type { OnQuota } from "./quota.js";
import type { Transport } from "./transport.js";

/** What is the same for every call of a client, where its options say nothing else. */
export interface ClientOptions {
  /** Another address than the documented one. */
  readonly baseUrl?: string | undefined;
  /** Milliseconds that a call may take; 60 000 where it is left out. */
  readonly timeout?: number | undefined;
  /** How often a call may be tried again; twice where it is left out. */
  readonly retries?: number | undefined;
  /** What becomes of a response that is not as documented; `warn` where it is left out. */
  readonly onDeviation?: OnDeviation | undefined;
  /** What becomes of a call beyond the quota; `raise` where it is left out. */
  readonly onQuota?: OnQuota | undefined;
  /** What stands around every request; the first is outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Bytes of a response that may be in memory at once; 64 MiB where it is left out. */
  readonly maxBody?: number | undefined;
  /** Takes what the client tells; without it warnings go to the console. */
  readonly logger?: Logger | undefined;
  /** Whether bodies are logged. */
  readonly logBodies?: boolean | undefined;
  /**
   * Sends instead of the client's own transport, on every platform.
   *
   * Without it requests go over `node:http` on Node (20.16 or later), and over the global
   * `fetch` everywhere else. Both verify certificates, against `NODE_EXTRA_CA_CERTS` as well;
   * for other settings of connections give a `fetch` or a `transport` that has them.
   */
  readonly fetch?: Fetch | undefined;
  /** Sends instead of any `fetch`; whoever makes one closes it. */
  readonly transport?: Transport | undefined;
  /**
   * The URL of a proxy for all requests, `http://`, `https://` or `socks5://`; `""` for none.
   *
   * Where it is left out, the environment names it: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`
   * and `NO_PROXY`, in either case. It is for requests over `node:http`; `fetch` has its own.
   */
  readonly proxy?: string | undefined;
  /** What your program calls itself, behind the package's name. */
  readonly userAgent?: string | undefined;
  /** Time and chance; those of the machine where it is left out. */
  readonly clock?: Clock | undefined;
}

/**
 * Return milliseconds that a call may take.
 *
 * @throws TypeError if they make no sense.
 */
export function checkedTimeout(timeout: number): number {
  // Written so that a number that is not one is refused as well.
  if (!(timeout > 0)) {
    throw new TypeError(`timeout must be above zero, not ${String(timeout)}`);
  }
  return timeout;
}

/**
 * Return how often a call may be tried again.
 *
 * @throws TypeError if it is less than never.
 */
export function checkedRetries(retries: number): number {
  if (!Number.isInteger(retries) || retries < 0) {
    throw new TypeError(`retries must be a whole number from zero, not ${String(retries)}`);
  }
  return retries;
}
