/**
 * What is not as documented in an answer, and what is only new: asked for, it is looked up.
 *
 * @packageDocumentation
 */

import { candidates, likeness } from "./candidates.js";
import { ABSENT, Check, isInteger, segment, type Place } from "./check.js";
import type { Deviation } from "./deviations.js";
import { jsonType } from "./expected.js";
import { parse } from "./json.js";
import { made, type RecordShape, type Shape } from "./shapes.js";
import { linkOf, sliceOf } from "./source.js";

/** A key, or a value, that this package does not know; no fault of anybody's. */
export interface News {
  /** The place in the body of the response, as a JSON pointer (RFC 6901). */
  readonly pointer: string;
  /**
   * `key`, or `value`: one that an enumeration does not list, another one than is documented
   * to stand there always, a record of an unknown kind.
   */
  readonly kind: "key" | "value";
}

type Plain = Readonly<Record<string, unknown>>;

/**
 * Return where an answer was not as documented.
 *
 * @param value - A model from a response, a list of them, a page, or a whole response.
 * @returns The deviations in it, at any depth; none for what was built by hand.
 */
export function deviations(value: unknown): readonly Deviation[] {
  return records(value).flatMap((record) => {
    const known = linkOf(record)?.known;
    const link = linkOf(record);
    if (!link || !known) {
      return [];
    }
    const check = new Check(known.operation);
    check.value(known.shape, parse(sliceOf(link)), placed(known.pointer));
    return check.found.map((one) => one.deviation);
  });
}

/**
 * Return what the server sent that this package does not know.
 *
 * @param value - A model from a response, a list of them, a page, or a whole response.
 * @returns The keys and values in it, at any depth; none for what was built by hand.
 */
export function news(value: unknown): readonly News[] {
  return records(value).flatMap((record) => {
    const link = linkOf(record);
    const known = link?.known;
    // Read once more: the members may have been changed since.
    return link && known ? inside(known.shape, parse(sliceOf(link)), known.pointer) : [];
  });
}

/** Return the outermost models in a value. */
function records(value: unknown): readonly object[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if (linkOf(value)?.known) {
    return [value];
  }
  if (Array.isArray(value)) {
    return (value as unknown[]).flatMap(records);
  }
  if ("items" in value && "response" in value) {
    // A page: what the rows lay in, where the body is more than a list.
    return records("value" in value ? (value.value ?? value.items) : value.items);
  }
  if ("value" in value && "request" in value) {
    return records(value.value);
  }
  return linkOf(value) ? Object.values(value as Plain).flatMap(records) : [];
}

function placed(pointer: string): Place {
  return { pointer, pattern: pointer };
}

/** Return the news in a value. */
function inside(shape: Shape, value: unknown, pointer: string): readonly News[] {
  const one = made(shape);
  if (typeof one === "string") {
    return [];
  }
  switch (one.kind) {
    case "nullable":
      return value === null ? [] : inside(one.of, value, pointer);
    case "enum": {
      const isScalar = one.of === "integer" ? isInteger(value) : typeof value === "string";
      // Half a surrogate pair is no text, and a deviation already.
      const isText = typeof value !== "string" || !/\p{Surrogate}/u.test(value);
      const isKnown = !isText || one.values.some((known) => known === value);
      return isScalar && !isKnown ? [{ pointer, kind: "value" }] : [];
    }
    case "union": {
      const members = [...candidates(one, value)];
      const isNew = members.length === 0 && jsonType(value) === "object";
      if (isNew && one.tag !== undefined) {
        return [{ pointer, kind: "value" }];
      }
      const best = members.sort((a, b) => faults(a, value) - faults(b, value))[0];
      return best === undefined ? [] : inside(best, value, pointer);
    }
    case "record":
      return jsonType(value) === "object" ? ofMembers(one, value as Plain, pointer) : [];
    case "map": {
      const all = jsonType(value) === "object" ? Object.entries(value as Plain) : [];
      return all.flatMap(([key, item]) => inside(one.of, item, pointer + segment(key)));
    }
    case "array":
      return rows(value).flatMap((row, at) => inside(one.of, row, pointer + segment(at)));
    case "tuple":
      return rows(value).flatMap((row, at) =>
        inside(one.of[at] ?? "any", row, pointer + segment(at)),
      );
  }
}

function rows(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function faults(shape: Shape, value: unknown): number {
  const check = new Check("");
  const link = linkOf(value);
  const own = check.value(shape, link ? parse(sliceOf(link)) : value, placed(""));
  return own === ABSENT ? Infinity : check.found.length * 1e9 - likeness(shape, value);
}

function ofMembers(shape: RecordShape, record: Plain, pointer: string): readonly News[] {
  return Object.entries(record).flatMap(([key, value]): readonly News[] => {
    const place = pointer + segment(key);
    const of = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (of === undefined) {
      const { more } = shape;
      return more === undefined ? [{ pointer: place, kind: "key" }] : inside(more, value, place);
    }
    const constants = shape.constants ?? {};
    const isOther = Object.hasOwn(constants, key) && value !== null && constants[key] !== value;
    return isOther ? [{ pointer: place, kind: "value" }] : inside(of, value, place);
  });
}
