/**
 * Time and chance, which a test replaces.
 *
 * @packageDocumentation
 */

/** What a client knows of time and chance. */
export interface Clock {
  /** Return milliseconds that only grow. */
  now(): number;
  /** Return milliseconds since 1970. */
  time(): number;
  /** Return a number from 0 to 1. */
  random(): number;
  /** Wait; throw the signal's reason when it is aborted meanwhile. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

// More would make a timer of the machine end at once.
const LONGEST = 2 ** 31 - 1;

/** The time and the chance of the machine. */
export const MACHINE: Clock = {
  now: () => performance.now(),
  time: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        // What a signal is aborted with is the caller's choice.
        reject(new DOMException("the call was aborted", "AbortError"));
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
        Math.min(milliseconds, LONGEST),
      );
      signal?.addEventListener("abort", stop, { once: true });
      if (signal?.aborted === true) {
        stop();
      }
    }),
};

/** Return the milliseconds that a timer can be given. */
export function timerOf(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, 1), LONGEST);
}
