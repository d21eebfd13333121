/**
 * What an error began with: what a library wraps in words of its own says little.
 *
 * @packageDocumentation
 */

const DEEPEST = 10;

/** The code of an error, where there is one, and what it says. */
export interface Root {
  readonly code: string;
  readonly text: string;
}

/** Return what an error began with; empty texts where nobody says. */
export function rootOf(error: unknown): Root {
  let found: Root = { code: "", text: "" };
  let one = error;
  for (let depth = 0; depth < DEEPEST && one instanceof Error; depth += 1) {
    const code: unknown = "code" in one ? one.code : undefined;
    const text = one.message === "" ? found.text : one.message;
    found = { code: typeof code === "string" ? code : found.code, text };
    one = one instanceof AggregateError ? one.errors[0] : one.cause;
  }
  return found;
}
