/**
 * The base of all errors, whose name is the client's.
 *
 * @packageDocumentation
 */

/** The base of all errors of this package. */
export class TogglError extends Error {
  override readonly name: string = "TogglError";
}

/** The name by which the modules know it that are the same in every package. */
export const PackageError = TogglError;

/** The name by which the modules know its type. */
export type PackageError = TogglError;
