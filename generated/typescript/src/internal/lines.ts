/**
 * Lines of JSON: cut from the pieces in which a body arrives, and read one by one.
 *
 * @packageDocumentation
 */

import { UnreadableResponseError } from "../errors.js";
import { ABSENT, Check } from "./check.js";
import type { Core } from "./core.js";
import { listed, type Watch } from "./deviations.js";
import type { Reply } from "./exchange.js";
import { parseOrNothing } from "./json.js";
import { decoded, together } from "./octets.js";
import type { Call, Operation } from "./operation.js";
import { Parts, type Reader } from "./stream.js";
import type { RawStream } from "./transport.js";

const NEW_LINE = 0x0a;
const NEXT_TEXT = 0x1e;

/** A line that is whole: its number from 1, and its octets. */
export interface Line {
  readonly number: number;
  readonly octets: Uint8Array;
}

/**
 * Cuts a body into the texts of its lines; blank ones are left out.
 *
 * A sequence of JSON texts (RFC 7464), in which each begins with a control character and may
 * have several lines, is told by its first byte.
 */
export class Cutter {
  /** Bytes of the line that is not whole yet. */
  size = 0;
  #parts: Uint8Array[] = [];
  #number = 0;
  #separator = 0;

  /** Return the lines that a piece completes. */
  feed(piece: Uint8Array): readonly Line[] {
    const first = piece.find((octet) => !isBlank(octet));
    if (this.#separator === 0 && first !== undefined) {
      this.#separator = first === NEXT_TEXT ? NEXT_TEXT : NEW_LINE;
    }
    const found: Line[] = [];
    let start = 0;
    for (;;) {
      const end = piece.indexOf(this.#separator === 0 ? NEW_LINE : this.#separator, start);
      this.#keep(piece.subarray(start, end < 0 ? undefined : end));
      if (end < 0) {
        break;
      }
      found.push(...this.end());
      start = end + 1;
    }
    if (this.#separator === NEXT_TEXT && piece.at(-1) === NEW_LINE) {
      found.push(...this.#whole());
    }
    return found;
  }

  /** Return the last line, where nothing ends it but the end of the body. */
  end(): readonly Line[] {
    let octets = trimmed(together(this.#parts));
    this.#parts = [];
    this.size = 0;
    if (this.#separator !== NEXT_TEXT || octets.length > 0) {
      this.#number += 1;
    }
    if (this.#number === 1) {
      octets = unmarked(octets);
    }
    return octets.length > 0 ? [{ number: this.#number, octets }] : [];
  }

  #keep(part: Uint8Array): void {
    if (part.length > 0) {
      this.#parts.push(part);
      this.size += part.length;
    }
  }

  /** Return a text that is whole, rather than wait for the next one to begin. */
  #whole(): readonly Line[] {
    const text = together(this.#parts);
    return parseOrNothing(decoded(text)) === undefined ? [] : this.end();
  }
}

class LineReader<out T> implements Reader<T> {
  readonly #waiting: Line[] = [];
  readonly #operation: Operation<T>;
  readonly #reply: Reply;
  readonly #watch: Watch;
  readonly #limit: number;
  readonly #cutter = new Cutter();

  constructor(operation: Operation<T>, reply: Reply, watch: Watch, limit: number) {
    this.#operation = operation;
    this.#reply = reply;
    this.#watch = watch;
    this.#limit = limit;
  }

  hasMore(): boolean {
    return this.#waiting.length > 0;
  }

  feed(piece: Uint8Array | undefined): void {
    this.#waiting.push(...(piece ? this.#cutter.feed(piece) : this.#cutter.end()));
    if (this.#cutter.size > this.#limit) {
      const message = `${this.#operation.id}: a line is over ${String(this.#limit)} bytes long`;
      throw new UnreadableResponseError(message, this.#reply);
    }
  }

  take(): T {
    const line = this.#waiting.shift();
    const octets = line?.octets ?? new Uint8Array();
    const reply = { ...this.#reply, body: octets };
    const what = `line ${String(line?.number)}`;
    return partOf(this.#operation, decoded(octets), reply, this.#watch, what) as T;
  }
}

/**
 * Return the value of a part of a body.
 *
 * @param what - What it is called in messages.
 * @throws UnreadableResponseError if it is not what the operation returns.
 * @throws DeviationError if it is not as documented, and the client is to throw that.
 */
export function partOf(
  operation: Operation<unknown>,
  text: string,
  reply: Reply,
  watch: Watch,
  what: string,
): unknown {
  const { id, result } = operation;
  const shape = result === null || result === "bytes" ? "any" : result;
  const check = new Check(id);
  let problem: string;
  try {
    const value = check.text(shape, text);
    if (value !== ABSENT) {
      watch.note(check.found, reply);
      return value;
    }
    problem = listed(check.found.map((one) => one.deviation));
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    problem = error.message;
  }
  throw new UnreadableResponseError(`${id}: ${what} cannot be read: ${problem}`, reply);
}

/**
 * The values of a body of lines, as they come in: iterate over them, once.
 *
 * Whoever stops early closes them; call `close` where nobody iterates. A line that cannot be
 * read throws UnreadableResponseError with its number, and ends them. Each line must come
 * within the timeout of the call.
 */
export class Lines<out T> extends Parts<T> {
  /** Keep the response; a line may have so many bytes. */
  constructor(stream: RawStream, reply: Reply, of: Operation<T>, watch: Watch, limit: number) {
    super(stream, reply, new LineReader(of, reply, watch, limit));
  }
}

/** Make a call and return the lines of JSON that come. */
export async function openLines<T>(core: Core, call: Call<T>): Promise<Lines<T>> {
  const { stream, reply, watch, limit } = await core.streamed(call);
  return new Lines(stream, reply, call.operation, watch, limit);
}

function isBlank(octet: number): boolean {
  return octet === 0x20 || (octet >= 0x09 && octet <= 0x0d);
}

function trimmed(octets: Uint8Array): Uint8Array {
  let end = octets.length;
  while (end > 0 && isBlank(octets[end - 1] ?? 0)) {
    end -= 1;
  }
  const start = octets.findIndex((octet) => !isBlank(octet));
  return octets.subarray(Math.max(start, 0), end);
}

/** Return octets without the mark that a body may begin with. */
function unmarked(octets: Uint8Array): Uint8Array {
  const isMarked = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf;
  return isMarked ? octets.subarray(3) : octets;
}
