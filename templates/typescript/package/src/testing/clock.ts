/**
 * A clock that waits for nothing, and tells how long would have been waited.
 *
 * @packageDocumentation
 */

import type { Clock } from "../internal/clock.js";

/**
 * A clock for clients in tests: give it as `clock` to the client.
 *
 * Time goes on as it does, and jumps where somebody waits. All times are milliseconds.
 */
export class FakeClock implements Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[] = [];
  readonly #chances: Iterator<number>;
  #skipped = 0;

  /**
   * Begin now.
   *
   * @param chances - What `random` returns, one after the other; then it returns 1, which
   * makes every wait as long as it can be.
   */
  constructor(chances: Iterable<number> = []) {
    this.#chances = chances[Symbol.iterator]();
  }

  /** Return milliseconds that only grow, from no certain beginning. */
  now(): number {
    return performance.now() + this.#skipped;
  }

  /** Return the milliseconds since 1970. */
  time(): number {
    return Date.now() + this.#skipped;
  }

  /** Return the next number that was given, 1 behind the last. */
  random(): number {
    const next = this.#chances.next();
    return next.done === true ? 1 : next.value;
  }

  /**
   * Note a wait, and let its time be over.
   *
   * @throws DOMException named `AbortError` if the signal is aborted: then nothing was waited.
   */
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) {
      throw new DOMException("the call was aborted", "AbortError");
    }
    this.waits.push(milliseconds);
    this.skip(milliseconds);
    // Others run, as they do while somebody waits.
    await Promise.resolve();
  }

  /** Let time pass that nobody waits for. */
  skip(milliseconds: number): void {
    this.#skipped += Math.max(milliseconds, 0);
  }
}
