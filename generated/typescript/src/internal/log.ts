/**
 * What a client tells of each request and each answer, no secrets.
 *
 * @packageDocumentation
 */

import { isSecret, MASK, type HeaderFields, type Request } from "./exchange.js";
import { parseOrNothing } from "./json.js";
import { isJson, mediaTypeOf } from "./media.js";
import { decoded } from "./octets.js";
import type { TransportError } from "../errors.js";
import { dump } from "./write.js";

// Enough to see what went on; a log is no archive.
const SHOWN = 2000;
const DEPTH = 50;

/** Takes what a client tells; `console` is one. */
export interface Logger {
  /** Take what every request does. */
  debug(message: string): void;
  /** Take what is tried again. */
  info(message: string): void;
  /** Take what is not as documented. */
  warn(message: string): void;
}

/** Tells warnings alone. */
export const QUIET: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message) => {
    console.warn(message);
  },
};

/** The log of one client. */
export class Log {
  readonly logger: Logger;
  readonly #sensitive: ReadonlySet<string>;
  readonly #bodies: boolean;

  /**
   * Keep what is never shown.
   *
   * @param sensitive - Names of members that are secrets, wherever they stand.
   * @param bodies - Whether bodies are shown, those members masked.
   */
  constructor(logger: Logger | undefined, sensitive: Iterable<string>, bodies: boolean) {
    this.logger = logger ?? QUIET;
    this.#sensitive = new Set([...sensitive].map((name) => name.toLowerCase()));
    this.#bodies = bodies;
  }

  /** Tell that a request is sent. */
  sending(name: string, request: Request, attempt: number): void {
    const again = attempt > 1 ? ` (attempt ${String(attempt)})` : "";
    const fields = JSON.stringify(request.headers);
    const body = this.#body(request.headers, request.body);
    this.#debug(() => `${name}: ${String(request)}${again} ${fields}${body}`);
  }

  /** Tell that an answer came; of one that is streamed the body is not known. */
  answered(
    name: string,
    status: number,
    headers: HeaderFields,
    duration: number,
    body: Uint8Array | undefined,
  ): void {
    this.#debug(() => {
      const size = body ? `${String(body.length)} bytes` : "streamed";
      const fields = JSON.stringify(headers);
      const took = `${String(status)} in ${duration.toFixed(0)} ms`;
      return `${name}: ${took}, ${size} ${fields}${this.#body(headers, body)}`;
    });
  }

  /** Tell that no answer came. */
  failed(name: string, error: TransportError, duration: number): void {
    this.#debug(() => `${name}: ${error.name} after ${duration.toFixed(0)} ms: ${error.message}`);
  }

  /** Tell that a request will be sent again. */
  again(name: string, why: string, wait: number): void {
    this.logger.info(`${name}: ${why}; sent again in ${wait.toFixed(0)} ms`);
  }

  #debug(message: () => string): void {
    if (this.logger !== QUIET) {
      this.logger.debug(message());
    }
  }

  #body(headers: HeaderFields, body: Uint8Array | undefined): string {
    if (!this.#bodies || !body || body.length === 0) {
      return "";
    }
    const size = `${String(body.length)} bytes`;
    // What cannot be read cannot be masked, and is not shown.
    const value = isJson(mediaTypeOf(headers)) ? parseOrNothing(decoded(body)) : undefined;
    if (value === undefined) {
      return ` (${size} that are no JSON)`;
    }
    const text = dump(this.#masked(value, 0));
    return ` ${text.slice(0, SHOWN)}${text.length > SHOWN ? "..." : ""}`;
  }

  #masked(value: unknown, depth: number): unknown {
    if (depth > DEPTH) {
      return MASK;
    }
    if (Array.isArray(value)) {
      return value.map((row) => this.#masked(row, depth + 1));
    }
    if (typeof value !== "object" || value === null) {
      return value;
    }
    const shown = Object.entries(value).map(([key, item]: [string, unknown]) => {
      const hides = this.#sensitive.has(key.toLowerCase()) || isSecret(key);
      return [key, hides ? MASK : this.#masked(item, depth + 1)] as const;
    });
    return Object.fromEntries(shown);
  }
}
