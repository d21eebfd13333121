/**
 * One request over a connection of Node, up to the beginning of its answer.
 *
 * @packageDocumentation
 */

import { ConnectionFailedError } from "../errors.js";
import { why } from "./causes.js";
import type { Deadline, Failed } from "./deadline.js";
import type { Request } from "./exchange.js";
import type { Begun } from "./limited.js";
import { GoneError, ProxyError, type Line, type Pool, type Way } from "./nodepool.js";
import type { Incoming, Modules, Outgoing, Socket } from "./nodetypes.js";
import { placeOf, type Place, type Proxies, type Proxy } from "./proxy.js";

// Header fields beyond it are without end.
const LONGEST_HEAD = 128 * 1024;
// Of other methods a body is expected, so that it must be said that there is none.
const BODILESS = new Set(["GET", "HEAD", "DELETE", "OPTIONS", "TRACE"]);

/** The beginning of an answer, and what brings the rest. */
export interface Answer {
  readonly head: Begun;
  readonly incoming: Incoming;
}

/** Where a request goes, and what is asked for there. */
interface Route {
  readonly way: Way;
  readonly target: string;
  /** As the header field has it. */
  readonly host: string;
  /** The proxy that the request is handed to. */
  readonly via: Proxy | undefined;
}

/** One request. */
export class Sending {
  readonly #node: Modules;
  readonly #pool: Pool;
  readonly #request: Request;
  readonly #route: Route;
  readonly #deadline: Deadline;
  #outgoing: Outgoing | undefined;
  #isSent = false;
  /** What went wrong with the connection, where the answer is only told that it did. */
  #broken: Error | undefined;

  /** Begin; nothing is sent yet. */
  constructor(node: Modules, pool: Pool, proxies: Proxies, request: Request, deadline: Deadline) {
    this.#node = node;
    this.#pool = pool;
    this.#request = request;
    this.#route = routeOf(request.url, proxies);
    this.#deadline = deadline;
  }

  /** Send the request and return the beginning of the answer. */
  async answer(): Promise<Answer> {
    const fields = fieldsOf(this.#request, this.#route);
    for (;;) {
      const line = await this.#pool.take(this.#route.way, this.#deadline);
      try {
        this.#deadline.signal.throwIfAborted();
        return await this.#asked(line, fields);
      } catch (error) {
        line.socket.destroy();
        if (!(error instanceof GoneError) || this.#isSent) {
          throw error;
        }
      }
    }
  }

  /** End the connection, unless the answer is whole. */
  stop(): void {
    this.#outgoing?.destroy();
  }

  /** Return how far the request got, and why it ended. */
  failed(error: unknown): Failed {
    return { sent: this.#isSent, why: this.#why(this.#broken ?? error) };
  }

  #why(error: unknown): string {
    if (this.#pool.isClosed) {
      return "the client was closed during the call";
    }
    if (error instanceof ProxyError) {
      return error.message;
    }
    if (error instanceof Error) {
      // What came over the wire is nothing to keep with an error.
      Reflect.deleteProperty(error, "rawPacket");
    }
    const { way, via } = this.#route;
    return via
      ? why(error, `the proxy ${via.host}`, `the proxy ${String(via)}`)
      : why(error, way.host, placeOf(way));
  }

  #asked(line: Line, headers: readonly string[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = this.#node.http.request({
        agent: line.agent,
        method: this.#request.method,
        path: this.#route.target,
        headers,
        maxHeaderSize: LONGEST_HEAD,
        insecureHTTPParser: false,
      });
      this.#outgoing = outgoing;
      // There is no limit to their number: their size has one.
      outgoing.maxHeadersCount = 0;
      outgoing.on("response", (incoming: Incoming) => {
        // What goes wrong is told to those who read.
        incoming.on("error", () => undefined);
        resolve({ head: headOf(incoming), incoming });
      });
      outgoing.on("upgrade", (_: unknown, socket: Socket) => {
        socket.destroy();
        reject(new Error("it switches to another protocol, which nobody asked for"));
      });
      outgoing.on("error", (error: Error) => {
        this.#broken ??= error;
        reject(error);
      });
      outgoing.on("close", () => {
        reject(new Error("the connection was closed without an answer"));
      });
      // From now on nobody can tell what arrives.
      this.#isSent = true;
      outgoing.end(this.#request.body);
    });
  }
}

function headOf({ statusCode = 0, rawHeaders }: Incoming): Begun {
  const headers: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""]);
  }
  return { status: statusCode, headers };
}

/** Return the header fields, names and values by turns; the body is framed by its length. */
function fieldsOf(request: Request, route: Route): string[] {
  const { method, headers, body } = request;
  const length = body || !BODILESS.has(method) ? String(body?.length ?? 0) : undefined;
  const asked = headers.get("Content-Length") ?? length;
  if (headers.has("Transfer-Encoding") || asked !== length) {
    const message = `${String(request)}: a header field says another length than the body's`;
    throw new ConnectionFailedError(message, request);
  }
  return [
    ...(headers.has("Host") ? [] : ["Host", route.host]),
    ...[...headers].filter(([name]) => name.toLowerCase() !== "content-length").flat(),
    ...(length === undefined ? [] : ["Content-Length", length]),
    ...(route.via?.authorization() ?? []),
  ];
}

/** Return where a request goes. */
function routeOf(url: string, proxies: Proxies): Route {
  const { protocol, hostname, port } = new URL(url);
  const scheme = protocol.slice(0, -1);
  const place: Place = {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (scheme === "https" ? 443 : 80) : Number(port),
  };
  // Not put together again from its parts: it is to arrive as it was written.
  const [, authority = "", rest = ""] = /^[^:]+:\/\/([^/?#]*)([^#]*)/.exec(url) ?? [];
  const host = authority.replace(/^.*@/, "");
  const target = rest.startsWith("/") ? rest : `/${rest}`;
  const proxy = proxies.of(scheme, place);
  if (proxy?.forwards(scheme) === true) {
    const way = { scheme: proxy.scheme, host: proxy.host, port: proxy.port, tunnel: undefined };
    return { way, target: `${scheme}://${host}${target}`, host, via: proxy };
  }
  return { way: { ...place, scheme, tunnel: proxy }, target, host, via: undefined };
}
