/**
 * Where values of an answer stand in its text, so that they can be written as they came.
 *
 * @packageDocumentation
 */

import type { Shape } from "./shapes.js";

/** The place of an object or a list in the text that it was read from. */
export interface Link {
  /** The whole text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The place as a JSON pointer, and what is documented to stand there. */
  known?: { readonly operation: string; readonly pointer: string; readonly shape: Shape };
  /** The members that could not be read as documented, and are kept only here. */
  held?: Set<string>;
  /** Members that seem to be integers, but only because a tiny fraction is rounded away. */
  readonly rounded?: ReadonlySet<string> | undefined;
}

// Weak, so that nothing stands in an object that the server did not send.
const LINKS = new WeakMap<object, Link>();

/** Note where an object or a list was read. */
export function tie(
  value: object,
  text: string,
  start: number,
  end: number,
  rounded?: ReadonlySet<string>,
): void {
  LINKS.set(value, { text, start, end, rounded });
}

/** Return where a value was read; undefined for what was built by hand. */
export function linkOf(value: unknown): Link | undefined {
  return typeof value === "object" && value !== null ? LINKS.get(value) : undefined;
}

/** Note for a value that takes another's place where that was read. */
export function relink(value: object, link: Link): void {
  LINKS.set(value, link);
}

/** Return the text that a value was read from. */
export function sliceOf(link: Link): string {
  return link.text.slice(link.start, link.end);
}
