/**
 * What answers are documented to be, as light-weight tables: what is not so is told, and kept.
 *
 * @packageDocumentation
 */

/** A type without parts. `integer` is a number or, beyond 2^53, a bigint. */
export type ScalarShape =
  | "any"
  | "boolean"
  | "date"
  | "date-time"
  | "integer"
  | "null"
  | "number"
  | "string";

/** A list of values of one type. */
export interface ArrayShape {
  readonly kind: "array";
  readonly of: Shape;
}

/** A list of so many values, each with its own type. */
export interface TupleShape {
  readonly kind: "tuple";
  readonly of: readonly Shape[];
}

/** An object with any keys and values of one type. */
export interface MapShape {
  readonly kind: "map";
  readonly of: Shape;
}

/** A text or an integer that is one of these, or new. */
export interface EnumShape {
  readonly kind: "enum";
  readonly of: "string" | "integer";
  readonly values: readonly (string | number | bigint)[];
}

/** A type, or null. */
export interface NullableShape {
  readonly kind: "nullable";
  readonly of: Shape;
}

/** One of several types; of objects, the one that the member `tag` names. */
export interface UnionShape {
  readonly kind: "union";
  readonly of: readonly Shape[];
  readonly tag?: string;
  readonly tags?: Readonly<Record<string, Shape>>;
}

/** An object with documented members. */
export interface RecordShape {
  readonly kind: "record";
  readonly fields: Readonly<Record<string, Shape>>;
  /** The members that are always there. */
  readonly required?: readonly string[];
  /** Members that are always the same; another value is news. */
  readonly constants?: Readonly<Record<string, string | number | bigint | boolean>>;
  /** The type of members that are not documented by name; without it they are news. */
  readonly more?: Shape;
}

/** What a value is documented to be; a function stands for a shape that is made later. */
export type Shape =
  | ScalarShape
  | ArrayShape
  | TupleShape
  | MapShape
  | EnumShape
  | NullableShape
  | UnionShape
  | RecordShape
  | (() => Shape);

/** A shape that is there already. */
export type MadeShape = Exclude<Shape, () => Shape>;

/** Return a shape once it is made. */
export function made(shape: Shape): MadeShape {
  let found = shape;
  while (typeof found === "function") {
    found = found();
  }
  return found;
}
