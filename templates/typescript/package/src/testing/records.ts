/**
 * The records that the server in memory holds, for a test to fill and to look at.
 *
 * @packageDocumentation
 */

import { parse } from "../internal/json.js";
import { dump } from "../internal/write.js";
import { inOrder, type Rules } from "./rules.js";

/** What stands in a path: a key of a record, or of what it belongs to. */
export type Key = bigint | number | string;

/** A copy of a record, its members by their names in JSON. */
export type StoredRecord = Record<string, unknown>;

/** The members of a record: in a map no name is that of something that every object has. */
export type Row = Map<string, unknown>;

const DIGITS = 12;

/**
 * Stored records of one kind, in the order in which they came.
 *
 * What it returns are copies: what a test does to them changes nothing on the server. `Where`
 * are the values of the path that lead to a list of records.
 */
export class Records<Where extends readonly Key[] = readonly Key[]> {
  readonly #shelf: Shelf;

  /** Show what a shelf holds. */
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /**
   * Store a record and return a copy of it.
   *
   * @param given - The values of the path that lead to the list, then, if wanted, an object
   * with members by their names in JSON, whatever they are. What is left out and required is
   * made up; the key is the next number.
   * @throws RangeError if the number of values is wrong, or there is such a record.
   * @throws TypeError if a member has no form in JSON.
   */
  add(...given: [...where: Where, members?: object]): StoredRecord {
    const { where, members } = split(given);
    const scope = this.#shelf.scope(where);
    const row = plain(members);
    const key = row.get(this.#shelf.rules.key);
    if (key !== undefined && key !== null && this.#shelf.find(scope, keyText(key))) {
      const shown = `${this.#shelf.rules.key} ${keyText(key)}`;
      throw new RangeError(`there is a record with ${shown}`);
    }
    return copied(this.#shelf.put(scope, row));
  }

  /** Return copies of the records of a list; without a path, of all lists. */
  all(...where: Where | []): StoredRecord[] {
    const shelf = this.#shelf;
    return (where.length === 0 ? shelf.everything() : shelf.rows(shelf.scope(where))).map(copied);
  }

  /** Return a copy of a record by its path, the key last; undefined for none. */
  get(...path: [...where: Where, key: Key]): StoredRecord | undefined {
    const { scope, key } = this.#placed(path);
    const row = this.#shelf.find(scope, key);
    return row && copied(row);
  }

  /** Take a record away by its path, the key last; tell whether there was one. */
  remove(...path: [...where: Where, key: Key]): boolean {
    const { scope, key } = this.#placed(path);
    return this.#shelf.drop(scope, key);
  }

  /** How many records there are. */
  get size(): number {
    return this.#shelf.everything().length;
  }

  #placed(path: readonly Key[]): { scope: string; key: string } {
    return { scope: this.#shelf.scope(path.slice(0, -1)), key: String(path.at(-1) ?? "") };
  }
}

/** Where records of one kind stand, for the server. */
export class Shelf {
  readonly rules: Rules;
  /** Whether there ever was a record. */
  isUsed = false;
  readonly #now: string;
  readonly #lists = new Map<string, Map<string, Row>>();
  #count = 0;

  /**
   * Begin empty.
   *
   * @param rules - What the description tells of the records.
   * @param now - The moment that is noted where something is made or changed.
   */
  constructor(rules: Rules, now: string) {
    this.rules = rules;
    this.#now = now;
  }

  /** Store a new record and return it. */
  put(scope: string, members: Row): Row {
    const { rules } = this;
    this.isUsed = true;
    const key = members.get(rules.key) ?? this.#next();
    const texts = JSON.parse(scope) as readonly string[];
    const path = rules.where.flatMap((name, at): [string, unknown][] => {
      const kind = rules.kinds.get(name);
      return kind === undefined ? [] : [[name, number(texts[at] ?? "", kind)]];
    });
    const moments = [...rules.made, ...rules.changed].map((name): [string, unknown] => {
      return [name, this.#now];
    });
    const first = structuredClone([...rules.first]);
    const whole = new Map([...first, ...moments, ...path, ...members, [rules.key, key]]);
    // In the order of the description; what it does not know comes last.
    const order = new Set([...rules.kinds.keys(), ...whole.keys()]);
    const row = new Map([...order].filter((n) => whole.has(n)).map((n) => [n, whole.get(n)]));
    const list = this.#lists.get(scope) ?? new Map<string, Row>();
    this.#lists.set(scope, list.set(keyText(key), row));
    return row;
  }

  /** Return the records of a list. */
  rows(scope: string): Row[] {
    return [...(this.#lists.get(scope)?.values() ?? [])];
  }

  /** Return the records of all lists. */
  everything(): Row[] {
    return [...this.#lists.values()].flatMap((list) => [...list.values()]);
  }

  /** Return a record; undefined for none. */
  find(scope: string, key: string): Row | undefined {
    return this.#lists.get(scope)?.get(key);
  }

  /** Take a record away; tell whether there was one. */
  drop(scope: string, key: string): boolean {
    return this.#lists.get(scope)?.delete(key) ?? false;
  }

  /** Note that a record was changed. */
  touch(row: Row): void {
    for (const name of this.rules.changed) {
      row.set(name, this.#now);
    }
  }

  /**
   * Return what tells a list from the others.
   *
   * @throws RangeError if the number of values is wrong.
   */
  scope(where: readonly Key[]): string {
    const wanted = this.rules.where;
    if (where.length !== wanted.length) {
      const count = String(where.length);
      throw new RangeError(`the path is ${inOrder(wanted)}; ${count} values were given`);
    }
    return JSON.stringify(where.map(String));
  }

  /** Return a key that no record has: numbers are counted over all lists. */
  #next(): unknown {
    const { rules } = this;
    for (;;) {
      this.#count += 1;
      const digits = String(this.#count);
      const text = rules.uuid ? `00000000-0000-4000-8000-${digits.padStart(DIGITS, "0")}` : digits;
      if ([...this.#lists.values()].every((list) => !list.has(text))) {
        return number(text, rules.kinds.get(rules.key) ?? "");
      }
    }
  }
}

/** Return a text of the path as the kind of value that it is in a record. */
export function number(text: string, kind: string): unknown {
  if ((kind !== "integer" && kind !== "number") || !/^-?[0-9]+$/.test(text)) {
    return text;
  }
  const value = BigInt(text);
  const isSafe = BigInt.asIntN(54, value) === value && Number.isSafeInteger(Number(value));
  return isSafe ? Number(value) : value;
}

/** Return how a key stands in a path. */
export function keyText(key: unknown): string {
  const isText = typeof key === "string" || typeof key === "number" || typeof key === "bigint";
  return isText ? String(key) : dump(key);
}

/** Return the members of a record as an object. */
export function record(row: Row): StoredRecord {
  return Object.fromEntries(row);
}

function copied(row: Row): StoredRecord {
  return structuredClone(record(row));
}

function split(given: readonly unknown[]): { where: readonly Key[]; members: object } {
  const last = given.at(-1);
  const hasMembers = typeof last === "object" && last !== null;
  const where = (hasMembers ? given.slice(0, -1) : given) as readonly Key[];
  return { where, members: hasMembers ? last : {} };
}

/** Return members as they would come over the wire: what is a test's own stays its own. */
function plain(members: object): Row {
  if (Array.isArray(members)) {
    throw new TypeError("an object is expected, and no list");
  }
  return new Map(Object.entries(parse(dump(members)) as Record<string, unknown>));
}
