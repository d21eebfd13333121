/**
 * Which members of a union a value may be, and how much it is like one of them.
 *
 * @packageDocumentation
 */

import { canBe, jsonType } from "./expected.js";
import { made, type RecordShape, type Shape, type UnionShape } from "./shapes.js";

type Plain = Record<string, unknown>;

/** Return the members of a union that a value may be; none where its kind is new. */
export function candidates(shape: UnionShape, value: unknown): readonly Shape[] {
  const type = jsonType(value);
  const members = shape.of.filter((one) => canBe(one, type));
  if (type !== "object" || shape.tag === undefined) {
    return members;
  }
  const word = (value as Plain)[shape.tag];
  if (typeof word !== "string" && typeof word !== "number" && typeof word !== "boolean") {
    return members;
  }
  const tags = shape.tags ?? {};
  const found = Object.hasOwn(tags, String(word)) ? tags[String(word)] : undefined;
  return found === undefined ? [] : [found];
}

/** Return how much an object is like a record: constants first, then known keys. */
export function likeness(shape: Shape, value: unknown): number {
  const record = recordOf(shape);
  if (!record || jsonType(value) !== "object") {
    return 0;
  }
  const own = value as Plain;
  const keys = Object.keys(own);
  const known = keys.filter((key) => Object.hasOwn(record.fields, key)).length;
  const constants = Object.entries(record.constants ?? {});
  const right = constants.filter(([key, constant]) => own[key] === constant).length;
  const unknown = record.more === undefined ? keys.length - known : 0;
  return right * 1e6 + known * 1e3 - unknown;
}

/** Return the record that a shape stands for; undefined for other shapes. */
export function recordOf(shape: Shape): RecordShape | undefined {
  const one = made(shape);
  if (typeof one === "string") {
    return undefined;
  }
  switch (one.kind) {
    case "record":
      return one;
    case "nullable":
      return recordOf(one.of);
    case "union":
      return one.of.map(recordOf).find((found) => found !== undefined);
    default:
      return undefined;
  }
}
