/**
 * The documented texts of failures, and which of them a body states.
 *
 * @packageDocumentation
 */

import type { Reason } from "../reasons.js";
import type { Blank, Message } from "./operation.js";

// A documented text is a sentence or two; a longer body is not worth the search.
const LONGEST = 4096;

/** The reason that a text states, and what is filled in. */
export interface Stated {
  readonly reason: Reason;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Return the reason that a text states with a status, and what is filled in.
 *
 * What is documented for the very status comes before what is for a range.
 */
export function firstMatch(
  messages: readonly Message[],
  status: number,
  text: string,
): Stated | undefined {
  const order = [String(status), `${String(Math.floor(status / 100))}XX`, "default"];
  const rank = (one: Message): number => order.indexOf(String(one.status));
  const chosen = messages
    .filter((one) => rank(one) >= 0)
    .sort((a, b) => rank(a) - rank(b) || looseness(a, b));
  for (const message of text.length > LONGEST ? [] : chosen) {
    const values = match(message.parts, text);
    if (values) {
      return { reason: message.reason, values };
    }
  }
  return undefined;
}

/** Order by how much else a text could match: one without blanks is tried first. */
function looseness(a: Message, b: Message): number {
  const blanks = (one: Message): number => one.parts.filter((part) => !isFixed(part)).length;
  const fixed = (one: Message): number =>
    one.parts.filter(isFixed).reduce((sum, part) => sum + part.length, 0);
  return blanks(a) - blanks(b) || fixed(b) - fixed(a);
}

function isFixed(part: string | Blank): part is string {
  return typeof part === "string";
}

/**
 * Return what is filled in, or undefined where the text is another.
 *
 * A blank ends where the text first goes on as documented, and nothing is tried twice: no
 * text, however hostile, takes long.
 */
function match(
  parts: readonly (string | Blank)[],
  text: string,
): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (isFixed(part)) {
      if (!text.startsWith(part, at)) {
        return undefined;
      }
      at += part.length;
      continue;
    }
    const end = endOf(part, fixedAfter(parts, index), text, at);
    if (end === undefined) {
      return undefined;
    }
    values[part.name] = text.slice(at, end);
    at = end;
  }
  return at === text.length ? values : undefined;
}

/** What is fixed behind a blank, up to the next one or to the end. */
interface After {
  readonly text: string;
  readonly isLast: boolean;
}

function fixedAfter(parts: readonly (string | Blank)[], index: number): After {
  const after = parts.slice(index + 1);
  const next = after.findIndex((part) => !isFixed(part));
  const fixed = (next < 0 ? after : after.slice(0, next)).filter(isFixed);
  return { text: fixed.join(""), isLast: next < 0 };
}

function endOf(blank: Blank, after: After, text: string, at: number): number | undefined {
  if (blank.kind === "number") {
    const digits = /^-?\d+/.exec(text.slice(at))?.[0];
    return digits === undefined ? undefined : at + digits.length;
  }
  // The last one takes all that is left before the text ends as documented.
  const isEnd = after.isLast && text.endsWith(after.text);
  const end = isEnd ? text.length - after.text.length : text.indexOf(after.text, at + 1);
  return end <= at || (after.isLast && !isEnd) ? undefined : end;
}
