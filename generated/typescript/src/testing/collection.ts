/**
 * Operations on stored records: a request to a reply.
 *
 * @packageDocumentation
 */

import type { RawReply } from "../internal/exchange.js";
import { parse } from "../internal/json.js";
import { dump } from "../internal/write.js";
import { narrowed, pageOf } from "./lists.js";
import { apply, check, isObject, Refusal, stepsOf } from "./patches.js";
import { keyText, number, record, type Row, type Shelf } from "./records.js";
import { canned, inJson, reply, type Fields } from "./reply.js";
import type { Route } from "./routes.js";
import type { Rules, Split } from "./rules.js";
import type { Sent } from "./sent.js";

// Members around a list that tell how many rows there are.
const COUNTS: ReadonlySet<string> = new Set(["count", "total", "total_count"]);

/** A request for an operation on stored records. */
export interface Asked {
  readonly route: Route;
  readonly sent: Sent;
  /** The parameters in the path, by name. */
  readonly values: ReadonlyMap<string, string>;
  readonly body: unknown;
  /** Fields that the reply carries in any case. */
  readonly headers: Fields;
}

/** Stored records, and what operations do to them. */
export class Collection {
  readonly shelf: Shelf;
  readonly #rules: Rules;

  /** Keep the records. */
  constructor(shelf: Shelf) {
    this.shelf = shelf;
    this.#rules = shelf.rules;
  }

  /** Whether the records count: what nobody creates has examples at first. */
  get answers(): boolean {
    return this.shelf.isUsed || [...this.#rules.operations.values()].includes("create");
  }

  /** Do what an operation does, and return the reply. */
  answer(asked: Asked): RawReply {
    try {
      return this.#answered(asked);
    } catch (error) {
      if (error instanceof Refusal) {
        return inJson(400, error.message, asked.headers);
      }
      throw error;
    }
  }

  #answered(asked: Asked): RawReply {
    const role = this.#rules.operations.get(asked.route.id);
    switch (role) {
      case "create":
        return this.#create(asked);
      case "get": {
        const row = this.#found(asked);
        return row ? told(asked, record(row)) : missing(asked);
      }
      case "update":
      case "merge":
        return this.#update(asked, role === "merge");
      case "patch":
        return this.#patch(asked);
      case "delete":
        return this.#delete(asked);
      default:
        return this.#list(asked);
    }
  }

  #scope(asked: Asked): string {
    return this.shelf.scope(this.#rules.where.map((name) => asked.values.get(name) ?? ""));
  }

