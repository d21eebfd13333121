/**
 * Results as JSON: as they dump themselves, and as a typed caller reads them.
 *
 * @packageDocumentation
 */

import { Buffer } from "node:buffer";
import * as api from "./package.js";

export type Plain = Readonly<Record<string, unknown>>;

/** What a value is documented to be; a word for what has no parts. */
export type Shape = string | Parts | (() => Shape);

interface Parts {
  readonly kind: "array" | "map" | "nullable" | "record" | "tuple" | "union";
  readonly of?: Shape | readonly Shape[];
  readonly fields?: Readonly<Record<string, Shape>>;
  readonly tag?: string;
  readonly tags?: Readonly<Record<string, Shape>>;
}

function made(shape: Shape): string | Parts {
  let found = shape;
  while (typeof found === "function") {
    found = found();
  }
  return found;
}

/** Return what a part of a list, a map or a tuple is documented to be. */
function partOf(shape: Parts, at = 0): Shape {
  const { of = "any" } = shape;
  return isMany(of) ? (of[at] ?? "any") : of;
}

function isMany(of: Shape | readonly Shape[]): of is readonly Shape[] {
  return Array.isArray(of);
}

/** Return what the rows are that lie in a body; the way goes from name to name. */
export function rowsOf(body: Shape, way: readonly string[] = []): Shape {
  return way.reduce<Shape>((found, name) => {
    const one = present(found);
    return (typeof one === "string" ? undefined : one.fields?.[name]) ?? "any";
  }, body);
}

function present(shape: Shape): string | Parts {
  const one = made(shape);
  return typeof one !== "string" && one.kind === "nullable" ? present(partOf(one)) : one;
}

/** Return the JSON text of a result. */
export function dumped(value: unknown): string {
  if (value instanceof Uint8Array) {
    return api.dump(base64(value));
  }
  return Array.isArray(value) ? `[${value.map(dumped).join(",")}]` : api.dump(value);
}

/** Return a value as a typed caller reads it: the documented members, null for nothing. */
export function viewed(shape: Shape, value: unknown): unknown {
  if (value === undefined || value === null) {
    return null;
  }
  if (value instanceof Uint8Array) {
    return base64(value);
  }
  const one = made(shape);
  if (typeof one === "string" || typeof value !== "object") {
    return finite(value);
  }
  switch (one.kind) {
    case "nullable":
      return viewed(partOf(one), value);
    case "union":
      return viewed(chosen(one, value), value);
    case "record":
      return Object.fromEntries(
        Object.entries(one.fields ?? {}).map(([name, of]) => [name, readFrom(value, name, of)]),
      );
    case "map":
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, viewed(partOf(one), item)]),
      );
    default:
      return Array.isArray(value) ? value.map((row, at) => viewed(partOf(one, at), row)) : null;
  }
}

function readFrom(record: object, name: string, of: Shape): unknown {
  try {
    return viewed(of, (record as Plain)[name]);
  } catch (error) {
    if (error instanceof api.DeviationError) {
      return { $unreadable: true };
    }
    throw error;
  }
}

/** Return the member of a union that a value is: the one of its kind, or the most like it. */
function chosen(union: Parts, value: object): Shape {
  const kind = union.tag === undefined ? undefined : (value as Plain)[union.tag];
  const named = union.tags?.[String(kind)];
  if (named !== undefined) {
    return named;
  }
  const all = isMany(union.of ?? []) ? (union.of as readonly Shape[]) : [];
  const likeness = (shape: Shape): number => {
    const one = present(shape);
    const fields = typeof one === "string" ? {} : (one.fields ?? {});
    return Object.keys(value).filter((name) => Object.hasOwn(fields, name)).length;
  };
  return [...all].sort((a, b) => likeness(b) - likeness(a))[0] ?? "any";
}

/** Return a number that JSON can say; a text for another. */
export function finite(value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
