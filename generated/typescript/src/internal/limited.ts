/**
 * A body that is read up to a size, and no further.
 *
 * @packageDocumentation
 */

import { UnreadableResponseError } from "../errors.js";
import { HeaderFields, type RawReply, type Request } from "./exchange.js";
import { together } from "./octets.js";

/** Bytes of a response that may be in memory at once. */
export const MAX_BODY = 64 * 1024 * 1024;

/** The beginning of a response. */
export interface Begun {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
}

/** A response that is coming in, up to a size. */
export class Body {
  readonly #request: Request;
  readonly #begun: Begun;
  readonly #limit: number;
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  /** Begin with no body. */
  constructor(request: Request, begun: Begun, limit: number) {
    this.#request = request;
    this.#begun = begun;
    this.#limit = limit;
  }

  /**
   * Take a piece of the body.
   *
   * @throws UnreadableResponseError if it is one too many.
   */
  add(part: Uint8Array): void {
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#size > this.#limit) {
      const how = `the body is over ${String(this.#limit)} bytes long`;
      throw new UnreadableResponseError(`${String(this.#request)}: ${how}`, {
        ...this.reply(),
        headers: new HeaderFields(this.#begun.headers),
        request: this.#request.masked(),
        attempts: [],
      });
    }
  }

  /** Return the response with the body that came. */
  reply(): RawReply {
    const { status, headers } = this.#begun;
    return { status, headers, body: together(this.#parts) };
  }
}
