/**
 * JSON texts to values, no integer rounded: one beyond 2^53 becomes a bigint.
 *
 * @packageDocumentation
 */

import { tie } from "./source.js";

const DEEPEST = 1000;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PIECES = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]\+?(\d+))?$/;
const SPELLED = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const MOST_ZEROS = 1000;
// The time it takes to read an integer grows with the square of its length.
const MOST_DIGITS = 4300;
const SPACE = /[ \t\n\r]*/y;
// What may stand in a text without being escaped, up to its end or the first escape.
const PLAIN = /[^"\\\p{Cc}]*/uy;
const WORDS: ReadonlyMap<string, [string, boolean | null]> = new Map([
  ["t", ["true", true]],
  ["f", ["false", false]],
  ["n", ["null", null]],
]);
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Return the value of a number as it is spelled. */
export function numberOf(spelled: string): number | bigint {
  const value = Number(spelled);
  // Most are neither integers nor large: they are what they seem.
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : (integerOf(spelled) ?? value);
}

/** Return the integer of a number that may have a point or an exponent. */
function integerOf(spelled: string): bigint | undefined {
  const [, sign = "", digits = "", more = "", power = "0"] = PIECES.exec(spelled) ?? [];
  const zeros = Number(power) - more.length;
  const isWhole = zeros >= 0 || /^0*$/.test(more.slice(Number(power)));
  // No more zeros are written out than anybody could mean.
  const all = digits + more;
  if (!isWhole || digits === "" || zeros > MOST_ZEROS || all.length > MOST_DIGITS) {
    return undefined;
  }
  return BigInt(sign + (zeros < 0 ? all.slice(0, zeros) : all + "0".repeat(zeros)));
}

/** Tell whether a number that is read as a whole one is none: a double rounds a tiny fraction. */
function isRounded(spelled: string, value: number | bigint): boolean {
  if (!Number.isInteger(value) || !/[.eE]/.test(spelled)) {
    return false;
  }
  const [, digits = "", more = "", power = "0"] = SPELLED.exec(spelled) ?? [];
  const all = digits + more;
  let last = all.length;
  // By hand: a pattern would look at zeros within the digits again and again.
  while (all.charAt(last - 1) === "0") {
    last -= 1;
  }
  return last > 0 && more.length - Number(power) > all.length - last;
}

/** A member of an object or an element of a list, and where it stands. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Reads one text, from its beginning to its end. */
export class Reader {
  readonly #text: string;
  #at: number;
  #depth = 0;
  // Whether the number that was read last is not what it is read as.
  #isRounded = false;
  // The members that are so, of each object and list around the place.
  readonly #rounded: (Set<string> | undefined)[] = [];
  /** The places of the members of the outermost object or list, where asked for. */
  readonly members: Map<string, Place> | undefined;

  /** Begin at a place of a text; with `members` note where the outermost ones stand. */
  constructor(text: string, at = 0, members?: Map<string, Place>) {
    this.#text = text;
    this.#at = at;
    this.members = members;
  }

  /** Whether the whole text is a number that seems an integer, and is none. */
  get isRounded(): boolean {
    return this.#isRounded;
  }

  /** Return the value of the whole text. */
  whole(): unknown {
    const value = this.value();
    this.#space();
    if (this.#at < this.#text.length) {
      throw this.#wrong();
    }
    return value;
  }

  /** Return the next value. */
  value(): unknown {
    this.#space();
    const first = this.#text.charAt(this.#at);
    switch (first) {
      case "{":
      case "[":
        return this.#nested(first);
      case '"':
        return this.#string();
      case "t":
      case "f":
      case "n":
        return this.#word(first);
      default:
        return this.#number();
    }
  }

  #number(): number | bigint {
    const spelled = this.#match(NUMBER);
    const value = numberOf(spelled);
    this.#isRounded = isRounded(spelled, value);
    return value;
  }

  #nested(first: "{" | "["): object {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      throw new SyntaxError("it is nested too deeply");
    }
    const start = this.#at;
    this.#at += 1;
    this.#rounded.push(undefined);
    const value = first === "{" ? this.#object() : this.#array();
    this.#depth -= 1;
    tie(value, this.#text, start, this.#at, this.#rounded.pop());
    return value;
  }

  #object(): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    if (this.#ends("}")) {
      return found;
    }
    do {
      this.#space();
      if (this.#text.charAt(this.#at) !== '"') {
        throw this.#wrong();
      }
      const key = this.#string();
      this.#space();
      if (this.#text.charAt(this.#at) !== ":") {
        throw this.#wrong();
      }
      this.#at += 1;
      const value = this.#member(key);
      if (key === "__proto__") {
        // Assigned, it would be no member but what the object inherits from.
        const plain = { value, configurable: true, enumerable: true, writable: true };
        Object.defineProperty(found, key, plain);
      } else {
        found[key] = value;
      }
    } while (this.#goesOn("}"));
    return found;
  }

  #array(): unknown[] {
    const found: unknown[] = [];
    if (this.#ends("]")) {
      return found;
    }
    do {
      found.push(this.#member(String(found.length)));
    } while (this.#goesOn("]"));
    return found;
  }

  #member(key: string): unknown {
    this.#space();
    const start = this.#at;
    const value = this.value();
    if (this.#isRounded) {
      this.#isRounded = false;
      const at = this.#rounded.length - 1;
      this.#rounded[at] = (this.#rounded[at] ?? new Set()).add(key);
    }
    if (this.#depth === 1) {
      this.members?.set(key, { start, end: this.#at });
    }
    return value;
  }

  #ends(last: string): boolean {
    this.#space();
    const isEnd = this.#text.charAt(this.#at) === last;
    this.#at += isEnd ? 1 : 0;
    return isEnd;
  }

  #goesOn(last: string): boolean {
    if (this.#ends(last)) {
      return false;
    }
    if (this.#text.charAt(this.#at) !== ",") {
      throw this.#wrong();
    }
    this.#at += 1;
    return true;
  }

  #string(): string {
    this.#at += 1;
    let found = this.#match(PLAIN);
    for (;;) {
      const letter = this.#text.charAt(this.#at);
      if (letter === '"') {
        this.#at += 1;
        return found;
      }
      const next = this.#text.charCodeAt(this.#at);
      // Delete and the controls behind ASCII are letters like others to JSON.
      const isControl = next >= 0x7f && next <= 0x9f;
      if (letter !== "\\" && !isControl) {
        throw this.#wrong();
      }
      if (isControl) {
        this.#at += 1;
        found += letter;
      } else {
        found += this.#escape();
      }
      found += this.#match(PLAIN);
    }
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at + 1);
    if (letter === "u") {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
        throw this.#wrong();
      }
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const found = ESCAPES[letter];
    if (found === undefined) {
      throw this.#wrong();
    }
    this.#at += 2;
    return found;
  }

  #word(first: string): boolean | null {
    const found = WORDS.get(first);
    if (found === undefined || !this.#text.startsWith(found[0], this.#at)) {
      throw this.#wrong();
    }
    this.#at += found[0].length;
    return found[1];
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) {
      throw this.#wrong();
    }
    this.#at += found.length;
    return found;
  }

  #space(): void {
    const code = this.#text.charCodeAt(this.#at);
    if (code <= 0x20) {
      this.#match(SPACE);
    }
  }

  #wrong(): SyntaxError {
    const isEnd = this.#at >= this.#text.length;
    return new SyntaxError(isEnd ? "it ends too early" : `no JSON at ${String(this.#at)}`);
  }
}

/**
 * Return the value of a JSON text, in which no integer is rounded.
 *
 * An integer beyond 2^53 becomes a bigint. What is read may be changed and given to `dump`,
 * which writes all that is as it was letter by letter as it came.
 *
 * @throws SyntaxError if it is none.
 */
export function parse(text: string): unknown {
  return new Reader(text).whole();
}

/** Return the value of a JSON text; undefined where it is none. */
export function parseOrNothing(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Return the texts of the members of an object, or of the elements of a list by number. */
export function textsOf(text: string, at = 0): Map<string, string> {
  const places = new Map<string, Place>();
  new Reader(text, at, places).value();
  const texts = new Map<string, string>();
  for (const [key, place] of places) {
    texts.set(key, text.slice(place.start, place.end));
  }
  return texts;
}
