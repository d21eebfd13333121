/**
 * One value to its text in a path, a query, a header field, a cookie or a form.
 *
 * @packageDocumentation
 */

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Return a text that fits on a line of a log and cannot forge another. */
export function onALine(text: string, most: number): string {
  const short = text.length <= most ? text : `${text.slice(0, most)}...`;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ");
}

/**
 * Return the text of a scalar.
 *
 * @throws TypeError if it has no form that every server reads the same way.
 */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw new TypeError(`${String(value)} may be rounded: give a bigint`);
      }
      if (!Number.isFinite(value)) {
        throw new TypeError(`${String(value)} is no number that can be sent`);
      }
      return String(value);
    case "object":
      if (value === null) {
        throw new TypeError("null can only be sent as JSON");
      }
      if (value instanceof Date && !Number.isNaN(value.getTime())) {
        return value.toISOString();
      }
      throw new TypeError(`${value.constructor.name} cannot be sent as text`);
    default:
      throw new TypeError(`${typeof value} cannot be sent as text`);
  }
}

/** Return what a function does; before the message of what is wrong put a name. */
export function named<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw withName(name, error);
  }
}

/** Return what a function does later; before the message of what is wrong put a name. */
export async function namedLater<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withName(name, error);
  }
}

function withName(name: string, error: unknown): unknown {
  const isOurs = error instanceof TypeError || error instanceof RangeError;
  return isOurs ? new TypeError(`${name}: ${error.message}`, { cause: error }) : error;
}

/**
 * Return the value of a header field, without white space around it.
 *
 * @throws TypeError if it holds what would end the field, or is not ASCII.
 */
export function fieldText(name: string, value: string): string {
  const text = value.trim();
  if (!TOKEN.test(name) || !PRINTABLE.test(text)) {
    throw new TypeError(`${JSON.stringify(name)}: a header field holds printable ASCII only`);
  }
  return text;
}

/** Tell whether a text can be the name of a header field or of a cookie. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Tell whether a text is printable ASCII. */
export function isPrintable(text: string): boolean {
  return PRINTABLE.test(text);
}

/** Tell whether a value is sent by its members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !isList(value) &&
    !(value instanceof Date || value instanceof Blob || value instanceof ArrayBuffer) &&
    !ArrayBuffer.isView(value)
  );
}

/** Tell whether a value is sent as a list. */
export function isList(value: unknown): value is readonly unknown[] | ReadonlySet<unknown> {
  return Array.isArray(value) || value instanceof Set;
}
