/**
 * What a call returns: a promise of its value, that can also give the whole response.
 *
 * @packageDocumentation
 */

import type { Answered } from "./exchange.js";

/** The promise of what a call returns. */
export class ApiPromise<T> extends Promise<T> {
  readonly #answered: Promise<Answered<T>>;

  /** Keep the promise of the whole response. */
  constructor(answered: Promise<Answered<T>>) {
    // It settles with the other, and is never looked at itself.
    super((resolve) => {
      resolve(undefined as never);
    });
    this.#answered = answered;
  }

  /** What `then` and its like make is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** Return the whole response: the value, and status, header fields, body, attempts. */
  withResponse(): Promise<Answered<T>> {
    return this.#answered;
  }

  override then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#answered.then((answered) => answered.value).then(onfulfilled, onrejected);
  }

  override catch<B = never>(
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<T | B> {
    return this.then(undefined, onrejected);
  }

  override finally(onfinally?: (() => void) | null): Promise<T> {
    return this.#answered.then((answered) => answered.value).finally(onfinally);
  }
}
