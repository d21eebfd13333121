/**
 * Lists that come in pages: a page is asked for when its first row is wanted.
 *
 * @packageDocumentation
 */

import { UnreadableResponseError } from "../errors.js";
import { segment } from "./check.js";
import type { Answered, Reply } from "./exchange.js";
import { deviations } from "./news.js";
import type { Call, Cursor, Named, Paging } from "./operation.js";

/** The rows of one page, and the response in which they came. */
export interface Page<out T> {
  readonly items: readonly T[];
  readonly response: Reply;
  /** What the rows lay in, where the body is more than a list. */
  readonly value?: unknown;
}

// Stands for a cursor that is there and cannot be read.
const LOST = Symbol("lost");

type Exchange = (call: Call<unknown>) => Promise<Answered<unknown>>;

/** Which page comes next, and whether there is one. */
interface Way {
  rows(value: unknown): unknown;
  /** Return what asks for the page behind one; undefined behind the last. */
  step(rows: number, value: unknown, reply: Reply): Named | undefined;
  /** Throw where the next page was read before. */
  check(step: Named, reply: Reply): void;
}

/** Pages by number. */
class Numbers implements Way {
  readonly #name: string;
  readonly #full: number;
  #number: number;

  constructor(paging: Paging, query: Named) {
    this.#name = paging.page;
    this.#number = whole(query[paging.page], paging.first);
    const asked = whole(query[paging.size], paging.default);
    // A server may give fewer rows than it was asked for: the smaller size is full.
    this.#full = Math.max(Math.min(asked, paging.default), 1);
  }

  rows(value: unknown): unknown {
    return value;
  }

  step(rows: number): Named | undefined {
    this.#number += 1;
    return rows >= this.#full ? { [this.#name]: this.#number } : undefined;
  }

  check(): void {
    // Numbers only grow.
  }
}

/** Pages by what the one before says. */
class Cursors implements Way {
  readonly #cursor: Cursor;
  readonly #seen: Set<string>;

  constructor(cursor: Cursor, query: Named) {
    this.#cursor = cursor;
    const first = query[cursor.parameter];
    this.#seen = new Set([isCursor(first) ? String(first) : ""]);
  }

  rows(value: unknown): unknown {
    return inside(value, this.#cursor.items ?? []);
  }

  step(_rows: number, value: unknown, reply: Reply): Named | undefined {
    const { header, pointer = [], parameter } = this.#cursor;
    const found = header === undefined ? inside(value, pointer) : reply.headers.get(header);
    if (!isCursor(found) && header === undefined && isWrong(value, pointer)) {
      return { [parameter]: LOST };
    }
    return isCursor(found) && found !== "" ? { [parameter]: found } : undefined;
  }

  check(step: Named, reply: Reply): void {
    const next = step[this.#cursor.parameter];
    // The list would seem to end here.
    if (next === LOST) {
      const message = `${String(reply.request)}: what asks for the next page cannot be read`;
      throw new UnreadableResponseError(message, reply);
    }
    const text = String(next);
    if (this.#seen.has(text)) {
      const message = `${String(reply.request)}: the next page is one that was read before`;
      throw new UnreadableResponseError(message, reply);
    }
    this.#seen.add(text);
  }
}

/** The rows of a list, page by page; iterating again asks again. */
export class Pager<out T> implements AsyncIterable<T> {
  readonly #exchange: Exchange;
  readonly #call: Call<unknown>;

  /** Keep the call; nothing is sent yet. */
  constructor(exchange: Exchange, call: Call<unknown>) {
    this.#exchange = exchange;
    this.#call = call;
  }

  /** Iterate over the rows of all pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) {
      yield* page.items;
    }
  }

  /** Iterate over the pages. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    const { options = {} } = this.#call;
    // Settled once: a page number among the options would ask for it for ever.
    let query: Named = { ...this.#call.query, ...options.query };
    const way = wayOf(this.#call, query);
    for (;;) {
      const call = { ...this.#call, query, options: { ...options, query: {} } };
      const { value, ...reply } = await this.#exchange(call);
      const found = way.rows(value);
      const items = Array.isArray(found) ? (found as readonly T[]) : [];
      // Before the page is handed out: the caller may take rows off it.
      const step = way.step(items.length, value, reply);
      yield { items, response: reply, ...(found === value ? {} : { value }) };
      if (!step) {
        return;
      }
      way.check(step, reply);
      query = { ...query, ...step };
    }
  }

  /** Return the first row; undefined where there is none. */
  async first(): Promise<T | undefined> {
    for await (const row of this) {
      return row;
    }
    return undefined;
  }

  /** Return all rows of all pages. */
  async all(): Promise<T[]> {
    const rows: T[] = [];
    for await (const row of this) {
      rows.push(row);
    }
    return rows;
  }
}

function wayOf(call: Call<unknown>, query: Named): Way {
  const { paging, cursor, id } = call.operation;
  if (paging) {
    return new Numbers(paging, query);
  }
  if (cursor) {
    return new Cursors(cursor, query);
  }
  throw new TypeError(`${id} does not come in pages`);
}

/** Return a number that may be given as its text. */
function whole(value: unknown, otherwise: number): number {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^-?\d+$/.test(text) ? Number(text) : otherwise;
}

function isCursor(value: unknown): value is string | number | bigint {
  return ["string", "number", "bigint"].includes(typeof value);
}

/** Return what lies in a body, by names on the wire; undefined for nothing. */
function inside(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => {
    // What cannot be read is no value here: a getter would throw.
    const isObject = typeof found === "object" && found !== null;
    return isObject ? (Object.getOwnPropertyDescriptor(found, key)?.value as unknown) : undefined;
  }, value);
}

/**
 * Do nothing where the rows of a page can be read, or are left out.
 *
 * @throws UnreadableResponseError if something else stands where they should be.
 */
export function checkRows(value: unknown, cursor: Cursor, reply: Reply): void {
  const { items = [] } = cursor;
  if (!Array.isArray(inside(value, items)) && isWrong(value, items)) {
    const place = items.map(segment).join("");
    const message = `${String(reply.request)}: there are no rows at ${place}`;
    throw new UnreadableResponseError(message, reply);
  }
}

/** Tell whether something else than is documented stands at a place, or on the way to it. */
function isWrong(value: unknown, path: readonly string[]): boolean {
  const whole = path.map(segment).join("");
  const above = path.map((_, length) => path.slice(0, length).map(segment).join(""));
  return deviations(value).some(
    ({ pointer }) => above.includes(pointer) || `${pointer}/`.startsWith(`${whole}/`),
  );
}
