/**
 * What goes over the wire and comes back, as plain data that shows no secrets.
 *
 * @packageDocumentation
 */

/** Stands for a secret. */
export const MASK = "***";

// A field with one of these in its name is taken for a secret: better one too many.
const SECRET = /auth|cookie|key|password|secret|session|token/i;

/** Tell whether something of this name is taken for a secret. */
export function isSecret(name: string): boolean {
  return SECRET.test(name);
}

/** Tell whether a status is one of success. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Header fields by name, in any case; a field sent twice is joined by a comma. */
export class HeaderFields implements Iterable<readonly [string, string]> {
  // Private, so that no console shows what is secret.
  readonly #pairs: readonly (readonly [string, string])[];
  readonly #secrets: ReadonlySet<string>;

  /**
   * Keep the pairs in the order given.
   *
   * @param pairs - Names and values.
   * @param secrets - Names of fields that are secret whatever they are called.
   */
  constructor(pairs: Iterable<readonly [string, string]> = [], secrets: Iterable<string> = []) {
    this.#pairs = [...pairs];
    this.#secrets = new Set([...secrets].map((name) => name.toLowerCase()));
  }

  /** Return the value of a field; undefined where there is none. */
  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    const found = this.#pairs.filter(([key]) => key.toLowerCase() === wanted);
    return found.length === 0 ? undefined : found.map(([, value]) => value).join(", ");
  }

  /** Tell whether there is such a field. */
  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Iterate over the fields as they were sent: order, case and repetition kept. */
  [Symbol.iterator](): Iterator<readonly [string, string]> {
    return this.#pairs[Symbol.iterator]();
  }

  /** Whether one of them is there because of who asks. */
  get isProven(): boolean {
    return this.#secrets.size > 0 || this.has("Authorization") || this.has("Cookie");
  }

  /** Return other fields, of which those are secret that are secret here. */
  replaced(pairs: Iterable<readonly [string, string]>): HeaderFields {
    return new HeaderFields(pairs, this.#secrets);
  }

  /** Return a copy in which the values of secret fields are masked. */
  masked(): HeaderFields {
    const shown = this.#pairs.map(([name, value]): [string, string] => {
      const hides = this.#secrets.has(name.toLowerCase()) || isSecret(name);
      return [name, hides ? MASK : value];
    });
    return new HeaderFields(shown, this.#secrets);
  }

  /** Return the fields, secret values masked, for `JSON.stringify`. */
  toJSON(): readonly (readonly [string, string])[] {
    return [...this.masked()];
  }
}

/** An HTTP request: what a transport sends and what an error or a reply refers to. */
export class Request {
  readonly method: string;
  /** The whole address; in errors and replies without its secrets. */
  readonly url: string;
  readonly headers: HeaderFields;
  readonly body: Uint8Array | undefined;
  /** The security scheme whose token is still to be fetched and put in; empty for none. */
  readonly grant: string;
  readonly #secrets: ReadonlySet<string>;

  /**
   * Keep what is asked.
   *
   * @param secrets - Names of query parameters that authenticate.
   * @param grant - The security scheme whose token is still to be put in.
   */
  constructor(
    method: string,
    url: string,
    headers: HeaderFields,
    body: Uint8Array | undefined = undefined,
    secrets: ReadonlySet<string> = new Set(),
    grant = "",
  ) {
    this.method = method;
    this.headers = headers;
    this.#secrets = secrets;
    // Not shown by a console: both may hold secrets.
    this.url = url;
    this.body = body;
    this.grant = grant;
    for (const name of ["url", "body", "grant"]) {
      Object.defineProperty(this, name, { enumerable: false });
    }
  }

  /** Whether anything in it says who asks. */
  get isProven(): boolean {
    return this.#secrets.size > 0 || this.headers.isProven;
  }

  /** Return this request without its secrets. */
  masked(): Request {
    const headers = this.headers.masked();
    return new Request(this.method, this.#shown(), headers, this.body, this.#secrets, this.grant);
  }

  /** Return a request of which something is different, for middleware. */
  with(changed: { url?: string; headers?: Iterable<readonly [string, string]> }): Request {
    const headers = changed.headers ? this.headers.replaced(changed.headers) : this.headers;
    const url = changed.url ?? this.url;
    return new Request(this.method, url, headers, this.body, this.#secrets, this.grant);
  }

  #shown(): string {
    const mark = this.url.indexOf("?");
    if (this.#secrets.size === 0 || mark < 0) {
      return this.url;
    }
    const shown = this.url
      .slice(mark + 1)
      .split("&")
      .map((piece) => {
        const name = piece.split("=", 1)[0] ?? "";
        return this.#secrets.has(unquoted(name)) ? `${name}=${MASK}` : piece;
      });
    return `${this.url.slice(0, mark)}?${shown.join("&")}`;
  }

  /** Return method and address, without secrets, for messages. */
  toString(): string {
    return `${this.method} ${this.#shown()}`;
  }

  /** Return method and address, without secrets, for `JSON.stringify`. */
  toJSON(): string {
    return this.toString();
  }
}

function unquoted(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a transport hands back: the status, the header fields and the whole body. */
export interface RawReply {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: Uint8Array;
}

/** One request of a call: a call that is tried again consists of several. */
export interface Attempt {
  /** The status of the answer; undefined where none came. */
  readonly status?: number;
  /** What went wrong where no answer came. */
  readonly problem?: string;
  /** How many milliseconds it took. */
  readonly duration: number;
  /** How many milliseconds were waited before it. */
  readonly waited: number;
}

/** A response as it came: status, header fields, body, and what was asked. */
export interface Reply {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array;
  /** The request, its secrets masked. */
  readonly request: Request;
  /** The requests of the call; the last of them got this response. */
  readonly attempts: readonly Attempt[];
}

/** A response, and what a call reads it as. */
export interface Answered<out T> extends Reply {
  readonly value: T;
}
