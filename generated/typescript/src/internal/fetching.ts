/**
 * The transport over `fetch`: bounds time and size, follows nothing, tells what was sent.
 *
 * @packageDocumentation
 */

import {
  CallAbortedError,
  CallTimeoutError,
  ConnectionFailedError,
  UnreadableResponseError,
} from "../errors.js";
import { rootOf } from "./causes.js";
import { timerOf } from "./clock.js";
import { HeaderFields, type RawReply, type Request } from "./exchange.js";
import { together } from "./octets.js";
import type { Bounds, RawStream, Transport } from "./transport.js";

/** What sends: the global `fetch`, or another that does the same. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Bytes of a response that may be in memory at once. */
export const MAX_BODY = 64 * 1024 * 1024;

// With these nothing was sent yet: the connection was never made.
const UNSENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

/** Why a request was ended before its answer. */
class Deadline {
  readonly #controller = new AbortController();
  readonly #bounds: Bounds;
  #timer: ReturnType<typeof setTimeout> | undefined;
  isOver = false;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.begin();
    bounds.signal?.addEventListener("abort", this.#stop, { once: true });
    if (bounds.signal?.aborted === true) {
      this.#stop();
    }
  }

  /** Begin the time anew. */
  begin(): void {
    clearTimeout(this.#timer);
    const end = (): void => {
      this.isOver = true;
      this.#stop();
    };
    this.#timer = setTimeout(end, timerOf(this.#bounds.timeout));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly #stop = (): void => {
    this.#controller.abort();
  };

  clear(): void {
    clearTimeout(this.#timer);
    this.#bounds.signal?.removeEventListener("abort", this.#stop);
  }

  /** Return what a promise brings; throw at the end of the time whatever it does. */
  async over<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    let stop: () => void = () => undefined;
    const ended = new Promise<never>((_, reject) => {
      stop = () => {
        reject(new DOMException("aborted", "AbortError"));
      };
      signal.addEventListener("abort", stop, { once: true });
    });
    try {
      signal.throwIfAborted();
      return await Promise.race([work, ended]);
    } finally {
      signal.removeEventListener("abort", stop);
      // Whichever lost may fail later, which nobody needs to hear.
      work.catch(() => undefined);
    }
  }

  /** Return the error of a request that something went wrong with. */
  told(error: unknown, request: Request): unknown {
    if (error instanceof UnreadableResponseError || error instanceof ConnectionFailedError) {
      return error;
    }
    const place = String(request);
    if (this.#bounds.signal?.aborted === true) {
      const cause: unknown = this.#bounds.signal.reason;
      return new CallAbortedError(`${place}: the call was aborted`, { cause });
    }
    if (this.isOver) {
      const after = String(Math.round(this.#bounds.timeout));
      return new CallTimeoutError(`${place}: no answer within ${after} ms`, request, true);
    }
    const { code, text } = rootOf(error);
    const options = { cause: error };
    const message = `${place}: ${text === "" ? "the connection failed" : text}`;
    return new ConnectionFailedError(message, request, !UNSENT.test(code), [], options);
  }
}

/** A transport over `fetch`. */
export class FetchTransport implements Transport {
  readonly #fetch: Fetch;
  readonly #maxBody: number;

  /** Keep what sends, and how many bytes an answer may have. */
  constructor(fetch: Fetch, maxBody: number) {
    this.#fetch = fetch;
    this.#maxBody = maxBody;
  }

  /** Send a request and read the whole response. */
  async send(request: Request, bounds: Bounds): Promise<RawReply> {
    const deadline = new Deadline(bounds);
    try {
      const response = await this.#asked(request, deadline);
      const { status, headers } = response;
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const part of pieces(response, deadline)) {
        size += part.length;
        if (size > this.#maxBody) {
          throw this.#tooLong(request, response, parts);
        }
        parts.push(part);
      }
      return { status, headers: [...headers], body: together(parts) };
    } catch (error) {
      throw deadline.told(error, request);
    } finally {
      deadline.clear();
    }
  }

  /** Send a request and read the header fields of the response. */
  async open(request: Request, bounds: Bounds): Promise<RawStream> {
    const deadline = new Deadline(bounds);
    try {
      const response = await this.#asked(request, deadline);
      const body = told(response, deadline, request);
      return {
        status: response.status,
        headers: [...response.headers],
        body,
        close: async () => {
          await body.return(undefined);
          deadline.clear();
          await response.body?.cancel().catch(() => undefined);
        },
      };
    } catch (error) {
      deadline.clear();
      throw deadline.told(error, request);
    }
  }

  async #asked(request: Request, deadline: Deadline): Promise<Response> {
    const { method, url, headers, body } = request;
    if (body && (method === "GET" || method === "HEAD")) {
      throw new ConnectionFailedError(`${String(request)}: \`fetch\` sends no body`, request);
    }
    const init: RequestInit = {
      method,
      headers: [...headers].map(([name, value]): [string, string] => [name, value]),
      redirect: "manual",
      credentials: "omit",
      signal: deadline.signal,
      ...(body ? { body: body.slice() } : {}),
    };
    const response = await deadline.over(this.#fetch(url, init));
    if (response.type === "opaqueredirect") {
      const message = `${String(request)}: redirects are not followed`;
      throw new ConnectionFailedError(message, request, true);
    }
    return response;
  }

  #tooLong(request: Request, response: Response, parts: readonly Uint8Array[]): Error {
    const message = `${String(request)}: the response is over ${String(this.#maxBody)} bytes long`;
    return new UnreadableResponseError(message, {
      status: response.status,
      headers: new HeaderFields(response.headers),
      body: together(parts),
      request: request.masked(),
      attempts: [],
    });
  }
}

async function* pieces(response: Response, deadline: Deadline): AsyncGenerator<Uint8Array, void> {
  const reader = response.body?.getReader();
  if (!reader) {
    return;
  }
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await deadline.over(reader.read());
      if (done) {
        isDone = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!isDone) {
      reader.cancel().catch(() => undefined);
    }
  }
}

/** Yield the pieces of a body, each of which has the time of the call. */
async function* told(
  response: Response,
  deadline: Deadline,
  request: Request,
): AsyncGenerator<Uint8Array, void> {
  try {
    deadline.begin();
    for await (const piece of pieces(response, deadline)) {
      deadline.begin();
      yield piece;
    }
  } catch (error) {
    throw deadline.told(error, request);
  } finally {
    deadline.clear();
  }
}
