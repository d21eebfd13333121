/**
 * What operations do to stored records, as the description tells it.
 *
 * @packageDocumentation
 */

import { parse } from "../internal/json.js";

/** What an operation does; a merge takes members away that are null. */
export type Role = "list" | "create" | "get" | "update" | "merge" | "patch" | "delete";

/** Pages by number: the parameters, the first page and the sizes. */
export interface Pages {
  readonly page: string;
  readonly size: string;
  readonly first: number;
  readonly default: number;
  readonly maximum: number;
}

/** Pages by a cursor: the parameters, and where the next one is handed out. */
export interface Cursor {
  readonly name: string;
  readonly size: string;
  readonly header: string;
  readonly way: readonly string[];
}

/** Names in an answer that tells what was changed and what was not. */
export interface Split {
  readonly done: string;
  readonly failed: string;
  readonly key: string;
  readonly text: string;
  /** The text for what does not exist. */
  readonly said: string;
}

/** What is stored, and what the operations on it do; what is empty is left out. */
interface Written {
  readonly key: string;
  readonly uuid?: boolean;
  readonly where?: readonly string[];
  readonly kinds: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  readonly first?: Readonly<Record<string, unknown>>;
  readonly made?: readonly string[];
  readonly changed?: readonly string[];
  readonly filters?: Readonly<Record<string, string>>;
  readonly several?: readonly string[];
  readonly operations: Readonly<Record<string, Role>>;
  readonly dropped?: Readonly<Record<string, readonly string[]>>;
  readonly answers: Readonly<Record<string, string>>;
  readonly rows?: readonly string[];
  readonly pages?: Pages;
  readonly cursor?: Cursor;
  readonly split?: Split;
}

/** What is stored, and what the operations on it do. */
export interface Rules {
  /** The member that tells records apart. */
  readonly key: string;
  /** Whether it must be a UUID. */
  readonly uuid: boolean;
  /** The parameters that tell which list of records is meant. */
  readonly where: readonly string[];
  /** The kind of JSON value of each member. */
  readonly kinds: ReadonlyMap<string, string>;
  /** Members that every record has. */
  readonly required: ReadonlySet<string>;
  /** What members are to begin with. */
  readonly first: ReadonlyMap<string, unknown>;
  /** Moments of the creation. */
  readonly made: readonly string[];
  /** Moments of the last change. */
  readonly changed: readonly string[];
  /** By parameter, the member that a list is narrowed by. */
  readonly filters: ReadonlyMap<string, string>;
  /** The filters that take more than one value. */
  readonly several: ReadonlySet<string>;
  /** By operation, what it does. */
  readonly operations: ReadonlyMap<string, Role>;
  /** By operation, members that are sent as something else than is stored. */
  readonly dropped: ReadonlyMap<string, readonly string[]>;
  /** By operation, what it answers. */
  readonly answers: ReadonlyMap<string, string>;
  /** The way to the rows in what a list answers. */
  readonly rows: readonly string[];
  readonly pages: Pages | undefined;
  readonly cursor: Cursor | undefined;
  readonly split: Split | undefined;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["array", "a list"],
  ["object", "an object"],
  ["integer", "an integer"],
]);

/** Return rules that are written in JSON. */
export function rulesOf(text: string): Rules {
  const found = parse(text) as Written;
  return {
    key: found.key,
    uuid: found.uuid ?? false,
    where: found.where ?? [],
    kinds: byName(found.kinds),
    required: new Set(found.required),
    first: byName(found.first),
    made: found.made ?? [],
    changed: found.changed ?? [],
    filters: byName(found.filters),
    several: new Set(found.several),
    operations: byName(found.operations),
    dropped: byName(found.dropped),
    answers: byName(found.answers),
    rows: found.rows ?? [],
    pages: found.pages,
    cursor: found.cursor,
    split: found.split,
  };
}

/** Return members as a map: there no name is that of something that every object has. */
function byName<T>(members: Readonly<Record<string, T>> | undefined): ReadonlyMap<string, T> {
  return new Map(Object.entries(members ?? {}));
}

/** Return what a value should have been; undefined where it is of the kind, or null. */
export function misfit(kind: string, value: unknown): string | undefined {
  return kind === "any" || fits(kind, value) ? undefined : (KINDS.get(kind) ?? `a ${kind}`);
}

function fits(kind: string, value: unknown): boolean {
  switch (typeof value) {
    case "boolean":
      return kind === "boolean";
    case "bigint":
      return kind === "integer" || kind === "number";
    case "number":
      return kind === "number" || (kind === "integer" && Number.isInteger(value));
    case "string":
      return kind === "string";
    default:
      return value === null || kind === (Array.isArray(value) ? "array" : "object");
  }
}

/** Return names for a message. */
export function inOrder(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.join(", ");
}
