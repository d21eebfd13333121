/**
 * The base of all errors, whose name is the client's.
 *
 * @packageDocumentation
 */

// A body may hold anything, integers that `JSON.stringify` refuses among it.
const BODIES = new Set(["body", "json", "reply"]);

/** The base of all errors of this package. */
export class TogglError extends Error {
  override readonly name: string = "TogglError";

  /** Return what a log keeps, for `JSON.stringify`: no secret, and nothing of a body. */
  toJSON(): Readonly<Record<string, unknown>> {
    const own = Object.entries(this).filter(([key]) => !BODIES.has(key));
    return { name: this.name, message: this.message, ...Object.fromEntries(own) };
  }
}

/** The name by which the modules know it that are the same in every package. */
export const PackageError = TogglError;

/** The name by which the modules know its type. */
export type PackageError = TogglError;
