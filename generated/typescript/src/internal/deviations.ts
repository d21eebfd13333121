/**
 * Deviations: what a server sent that is not as documented, and what a client does.
 *
 * @packageDocumentation
 */

import { DeviationError } from "../errors.js";
import type { Reply } from "./exchange.js";
import { onALine } from "./text.js";

// A server decides what it sends: what is kept of that must not grow without end.
const MOST_ROWS = 1000;
const SHOWN = 200;

/** What is wrong: another type, a text that is no date, null, or nothing at all. */
export type DeviationKind = "type" | "format" | "null" | "missing";

/** A place in a response where something else stands than is documented. */
export interface Deviation {
  /** The operation that was called. */
  readonly operation: string;
  /** The place in the body of the response, as a JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly kind: DeviationKind;
  /** What is documented, in the words of OpenAPI. */
  readonly expected: string;
  /**
   * The type of what came, `absent` for nothing; never its value, which may be a secret.
   */
  readonly actual: string;
}

/** A deviation, and its pointer with `*` for every index and key of a map. */
export interface Found {
  readonly deviation: Deviation;
  readonly pattern: string;
}

/** What becomes of a deviation; a function is called with each. */
export type OnDeviation = "ignore" | "warn" | "raise" | ((deviation: Deviation) => void);

/** All deviations of one operation, place and kind. */
export interface DeviationRow {
  readonly operation: string;
  /** The place, with `*` for indices and keys of maps. */
  readonly pointer: string;
  readonly kind: DeviationKind | "others";
  readonly expected: string;
  /** The types that came. */
  readonly actual: readonly string[];
  readonly count: number;
}

/** What a client does with deviations. */
export class Watch {
  readonly #onDeviation: OnDeviation;
  readonly #warn: (message: string) => void;
  readonly #rows = new Map<string, DeviationRow>();
  #others = 0;

  /**
   * Keep what is to be done.
   *
   * @param warn - Takes a warning.
   * @throws TypeError if it is none of the words, and no function either.
   */
  constructor(onDeviation: OnDeviation, warn: (message: string) => void) {
    if (typeof onDeviation !== "function" && !["ignore", "warn", "raise"].includes(onDeviation)) {
      throw new TypeError("onDeviation must be 'ignore', 'warn', 'raise' or a function");
    }
    this.#onDeviation = onDeviation;
    this.#warn = warn;
  }

  /**
   * Do with the deviations of a response what the client was told to do.
   *
   * @throws DeviationError if the client was told so.
   */
  note(found: readonly Found[], reply: Reply): void {
    const fresh = this.#count(found);
    const action = this.#onDeviation;
    const all = found.map((one) => one.deviation);
    if (typeof action === "function") {
      all.forEach(action);
    } else if (action === "warn") {
      for (const { deviation, pattern } of fresh) {
        const place = onALine(pattern, SHOWN);
        this.#warn(`${deviation.operation}: ${place} ${said(deviation)}`);
      }
    } else if (action === "raise" && all[0]) {
      const message = `${all[0].operation}: the response is not as documented: ${listed(all)}`;
      throw new DeviationError(message, all, reply);
    }
  }

  /** Count deviations; return those whose like was never seen before. */
  #count(found: readonly Found[]): Found[] {
    return found.filter(({ deviation, pattern }) => {
      const key = JSON.stringify([deviation.operation, pattern, deviation.kind]);
      const row = this.#rows.get(key);
      if (!row && this.#rows.size === MOST_ROWS) {
        this.#others += 1;
        return false;
      }
      const actual = [...new Set([...(row?.actual ?? []), deviation.actual])].sort();
      const count = (row?.count ?? 0) + 1;
      const first = row ?? { ...deviation, pointer: pattern };
      this.#rows.set(key, { ...first, actual, count });
      return !row;
    });
  }

  /**
   * Return what was seen so far, in the order it was first seen.
   *
   * After a thousand rows the last one counts all others and names none.
   */
  report(): readonly DeviationRow[] {
    const nowhere = { operation: "", pointer: "", expected: "", actual: [] };
    const others = { ...nowhere, kind: "others", count: this.#others } as const;
    return [...this.#rows.values(), ...(this.#others > 0 ? [others] : [])];
  }
}

/** Return what is wrong with a place. */
function said(one: Deviation): string {
  switch (one.kind) {
    case "missing":
      return `is missing (${one.expected})`;
    case "format":
      return `is no ${one.expected}`;
    default:
      return `should be ${one.expected}, but is ${one.actual}`;
  }
}

/** Return the first few deviations on one line. */
export function listed(deviations: readonly Deviation[], most = 3): string {
  const texts = deviations
    .slice(0, most)
    .map((one) => `${onALine(one.pointer, SHOWN) || "the body"} ${said(one)}`);
  const more = deviations.length - most;
  return [...texts, ...(more > 0 ? [`and ${String(more)} more`] : [])].join("; ");
}
