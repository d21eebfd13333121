/**
 * Parameters to the text they have in a path, a query, a header field or a cookie.
 *
 * The styles are those of OpenAPI 3.1. What is written can be told apart again: a value that
 * holds what stands between elements is refused where it would not be encoded.
 *
 * @packageDocumentation
 */

import type { Spelling, Style } from "./operation.js";
import { isList, isObject, isToken, named, textOf } from "./text.js";
import { dump } from "./write.js";

/** From a text to what stands for it where it is sent. */
export type Encode = (text: string) => string;

type Shaped = string | readonly string[] | ReadonlyMap<string, string>;
type Pair = readonly [string, string];

/** How parameters are written most. */
export const USUAL = {
  path: { place: "path", name: "", style: "simple" },
  query: { place: "query", name: "", style: "form", explode: true },
  header: { place: "header", name: "", style: "simple" },
  cookie: { place: "cookie", name: "", style: "form", explode: true },
} as const satisfies Record<Spelling["place"], Spelling>;

// Between the elements of a list; other styles take a comma.
const BETWEEN: Partial<Record<Style, string>> = { spaceDelimited: " ", pipeDelimited: "|" };
const ENCODED = /(%[0-9A-Fa-f]{2})/;
const OCTETS = /^[!#-+\--:<-[\]-~]*$/;

/**
 * Return what a value is in a path, with which no path can climb.
 *
 * @throws TypeError if it has no form there; the message begins with the name.
 */
export function inPath(name: string, value: unknown, how: Spelling = USUAL.path): string {
  return named(name, () => {
    if (how.style === "json") {
      return percent(dump(value));
    }
    const shaped = shapedAs(fitting(value, how));
    // An empty one would ask for another path; `..` is a step up even when encoded.
    if (textsIn(shaped).some((text) => text === "" || text === "." || text === "..")) {
      throw new TypeError(`${JSON.stringify(value)} cannot stand in an address`);
    }
    switch (how.style) {
      case "label":
        return `.${simple(shaped, how.explode === true ? "." : ",", how, percent)}`;
      case "matrix":
        return matrix(how.wire ?? name, shaped, how);
      default:
        return simple(shaped, ",", how, percent);
    }
  });
}

/**
 * Return the pieces of a query that a value makes.
 *
 * @throws TypeError if it has no form there; the message begins with the name.
 */
export function inQuery(name: string, value: unknown, how: Spelling = USUAL.query): string[] {
  const write = how.reserved === true ? reserved : percent;
  return named(name, () =>
    pairs(name, fitting(value, how), how.style, write, how.explode === true).map(
      ([key, text]) => `${percent(key)}=${text}`,
    ),
  );
}

/**
 * Return the value of a header field.
 *
 * @throws TypeError if it has no form there; the message begins with the name.
 */
export function inHeader(name: string, value: unknown, how: Spelling = USUAL.header): string {
  return named(name, () => {
    if (how.style === "json") {
      return dump(value).replace(/[^\p{ASCII}]/gu, escaped);
    }
    return simple(shapedAs(fitting(value, how)), ",", how, (text) => text);
  });
}

/**
 * Return the pairs of a cookie field that a value makes.
 *
 * @throws TypeError if it has no form there; the message begins with the name.
 */
export function inCookie(name: string, value: unknown, how: Spelling = USUAL.cookie): string[] {
  const write = how.style === "json" ? percent : octets;
  return named(name, () =>
    pairs(name, fitting(value, how), how.style, write, how.explode === true).map(([key, text]) => {
      if (!isToken(key)) {
        throw new TypeError(`${JSON.stringify(key)} cannot be the name of a cookie`);
      }
      return `${key}=${text}`;
    }),
  );
}

/** Return the names, as they are, and the values, encoded, that a value makes. */
export function pairs(
  name: string,
  value: unknown,
  style: Style,
  write: Encode,
  explode: boolean,
): readonly Pair[] {
  if (style === "json") {
    return [[name, write(dump(value))]];
  }
  if (style === "deepObject") {
    return deep(name, value).map(([key, text]) => [key, write(text)]);
  }
  const shaped = shapedAs(value);
  if (typeof shaped === "string") {
    return [[name, write(shaped)]];
  }
  if (!explode) {
    const between = BETWEEN[style];
    const sign = between === undefined ? "," : write(between);
    return [[name, joined(flat(shaped), sign, write)]];
  }
  if (isTexts(shaped)) {
    return shaped.map((text) => [name, write(text)]);
  }
  return [...shaped].map(([key, text]) => [key, write(text)]);
}

/** Return a text with everything encoded that is not unreserved. */
export function percent(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, (sign) => {
    const code = sign.charCodeAt(0).toString(16).toUpperCase();
    return `%${code}`;
  });
}

