/**
 * The quota that an API declares: what is left of it, and calls that it forbids.
 *
 * @packageDocumentation
 */

import type { Clock } from "./clock.js";
import type { HeaderFields } from "./exchange.js";
import { numberIn } from "./retry.js";

/** What becomes of a call beyond the quota. */
export type OnQuota = "raise" | "wait";

const LONGEST_WAIT = 3_600_000;
const NOTED = 1000;

/** Where a response tells of the quota. */
export interface QuotaHeaders {
  /** The header field with the calls that are left. */
  readonly remaining: string;
  /** The header field with the seconds until there are more. */
  readonly resetsIn: string;
  /** The status of a call beyond the quota. */
  readonly status: number;
}

/** What the last response told of the quota. */
export interface Quota {
  /** How many calls are left; below zero where more were made. */
  readonly remaining: number;
  /** In how many milliseconds there are more, counted from the response. */
  readonly resetsIn?: number;
  /** The moment when there are more. */
  readonly resetsAt?: Date;
}

interface Spent {
  readonly until: number;
  readonly headers: HeaderFields;
}

/**
 * What a client knows of the quota.
 *
 * One API may have several: each organization its own, for instance. They are told apart by
 * the first argument in the path of a call, so that one which is spent does not stop calls
 * that belong to another.
 */
export class QuotaKeeper {
  readonly declared: QuotaHeaders | undefined;
  readonly mode: OnQuota;
  /** What the last response told. */
  last: Quota | undefined;
  readonly #clock: Clock;
  readonly #spent = new Map<string, Spent>();

  /** Know nothing yet. */
  constructor(declared: QuotaHeaders | undefined, mode: OnQuota, clock: Clock) {
    this.declared = declared;
    this.mode = mode;
    this.#clock = clock;
  }

  /** Note what a response tells. */
  note(key: string, headers: HeaderFields): void {
    const left = remaining(this.declared, headers);
    if (left === undefined) {
      return;
    }
    const wait = resetsIn(this.declared, headers);
    const told = wait === undefined ? {} : { resetsIn: wait, resetsAt: this.#moment(wait) };
    this.last = { remaining: Math.trunc(left), ...told };
    this.#spent.delete(key);
    if (left <= 0 && wait !== undefined) {
      // A client of a great many quotas forgets the oldest.
      for (const oldest of this.#spent.size < NOTED ? [] : [...this.#spent.keys()].slice(0, 1)) {
        this.#spent.delete(oldest);
      }
      this.#spent.set(key, { until: this.#clock.now() + wait, headers });
    }
  }

  /** Return the milliseconds until a quota that is spent is not, and who said so. */
  hold(key: string): { wait: number; headers: HeaderFields } | undefined {
    const found = this.#spent.get(key);
    if (!found) {
      return undefined;
    }
    const wait = found.until - this.#clock.now();
    if (wait <= 0) {
      this.#spent.delete(key);
      return undefined;
    }
    return { wait, headers: found.headers };
  }

  /** Tell whether a response refuses a call because nothing is left. */
  isSpent(status: number, headers: HeaderFields): boolean {
    const left = remaining(this.declared, headers);
    return status === this.declared?.status && left !== undefined && left <= 0;
  }

  /** Return how long a refused call waits; undefined where it does not. */
  wait(headers: HeaderFields): number | undefined {
    const wait = this.mode === "wait" ? resetsIn(this.declared, headers) : undefined;
    return wait === undefined || wait > LONGEST_WAIT ? undefined : wait;
  }

  #moment(wait: number): Date {
    return new Date(this.#clock.time() + wait);
  }
}

/** Return how many calls are left; undefined where the response does not say. */
export function remaining(
  declared: QuotaHeaders | undefined,
  headers: HeaderFields,
): number | undefined {
  return declared && numberIn(headers.get(declared.remaining) ?? "");
}

/** Return in how many milliseconds there are more; undefined where it does not say. */
export function resetsIn(
  declared: QuotaHeaders | undefined,
  headers: HeaderFields,
): number | undefined {
  const seconds = declared && numberIn(headers.get(declared.resetsIn) ?? "");
  return seconds === undefined ? undefined : Math.max(seconds * 1000, 0);
}
