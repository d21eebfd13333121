/**
 * A request as the server in memory saw it.
 *
 * @packageDocumentation
 */

import type { HeaderFields, Request } from "../internal/exchange.js";
import { parseOrNothing } from "../internal/json.js";
import { decoded } from "../internal/octets.js";
import { unquoted } from "./routes.js";

/** A request that came in. No console shows its secrets; its members hold them. */
export class Sent {
  /** GET, POST and so on. */
  readonly method: string;
  /** The path below the base address, decoded. */
  readonly path: string;
  /** The id of the operation; empty for a request that is none. */
  readonly operation: string;
  /** The values of the query, decoded. */
  readonly query: URLSearchParams;
  /** The body; undefined where none was sent. */
  readonly body: Uint8Array | undefined;
  /** The whole request. */
  readonly request: Request;

  /** Keep a request; `below` is what is left of its path below the base address. */
  constructor(request: Request, operation: string, below: string) {
    const [url = ""] = request.url.split("#", 1);
    const mark = url.indexOf("?");
    this.method = request.method;
    this.path = unquoted(below);
    this.operation = operation;
    this.query = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
    this.body = request.body;
    this.request = request;
    for (const name of ["query", "body", "request"]) {
      Object.defineProperty(this, name, { enumerable: false });
    }
  }

  /** The header fields. */
  get headers(): HeaderFields {
    return this.request.headers;
  }

  /** The body as a JSON value; undefined where it is no JSON. */
  get json(): unknown {
    return this.body === undefined ? undefined : parseOrNothing(decoded(this.body));
  }

  /** Return operation, method and address, without secrets. */
  toString(): string {
    const { operation } = this;
    return `Sent(${operation === "" ? "no operation" : operation}: ${String(this.request)})`;
  }

  /** Return operation, method and address, without secrets, for `JSON.stringify`. */
  toJSON(): string {
    return this.toString();
  }
}