/**
 * Return a text with reserved characters and encoded ones left as they are.
 *
 * What would end the parameter or the query is encoded all the same.
 */
export function reserved(text: string): string {
  const parts = text.split(ENCODED).map((part, number) => {
    return number % 2 === 1
      ? part
      : encodeURIComponent(wellFormed(part)).replace(/%(?:24|2C|2F|3A|3B|3D|3F|40)/g, (code) =>
          decodeURIComponent(code),
        );
  });
  return parts.join("");
}

/** Return the elements of a list; an empty one would be nothing at all, and is refused. */
export function elements(value: readonly unknown[] | ReadonlySet<unknown>): unknown[] {
  const found = [...value];
  if (found.length === 0) {
    throw new TypeError("an empty list cannot be sent");
  }
  return found;
}

function members(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  const found = Object.entries(value).filter(([, one]) => one !== undefined);
  if (found.length === 0) {
    throw new TypeError("an object without members cannot be sent");
  }
  return found;
}

/** Return a value; an object only where the parameter is spelled out to be one. */
function fitting(value: unknown, how: Spelling): unknown {
  if (how === USUAL[how.place] && isObject(value)) {
    throw new TypeError("an object cannot be sent as text");
  }
  return value;
}

function shapedAs(value: unknown): Shaped {
  if (isList(value)) {
    return elements(value).map(textOf);
  }
  if (!isObject(value)) {
    return textOf(value);
  }
  const texts = new Map<string, string>();
  for (const [key, one] of members(value)) {
    texts.set(key, textOf(one));
  }
  return texts;
}

function isTexts(shaped: Shaped): shaped is readonly string[] {
  return Array.isArray(shaped);
}

function flat(shaped: Exclude<Shaped, string>): string[] {
  return isTexts(shaped) ? [...shaped] : [...shaped].flat();
}

function textsIn(shaped: Shaped): string[] {
  return typeof shaped === "string" ? [shaped] : flat(shaped);
}

function simple(shaped: Shaped, between: string, how: Spelling, write: Encode): string {
  if (typeof shaped === "string") {
    return write(shaped);
  }
  if (how.explode === true && !isTexts(shaped)) {
    return joined(equations(shaped, write), between, (text) => text);
  }
  return joined(flat(shaped), between, write);
}

function matrix(name: string, shaped: Shaped, how: Spelling): string {
  const key = percent(name);
  if (typeof shaped === "string" || how.explode !== true) {
    return `;${key}=${simple(shaped, ",", how, percent)}`;
  }
  if (isTexts(shaped)) {
    return shaped.map((text) => `;${key}=${percent(text)}`).join("");
  }
  return equations(shaped, percent)
    .map((one) => `;${one}`)
    .join("");
}

function equations(shaped: ReadonlyMap<string, string>, write: Encode): string[] {
  return [...shaped].map(([key, text]) => {
    if (write(key).includes("=")) {
      throw new TypeError(`${JSON.stringify(key)} holds \`=\`, which ends a name`);
    }
    return `${write(key)}=${write(text)}`;
  });
}

function joined(texts: readonly string[], between: string, write: Encode): string {
  const written = texts.map(write);
  const wrong = written.find((text) => text.includes(between));
  if (wrong !== undefined) {
    const sign = JSON.stringify(between);
    throw new TypeError(`${JSON.stringify(wrong)} holds ${sign}, which stands between elements`);
  }
  return written.join(between);
}

/** Return a value name by name: `a[b]` for a member, `a[0]` for a row. */
function deep(key: string, value: unknown): Pair[] {
  if (isList(value)) {
    return elements(value).flatMap((one, number) => deep(`${key}[${String(number)}]`, one));
  }
  if (!isObject(value)) {
    return [[key, textOf(value)]];
  }
  return members(value).flatMap(([name, one]) => {
    if (/[[\]]/.test(name)) {
      throw new TypeError(`${JSON.stringify(name)} holds a bracket, which ends a name`);
    }
    return deep(`${key}[${name}]`, one);
  });
}

/** Return the value of a cookie; what it cannot hold is refused, never encoded. */
function octets(text: string): string {
  if (!OCTETS.test(text)) {
    throw new TypeError(
      "a cookie holds ASCII letters, digits and signs, without spaces, quotes, commas, " +
        "semicolons and backslashes",
    );
  }
  return text;
}

function wellFormed(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new TypeError("half a surrogate pair is no text");
  }
  return text;
}

/** Return a character as JSON spells it in ASCII. */
function escaped(letter: string): string {
  return [...Array(letter.length).keys()]
    .map((at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");
}
