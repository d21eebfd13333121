/**
 * A value that was read against its shape: what fits stays, what does not cannot be misread.
 *
 * Nothing is lost: what is taken out of a typed member stays in the text it came from, where
 * `dump` finds it.
 *
 * @packageDocumentation
 */

import { DeviationError } from "../errors.js";
import { candidates, likeness, recordOf } from "./candidates.js";
import { isDate, isMoment } from "./dates.js";
import type { Deviation, DeviationKind, Found } from "./deviations.js";
import { canBe, expected, jsonType } from "./expected.js";
import { parse, Reader, textsOf } from "./json.js";
import { stand, vacate } from "./members.js";
import { made, type MadeShape, type RecordShape, type Shape, type UnionShape } from "./shapes.js";
import { linkOf, relink, sliceOf, tie } from "./source.js";

/** Stands for a value that does not fit. */
export const ABSENT = Symbol("absent");

/** A place in a body: its pointer, also with `*` for indices and keys of maps. */
export interface Place {
  readonly pointer: string;
  readonly pattern: string;
}

/** The body itself. */
export const ROOT: Place = { pointer: "", pattern: "" };

/** Return a step of a JSON pointer. */
export function segment(key: string | number): string {
  const text = String(key).replaceAll("~", "~0").replaceAll("/", "~1");
  // It is for people: what is no text cannot be shown, and is replaced.
  return `/${text.replace(/\p{Surrogate}/gu, "\ufffd")}`;
}

type Plain = Record<string, unknown>;

/** What a value was read as, by a union it stands in; `text` is what it came from. */
interface Chosen {
  readonly text: string;
  readonly value: unknown;
  readonly found: readonly Found[];
}

type Choices = Map<UnionShape, Map<string, Chosen>>;

/** One body being checked. */
export class Check {
  /** What is not as documented so far. */
  readonly found: Found[] = [];
  readonly #operation: string;
  // Whether the value at hand is no integer, though it is read as one.
  #isRounded: boolean;
  // By place. Without it unions within unions would be tried for every way to read the rest.
  readonly #choices: Choices;

  /** Begin with nothing found. */
  constructor(operation: string, isRounded = false, choices: Choices = new Map()) {
    this.#operation = operation;
    this.#isRounded = isRounded;
    this.#choices = choices;
  }

  /**
   * Return the value of a JSON text as it can be read, ABSENT where it cannot.
   *
   * @throws SyntaxError if it is no JSON.
   */
  text(shape: Shape, text: string): unknown {
    const reader = new Reader(text);
    const value = reader.whole();
    this.#isRounded = reader.isRounded;
    return this.value(shape, value, ROOT);
  }

  /** Return a value as it can be read; where none fits, note that and return ABSENT. */
  value(shape: Shape, value: unknown, at: Place): unknown {
    const one = made(shape);
    if (one === "any") {
      return value;
    }
    if (typeof one === "string") {
      return this.#scalar(one, value, at);
    }
    if (!canBe(one, jsonType(value))) {
      return this.#wrong(one, value, at);
    }
    switch (one.kind) {
      case "nullable":
        return value === null ? null : this.value(one.of, value, at);
      case "enum":
        return this.#scalar(one.of, value, at);
      case "union":
        return this.#union(one, value, at);
      case "record":
        return this.#record(one, value as Plain, at);
      case "map":
        return this.#map(one.of, value as Plain, at);
      default:
        return this.#rows(one, value as unknown[], at);
    }
  }

