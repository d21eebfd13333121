/**
 * A clock that skips all waiting, and tells of it.
 *
 * @packageDocumentation
 */

import type { Clock } from "./package.js";

/** What time it is when a case begins. */
const BEGIN = Date.UTC(2026, 0, 1);

/** A clock of which only waiting changes the date; its chance is always 1. */
export class CaseClock implements Clock {
  /** The milliseconds that would have been waited. */
  readonly waits: number[] = [];

  now(): number {
    return performance.now() + this.#waited;
  }

  time(): number {
    return BEGIN + this.#waited;
  }

  random(): number {
    return 1;
  }

  async sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(milliseconds);
    await Promise.resolve();
  }

  get #waited(): number {
    return this.waits.reduce((sum, one) => sum + one, 0);
  }
}
