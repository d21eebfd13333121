/**
 * Shapes in the words of OpenAPI, and the JSON type of a value: what deviations say.
 *
 * @packageDocumentation
 */

import { made, type MadeShape, type Shape } from "./shapes.js";

/** A type of JSON. */
export type JsonType = "object" | "array" | "string" | "number" | "boolean" | "null";

const WORDS: Readonly<Record<string, string>> = {
  any: "any value",
  date: "string (date)",
  "date-time": "string (date-time)",
};
const TYPES: Readonly<Record<string, JsonType>> = {
  date: "string",
  "date-time": "string",
  integer: "number",
  record: "object",
  map: "object",
  tuple: "array",
};

/** Return the JSON type of a value that was read. */
export function jsonType(value: unknown): JsonType {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  switch (typeof value) {
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "object":
      return "object";
    default:
      return "number";
  }
}

/** Tell whether a value of a JSON type can be of a shape. */
export function canBe(
  shape: Shape,
  type: JsonType,
  seen: ReadonlySet<unknown> = new Set(),
): boolean {
  const one = made(shape);
  if (seen.has(one)) {
    return false;
  }
  if (typeof one === "string") {
    return one === "any" || (TYPES[one] ?? one) === type;
  }
  const inside = new Set([...seen, one]);
  switch (one.kind) {
    case "nullable":
      return type === "null" || canBe(one.of, type, inside);
    case "union":
      return one.of.some((member) => canBe(member, type, inside));
    case "enum":
      return (one.of === "integer" ? "number" : "string") === type;
    default:
      return (TYPES[one.kind] ?? one.kind) === type;
  }
}

/** Return what a shape is called in the words of OpenAPI. */
export function expected(shape: Shape): string {
  return [...new Set(names(made(shape), new Set()))].join(" or ") || "null";
}

function names(shape: MadeShape, seen: ReadonlySet<unknown>): readonly string[] {
  if (seen.has(shape)) {
    return [];
  }
  if (typeof shape === "string") {
    // Null is allowed where a key is optional, whatever the description says.
    return shape === "null" ? [] : [WORDS[shape] ?? shape];
  }
  const inside = new Set([...seen, shape]);
  switch (shape.kind) {
    case "nullable":
      return names(made(shape.of), inside);
    case "union":
      return shape.of.flatMap((one) => names(made(one), inside));
    case "enum":
      return [shape.of];
    case "array": {
      const words = [...new Set(names(made(shape.of), inside))].join(" or ");
      return [words === "" ? "array" : `array of ${words}`];
    }
    case "tuple":
      return [`array of ${String(shape.of.length)}`];
    default:
      return ["object"];
  }
}