  #wrong(shape: Shape, value: unknown, at: Place, kind: DeviationKind = "type"): symbol {
    const actual = kind === "missing" ? "absent" : jsonType(value);
    const deviation: Deviation = {
      operation: this.#operation,
      pointer: at.pointer,
      kind: actual === "null" && kind === "type" ? "null" : kind,
      expected: expected(shape),
      actual,
    };
    this.found.push({ deviation, pattern: at.pattern });
    return ABSENT;
  }

  #scalar(shape: string & MadeShape, value: unknown, at: Place): unknown {
    switch (shape) {
      case "number":
        // Beyond 2^53 a number is read as near as can be; `dump` writes it as it came.
        return typeof value === "bigint"
          ? Number(value)
          : this.#if(jsonType(value) === "number", shape, value, at);
      case "integer":
        return this.#if(isInteger(value) && !this.#isRounded, shape, value, at);
      case "string":
      case "date":
      case "date-time": {
        if (typeof value !== "string") {
          return this.#wrong(shape, value, at);
        }
        // Half a surrogate pair is no text.
        const isText = !/\p{Surrogate}/u.test(value);
        const fits = shape === "string" || (shape === "date" ? isDate(value) : isMoment(value));
        return isText && fits ? value : this.#wrong(shape, value, at, "format");
      }
      default:
        return this.#if(jsonType(value) === shape, shape, value, at);
    }
  }

  #if(fits: boolean, shape: Shape, value: unknown, at: Place): unknown {
    return fits ? value : this.#wrong(shape, value, at);
  }

  #record(shape: RecordShape, record: Plain, at: Place): Plain {
    const link = linkOf(record);
    if (link) {
      link.known = { operation: this.#operation, pointer: at.pointer, shape };
    }
    for (const [key, of] of Object.entries(shape.fields)) {
      const step = segment(key);
      const place = { pointer: at.pointer + step, pattern: at.pattern + step };
      const isRequired = shape.required?.includes(key) === true;
      const value = this.#member(of, record, key, place, isRequired);
      if (value === ABSENT) {
        hold(record, key, isRequired, of, this.found.at(-1)?.deviation);
      } else if (value === undefined) {
        vacate(record, key);
      } else if (value !== record[key]) {
        record[key] = value;
      }
    }
    return record;
  }

  #member(shape: Shape, record: Plain, key: string, at: Place, isRequired: boolean): unknown {
    if (!Object.hasOwn(record, key)) {
      return isRequired ? this.#wrong(shape, undefined, at, "missing") : undefined;
    }
    const value = record[key];
    this.#isRounded = linkOf(record)?.rounded?.has(key) === true;
    // Null in an optional member is no deviation.
    return value === null && !isRequired ? null : this.value(shape, value, at);
  }

  #map(shape: Shape, map: Plain, at: Place): unknown {
    for (const [key, value] of Object.entries(map)) {
      const own = this.#element(shape, value, at, key, map);
      if (own === ABSENT) {
        return ABSENT;
      }
      if (own !== value) {
        map[key] = own;
      }
    }
    return map;
  }

  #rows(shape: MadeShape & { of: Shape | readonly Shape[] }, rows: unknown[], at: Place): unknown {
    const all: readonly Shape[] | undefined = isMany(shape.of) ? shape.of : undefined;
    if (all && all.length !== rows.length) {
      return this.#wrong(shape, rows, at);
    }
    for (const [index, row] of rows.entries()) {
      const one = isMany(shape.of) ? (shape.of[index] ?? "any") : shape.of;
      const own = this.#element(one, row, at, index, rows);
      if (own === ABSENT) {
        return ABSENT;
      }
      rows[index] = own;
    }
    return rows;
  }

  /** Return one of many; a record with nothing set where that is no record. */
  #element(shape: Shape, value: unknown, at: Place, key: string | number, all: object): unknown {
    const place = { pointer: at.pointer + segment(key), pattern: `${at.pattern}/*` };
    this.#isRounded = linkOf(all)?.rounded?.has(String(key)) === true;
    const own = this.value(shape, value, place);
    const record = own === ABSENT ? recordOf(shape) : undefined;
    return record ? this.#blank(record, shape, place, key, all) : own;
  }

  #blank(record: RecordShape, shape: Shape, at: Place, key: string | number, all: object): Plain {
    const blank: Plain = {};
    const link = linkOf(all);
    const text = link && textsOf(sliceOf(link)).get(String(key));
    if (text !== undefined) {
      tie(blank, text, 0, text.length);
    }
    const own = linkOf(blank);
    if (own) {
      own.known = { operation: this.#operation, pointer: at.pointer, shape };
    }
    const deviation = this.found.at(-1)?.deviation;
    for (const name of record.required ?? []) {
      hold(blank, name, true, record.fields[name] ?? "any", deviation);
    }
    return blank;
  }

  #union(shape: UnionShape, value: unknown, at: Place): unknown {
    const members = candidates(shape, value);
    const [only] = members;
    if (only !== undefined && members.length === 1) {
      return this.value(only, value, at);
    }
    if (only === undefined) {
      // A record of a kind that is not known is news and no deviation.
      return value;
    }
    const link = linkOf(value);
    const text = link && sliceOf(link);
    const places = this.#choices.get(shape) ?? new Map<string, Chosen>();
    this.#choices.set(shape, places);
    let chosen = places.get(at.pointer);
    if (text === undefined || chosen?.text !== text) {
      chosen = this.#tried(shape, members, value, text, at);
    }
    places.set(at.pointer, chosen);
    this.found.push(...chosen.found);
    return chosen.value;
  }

  /** Return what a value is read as: the member in which the least is wrong. */
  #tried(
    shape: UnionShape,
    members: readonly Shape[],
    value: unknown,
    text: string | undefined,
    at: Place,
  ): Chosen {
    const tries = members.map((member) => {
      const check = new Check(this.#operation, this.#isRounded, this.#choices);
      const copy = text === undefined ? value : parse(text);
      return { check, value: check.value(member, copy, at), rank: likeness(member, value) };
    });
    const able = tries.filter((one) => one.value !== ABSENT);
    able.sort((a, b) => a.check.found.length - b.check.found.length || b.rank - a.rank);
    const best = able[0];
    if (best) {
      return { text: text ?? "", value: best.value, found: best.check.found };
    }
    const wrong = new Check(this.#operation);
    return { text: text ?? "", value: wrong.#wrong(shape, value, at), found: wrong.found };
  }
}

/** Tell whether a value that was read is an integer. */
export function isInteger(value: unknown): boolean {
  return typeof value === "bigint" || Number.isInteger(value);
}

/** Take a member out of a record that it must not be read from as it is. */
function hold(
  record: Plain,
  key: string,
  isRequired: boolean,
  shape: Shape,
  deviation: Deviation | undefined,
): void {
  const link = linkOf(record);
  if (link) {
    relink(record, link);
    link.held = new Set([...(link.held ?? []), key]);
  }
  if (!isRequired) {
    Reflect.deleteProperty(record, key);
    vacate(record, key);
    return;
  }
  const isNullable = canBe(shape, "null");
  stand(record, key, isNullable, () => {
    // Whoever waits for a record looks for a method of this name in it: that is no reading.
    if (isNullable || key === "then") {
      return isNullable ? null : undefined;
    }
    const message = `${key} cannot be read: the server sent something else, or nothing`;
    throw new DeviationError(message, deviation ? [deviation] : []);
  });
}

function isMany(of: Shape | readonly Shape[]): of is readonly Shape[] {
  return Array.isArray(of);
}
