/**
 * Lines of JSON: cut from the pieces in which a body arrives, and read one by one.
 *
 * @packageDocumentation
 */

import { UnreadableResponseError } from "../errors.js";
import { ABSENT, Check, ROOT } from "./check.js";
import { listed, type Watch } from "./deviations.js";
import type { Reply } from "./exchange.js";
import { parse } from "./json.js";
import type { Operation } from "./operation.js";
import type { RawStream } from "./transport.js";

/** The values of lines, as they come in; whoever stops early closes them. */
export class Lines<out T> implements AsyncIterable<T> {
  /** The response, without a body. */
  readonly response: Reply;
  readonly #stream: RawStream;
  readonly #operation: Operation<T>;
  readonly #watch: Watch;
  readonly #limit: number;

  /** Keep what comes; a line may have so many letters. */
  constructor(stream: RawStream, reply: Reply, of: Operation<T>, watch: Watch, limit: number) {
    this.#stream = stream;
    this.response = reply;
    this.#operation = of;
    this.#watch = watch;
    this.#limit = limit;
  }

  /** Iterate over the values, once. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    let number = 0;
    try {
      for await (const line of this.#texts()) {
        number += 1;
        if (line !== "") {
          yield this.#read(line, number);
        }
      }
    } finally {
      await this.close();
    }
  }

  /** End it, where something is still to come. */
  async close(): Promise<void> {
    await this.#stream.close();
  }

  async *#texts(): AsyncGenerator<string, void, undefined> {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const piece of this.#stream.body) {
      const parts = (rest + decoder.decode(piece, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      if (rest.length > this.#limit) {
        const message = `${this.#operation.id}: a line is over ${String(this.#limit)} letters long`;
        throw new UnreadableResponseError(message, this.response);
      }
      yield* parts.map(bare);
    }
    yield bare(rest + decoder.decode());
  }

  #read(line: string, number: number): T {
    const { id, result } = this.#operation;
    const reply = { ...this.response, body: new TextEncoder().encode(line) };
    const shape = result === null || result === "bytes" ? "any" : result;
    const check = new Check(id);
    let problem: string;
    try {
      const value = check.value(shape, parse(line), ROOT);
      if (value !== ABSENT) {
        this.#watch.note(check.found, reply);
        return value as T;
      }
      problem = listed(check.found.map((one) => one.deviation));
    } catch (error) {
      if (!(error instanceof SyntaxError)) {
        throw error;
      }
      problem = error.message;
    }
    const message = `${id}: line ${String(number)} cannot be read: ${problem}`;
    throw new UnreadableResponseError(message, reply);
  }
}

/** Return a line without what stands before a text of a sequence (RFC 7464). */
function bare(line: string): string {
  return (line.startsWith("\u001e") ? line.slice(1) : line).trim();
}
