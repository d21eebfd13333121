/**
 * Lists that come in pages: a page is asked for when its first row is wanted.
 *
 * @packageDocumentation
 */

import { UnreadableResponseError } from "../errors.js";
import type { Answered, Reply } from "./exchange.js";
import type { Call, Cursor, Named, Paging } from "./operation.js";

/** The rows of one page, and the response in which they came. */
export interface Page<out T> {
  readonly items: readonly T[];
  readonly response: Reply;
  /** What the rows lay in, where the body is more than a list. */
  readonly value?: unknown;
}

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
    const { header, pointer, parameter } = this.#cursor;
    const found = header === undefined ? inside(value, pointer ?? []) : reply.headers.get(header);
    return isCursor(found) && found !== "" ? { [parameter]: found } : undefined;
  }

  check(step: Named, reply: Reply): void {
    const text = String(step[this.#cursor.parameter]);
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
    const isThere = typeof found === "object" && found !== null && Object.hasOwn(found, key);
    return isThere ? (found as Readonly<Record<string, unknown>>)[key] : undefined;
  }, value);
}