  #key(asked: Asked): string {
    return asked.values.get(asked.route.parameters?.at(-1) ?? "") ?? "";
  }

  #found(asked: Asked): Row | undefined {
    return this.shelf.find(this.#scope(asked), this.#key(asked));
  }

  #list(asked: Asked): RawReply {
    const { rows: way, cursor } = this.#rules;
    const { query } = asked.sent;
    const kept = narrowed(this.shelf.rows(this.#scope(asked)), this.#rules, query);
    const page = pageOf(kept, this.#rules, query);
    const headers = { ...asked.headers, ...page.headers };
    let body: unknown = page.rows.map(record);
    if (way.length > 0) {
      const around = parse(asked.route.answer.body ?? "null");
      body = within(counted(around, kept.length), way, body);
      if (cursor && cursor.way.length > 0) {
        body = within(body, cursor.way, page.following ?? null);
      }
    }
    return told(asked, body, headers);
  }

  #create(asked: Asked): RawReply {
    const { key, kinds } = this.#rules;
    const scope = this.#scope(asked);
    const members = this.#members(asked);
    const given = members.get(key) ?? null;
    if (kinds.get(key) === "integer" || given === null) {
      // Numbers are the server's to give.
      members.delete(key);
    } else if (this.shelf.find(scope, keyText(given))) {
      return inJson(409, `${key} ${keyText(given)} is taken`, asked.headers);
    }
    return told(asked, record(this.shelf.put(scope, members)));
  }

  #update(asked: Asked, merges: boolean): RawReply {
    const row = this.#found(asked);
    if (!row) {
      return missing(asked);
    }
    for (const [name, value] of this.#members(asked)) {
      // What tells which record it is, no caller can change.
      const isFixed = name === this.#rules.key || this.#rules.where.includes(name);
      if (!isFixed && merges && value === null) {
        row.delete(name);
      } else if (!isFixed) {
        row.set(name, value);
      }
    }
    this.shelf.touch(row);
    return this.#answers(asked) === "record"
      ? told(asked, record(row))
      : canned(asked.route.answer, asked.headers);
  }

  /** Return the members of the body that are stored. */
  #members(asked: Asked): Row {
    if (asked.body === null) {
      return new Map();
    }
    if (!isObject(asked.body)) {
      throw new Refusal("a JSON object is expected");
    }
    const { kinds, dropped } = this.#rules;
    const away = dropped.get(asked.route.id) ?? [];
    const all = Object.entries(asked.body);
    const found = all.filter(([name]) => kinds.has(name) && !away.includes(name));
    for (const [name, value] of found) {
      check(name, value, this.#rules);
    }
    return new Map(found);
  }

  #patch(asked: Asked): RawReply {
    const steps = stepsOf(asked.body, this.#rules);
    const scope = this.#scope(asked);
    const rows: Row[] = [];
    const failures: unknown[] = [];
    for (const text of new Set(this.#key(asked).split(","))) {
      const row = this.shelf.find(scope, text);
      if (row) {
        apply(row, steps);
        this.shelf.touch(row);
        rows.push(row);
      } else {
        failures.push(this.#keyOf(text));
      }
    }
    const { key, split } = this.#rules;
    if (rows.length === 0 && !split) {
      return missing(asked);
    }
    const done = rows.map((row) => row.get(key));
    switch (this.#answers(asked)) {
      case "split":
        return told(asked, split ? parted(split, done, failures) : null);
      case "keys":
        return told(asked, done);
      case "records":
        return told(asked, rows.map(record));
      default:
        return canned(asked.route.answer, asked.headers);
    }
  }

  /** Return a key that no record has; only what is a number without a sign is one. */
  #keyOf(text: string): unknown {
    const kind = this.#rules.kinds.get(this.#rules.key) ?? "";
    return kind === "integer" && !text.startsWith("-") ? number(text, kind) : text;
  }

  #delete(asked: Asked): RawReply {
    const row = this.#found(asked);
    if (!row) {
      return missing(asked);
    }
    this.shelf.drop(this.#scope(asked), this.#key(asked));
    switch (this.#answers(asked)) {
      case "record":
        return told(asked, record(row));
      case "key":
        return told(asked, row.get(this.#rules.key));
      default:
        return canned(asked.route.answer, asked.headers);
    }
  }

  #answers(asked: Asked): string {
    return this.#rules.answers.get(asked.route.id) ?? "example";
  }
}

/** Return the documented success with another body. */
function told(asked: Asked, value: unknown, headers = asked.headers): RawReply {
  const { answer } = asked.route;
  return reply(answer.status, dump(value), answer.mediaType ?? "", headers);
}

function missing(asked: Asked): RawReply {
  return canned(asked.route.missing, asked.headers);
}

function parted(names: Split, done: unknown, failures: readonly unknown[]): unknown {
  const rows = failures.map((key) => ({ [names.key]: key, [names.text]: names.said }));
  return { [names.failed]: rows, [names.done]: done };
}

/** Return what stands around a list, with counts that tell the truth. */
function counted(around: unknown, count: number): unknown {
  if (!isObject(around)) {
    return {};
  }
  const members = Object.entries(around).map(([name, member]): [string, unknown] => {
    const isCount = COUNTS.has(name) && Number.isInteger(member);
    return [name, isCount ? count : isObject(member) ? counted(member, count) : member];
  });
  return Object.fromEntries(members);
}

/** Return an object with something in a place. */
function within(value: unknown, way: readonly string[], inner: unknown): unknown {
  const [name = "", ...rest] = way;
  const members = new Map<string, unknown>(isObject(value) ? Object.entries(value) : []);
  members.set(name, rest.length === 0 ? inner : within(members.get(name), rest, inner));
  return Object.fromEntries(members);
}
