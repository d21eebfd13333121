/**
 * The transport over `fetch`: bounds time and size, follows nothing, tells what was sent.
 *
 * What it cannot tell is taken for sent, unless the error says that there was no connection.
 *
 * @packageDocumentation
 */

import { ConnectionFailedError } from "../errors.js";
import { rootOf } from "./causes.js";
import { Deadline, type Failed } from "./deadline.js";
import type { RawReply, Request } from "./exchange.js";
import { Body, type Begun } from "./limited.js";
import type { Bounds, RawStream, Transport } from "./transport.js";

/** What sends: the global `fetch`, or another that does the same. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

// With these nothing was sent yet: the connection was never made.
const UNSENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;
// What `fetch` unpacks by itself, so that these fields tell of what is no more.
const UNPACKED = /^(?:(?:x-)?gzip|deflate|br|zstd)$/i;
const OF_PACKED = new Set(["content-encoding", "content-length"]);

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
      const body = new Body(request, begun(response), this.#maxBody);
      for await (const part of pieces(response, deadline)) {
        body.add(part);
      }
      return body.reply();
    } catch (error) {
      throw deadline.told(error, request, failed(error));
    } finally {
      deadline.clear();
    }
  }

  /** Send a request and read the header fields of the response. */
  async open(request: Request, bounds: Bounds): Promise<RawStream> {
    const deadline = new Deadline(bounds);
    try {
      const response = await this.#asked(request, deadline);
      deadline.pause();
      const head = begun(response);
      const body = told(response, deadline, request);
      return {
        ...head,
        body,
        close: async () => {
          await body.return(undefined);
          deadline.clear();
          await response.body?.cancel().catch(() => undefined);
        },
      };
    } catch (error) {
      deadline.clear();
      throw deadline.told(error, request, failed(error));
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
}

/** Return how far a request got, as well as it can be told, and why it ended. */
function failed(error: unknown): Failed {
  const { code, text } = rootOf(error);
  return { sent: !UNSENT.test(code), why: text === "" ? "the connection failed" : text };
}

/** Return the beginning of a response; what was packed is so no more. */
function begun(response: Response): Begun {
  const { status, headers } = response;
  const isUnpacked = UNPACKED.test(headers.get("Content-Encoding") ?? "");
  const told = [...headers].filter(([name]) => !isUnpacked || !OF_PACKED.has(name));
  return { status, headers: told };
}

async function* pieces(response: Response, deadline: Deadline): AsyncGenerator<Uint8Array, void> {
  const reader = response.body?.getReader();
  if (!reader) {
    return;
  }
  let isDone = false;
  try {
    for (;;) {
      const part = await deadline.over(reader.read());
      if (part.done) {
        isDone = true;
        return;
      }
      yield part.value;
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
      // The time that the reader takes is not counted.
      deadline.pause();
      yield piece;
      deadline.begin();
    }
  } catch (error) {
    throw deadline.told(error, request, failed(error));
  } finally {
    deadline.clear();
  }
}
