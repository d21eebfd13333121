/** A server on the loopback device that answers with whatever octets a test wants. */

import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { TestContext } from "node:test";

import "./direct.js";
import { HeaderFields, Request, type RawReply } from "../src/internal/exchange.js";
import { NodeTransport } from "../src/internal/node.js";
import { modules, type Modules } from "../src/internal/nodetypes.js";
import type { RawStream } from "../src/internal/transport.js";

export interface Wire {
  readonly url: string;
  readonly server: Server;
  /** What was asked, head and body, as it came. */
  readonly asked: string[];
  /** All connections that were ever made. */
  readonly sockets: Socket[];
}

export type Playing = (socket: Socket, asked: string, number: number) => void;

/** Return a server that plays something for each request; it ends with the test. */
export async function wire(test: TestContext, play: Playing): Promise<Wire> {
  const asked: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    let text = "";
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", (data: Buffer) => {
      text += data.toString("latin1");
      const [head = "", body] = text.split(/\r\n\r\n(.*)/s);
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (body !== undefined && body.length >= length) {
        asked.push(text);
        text = "";
        play(socket, asked.at(-1) ?? "", asked.length);
      }
    });
  });
  await listening(test, server);
  test.after(() => {
    for (const socket of sockets) {
      socket.destroy();
    }
  });
  return { url: urlOf(server), server, asked, sockets };
}

/** Have a server listen until the test ends. */
export async function listening(test: TestContext, server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  test.after(() => {
    server.close();
  });
}

export function urlOf(server: Server, scheme = "http"): string {
  return `${scheme}://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Return what answers with octets, and leaves the connection open. */
export function saying(...texts: readonly string[]): Playing {
  return (socket, _, number) => {
    socket.write(texts[Math.min(number, texts.length) - 1] ?? "", "latin1");
  };
}

/** Return what answers with octets and closes the connection. */
export function closing(text: string): Playing {
  return (socket) => {
    socket.end(text, "latin1");
  };
}

export const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

export function node(): Modules {
  const found = modules();
  if (!found) {
    throw new Error("this is no Node that has what is tested");
  }
  return found;
}

export interface Given {
  readonly maxBody?: number;
  readonly proxy?: string;
}

/** Return a transport, closed when the test ends. */
export function transportOf(test: TestContext, given: Given = {}): NodeTransport {
  const transport = new NodeTransport(node(), given.maxBody ?? 1_000_000, given.proxy);
  test.after(() => {
    transport.close();
  });
  return transport;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function request(url: string, asking: Asking = {}): Request {
  const body = asking.body === undefined ? undefined : new TextEncoder().encode(asking.body);
  const fields = new HeaderFields(Object.entries(asking.headers ?? {}));
  return new Request(asking.method ?? "GET", url, fields, body);
}

export function bounds(timeout = 10_000, signal?: AbortSignal) {
  return { timeout, signal };
}

export function text(reply: RawReply): string {
  return new TextDecoder().decode(reply.body);
}

/** Return the rest of a body. */
export async function rest(stream: RawStream): Promise<string> {
  let found = "";
  for await (const piece of stream.body) {
    found += new TextDecoder().decode(piece);
  }
  return found;
}

/** Wait until something is so; the test's own time ends it otherwise. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
