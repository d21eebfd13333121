/**
 * Header fields of responses, read as what they are documented to be.
 *
 * @packageDocumentation
 */

import { ABSENT, Check, ROOT } from "./check.js";
import { HeaderFields } from "./exchange.js";
import { numberOf } from "./json.js";
import { moment } from "./retry.js";
import { made, type Shape } from "./shapes.js";

// A comma between elements, and not one in quotes.
const ELEMENT = /\s*((?:"(?:[^"\\]|\\.)*"|[^",])*)\s*(?:,|$)/g;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whatever has the header fields of a response: a response, a page's, an error. */
export interface HasHeaders {
  readonly headers: HeaderFields;
}

/** A documented header field. */
export interface Header<out T> {
  readonly name: string;
  /** Return its value; undefined where there is none, or one that is not as documented. */
  of(answer: HasHeaders | HeaderFields): T | undefined;
}

/** Return a documented header field. */
export function header<T>(name: string, shape: Shape): Header<T> {
  return {
    name,
    of: (answer) => {
      const fields = answer instanceof HeaderFields ? answer : answer.headers;
      const text = fields.get(name);
      return text === undefined ? undefined : (valueOf(text.trim(), shape) as T | undefined);
    },
  };
}

function valueOf(text: string, shape: Shape): unknown {
  const value = new Check("").value(shape, plain(text, shape), ROOT);
  return value === ABSENT ? undefined : value;
}

/** Return what a text stands for: in a field all is text, numbers and truth as well. */
function plain(text: string, shape: Shape): unknown {
  const one = made(shape);
  if (typeof one !== "string") {
    switch (one.kind) {
      case "array":
        return elements(text).map((part) => plain(part, one.of));
      case "nullable":
        return plain(text, one.of);
      case "enum":
        return plain(text, one.of);
      default:
        return text;
    }
  }
  if (one === "date-time") {
    // Some fields have a spelling of their own, which stands for the same moment.
    const milliseconds = moment(text);
    return milliseconds === undefined ? text : shown(new Date(milliseconds));
  }
  const isNumber = (one === "integer" || one === "number") && NUMBER.test(text);
  const isTruth = one === "boolean" && /^(?:true|false)$/i.test(text);
  return isNumber ? numberOf(text) : isTruth ? text.toLowerCase() === "true" : text;
}

function shown(at: Date): string {
  return at.toISOString().replace(".000Z", "Z");
}

function elements(text: string): string[] {
  const found = [...text.matchAll(ELEMENT)].map(([, part = ""]) => part.trim());
  const whole = found.map((part) =>
    part.startsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, "$1") : part,
  );
  return whole.filter((part) => part !== "");
}
