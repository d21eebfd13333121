/**
 * Values to JSON: what came from an answer is written as it came, and nothing by a guess.
 *
 * @packageDocumentation
 */

import { parse, textsOf } from "./json.js";
import { linkOf, sliceOf, type Link } from "./source.js";

const DEEPEST = 1000;

/** A JSON text that is written as it is. */
export class RawJson {
  /** The text. */
  readonly text: string;

  /** Keep a text. */
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Return the JSON text of a value.
 *
 * An object of an answer that nobody changed gives the very text that the server sent. Of a
 * changed one only the changed members are written anew: keys that the package does not know,
 * the order of keys and the spelling of numbers stay. A member that is `undefined` or deleted
 * is left out.
 *
 * @param value - A model, a list of them, or any value that has a form in JSON.
 * @throws TypeError if something in it has no form in JSON: a number that is not finite, a
 * function, a date that is none.
 */
export function dump(value: unknown): string {
  return written(value, 0);
}

function written(value: unknown, depth: number): string {
  if (depth > DEEPEST) {
    throw new TypeError("it is nested too deeply, or in itself");
  }
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return String(value);
    case "number":
      return ofNumber(value);
    case "object":
      return value === null ? "null" : ofObject(value, depth);
    default:
      throw new TypeError(`${typeof value} has no form in JSON`);
  }
}

function ofNumber(value: number): string {
  if (!Number.isFinite(value)) {
    throw new TypeError(`${String(value)} is no number that can be sent`);
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

function ofObject(value: object, depth: number): string {
  if (value instanceof RawJson) {
    return value.text;
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) {
      throw new TypeError("this date is none");
    }
    return JSON.stringify(value.toISOString());
  }
  const link = linkOf(value);
  if (Array.isArray(value)) {
    return ofList(value, link, depth);
  }
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) {
    throw new TypeError(`${value.constructor.name} has no form in JSON`);
  }
  return ofRecord(value, link, depth);
}

function ofList(value: readonly unknown[], link: Link | undefined, depth: number): string {
  const before = link && beforeOf(link, "[");
  const rows = value.map((row, index) => kept(row, before?.get(String(index)), depth));
  if (link && before && isSame(rows, [...before.values()])) {
    return sliceOf(link);
  }
  return `[${rows.join(",")}]`;
}

function ofRecord(value: object, link: Link | undefined, depth: number): string {
  const before = link && beforeOf(link, "{");
  const after = new Map<string, string>();
  for (const [key, text] of before ?? []) {
    if (link?.held?.has(key) === true && !isReadable(value, key)) {
      after.set(key, text);
    } else if (Object.hasOwn(value, key)) {
      const own = memberOf(value, key);
      if (own !== undefined) {
        after.set(key, kept(own, text, depth));
      }
    }
  }
  for (const [key, own] of Object.entries(value) as [string, unknown][]) {
    if (own !== undefined && !after.has(key)) {
      after.set(key, kept(own, undefined, depth));
    }
  }
  if (link && before && isSame([...after.values()], [...before.values()])) {
    return isSame([...after.keys()], [...before.keys()]) ? sliceOf(link) : joined(after);
  }
  // A record stands for what is no object where one was expected; unchanged it stays so.
  return link && !before && after.size === 0 ? sliceOf(link) : joined(after);
}

/** Return the texts of the members that stood there; undefined where something else did. */
function beforeOf(link: Link, first: string): Map<string, string> | undefined {
  return link.text.startsWith(first, link.start) ? textsOf(link.text, link.start) : undefined;
}

/** Tell whether a member holds a value, and is not one that cannot be read. */
function isReadable(value: object, key: string): boolean {
  const found = Object.getOwnPropertyDescriptor(value, key);
  return found !== undefined && found.get === undefined;
}

function memberOf(value: object, key: string): unknown {
  return (value as Record<string, unknown>)[key];
}

/** Return the text of a value: the one that stood there, where that says the same. */
function kept(value: unknown, before: string | undefined, depth: number): string {
  const own = linkOf(value);
  if (before !== undefined && own === undefined) {
    const isPlain = typeof value !== "object" || value === null;
    if (isPlain && isEqual(value, parse(before))) {
      return before;
    }
  }
  return written(value, depth + 1);
}

function isEqual(value: unknown, before: unknown): boolean {
  if (Object.is(value, before)) {
    return true;
  }
  // What is documented to be a number may be read as one where an integer is too large.
  return (
    (typeof value === "number" && typeof before === "bigint" && Number(before) === value) ||
    (typeof value === "bigint" && typeof before === "number" && Number(value) === before)
  );
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}

function joined(members: ReadonlyMap<string, string>): string {
  const texts = [...members].map(([key, text]) => `${JSON.stringify(key)}:${text}`);
  return `{${texts.join(",")}}`;
}
