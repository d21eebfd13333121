/**
 * Connections of Node: made in time, kept for the next request, closed with their client.
 *
 * @packageDocumentation
 */

import { why } from "./causes.js";
import type { Deadline } from "./deadline.js";
import type { Agent, Modules, Socket } from "./nodetypes.js";
import type { Place, Proxy } from "./proxy.js";
import { tunnel } from "./tunnel.js";

// A call beyond so many waits for another to end.
const MOST = 100;
const IDLE_MILLISECONDS = 30_000;

/** Where a connection leads, and how. */
export interface Way extends Place {
  readonly scheme: string;
  /** The proxy that passes bytes on without a look at them. */
  readonly tunnel: Proxy | undefined;
}

/** A connection, for one request at a time. */
export interface Line {
  readonly socket: Socket;
  /** Has this connection and no other. */
  readonly agent: Agent;
}

/** Thrown where a connection that was kept is found closed: nothing was sent. */
export class GoneError extends Error {}

/** Thrown where it is the proxy that failed, and told of in the message. */
export class ProxyError extends Error {}

/** The connections of a client. */
export class Pool {
  readonly #node: Modules;
  readonly #idle = new Map<string, Kept[]>();
  readonly #open = new Set<Socket>();
  readonly #waiting = new Set<() => void>();
  #count = 0;
  #isClosed = false;

  /** Begin with none. */
  constructor(node: Modules) {
    this.#node = node;
  }

  /** Whether it was closed, and opens no more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Return a connection that nobody else uses. */
  async take(way: Way, deadline: Deadline): Promise<Line> {
    const key = keyOf(way);
    if (this.#idle.has(key)) {
      // What came meanwhile tells which of them the server has closed.
      await this.#turn();
      await this.#turn();
    }
    for (;;) {
      const line = this.#kept(key);
      if (line) {
        return line;
      }
      if (this.#count < MOST) {
        break;
      }
      this.#makePlace();
      await this.#wait(deadline);
    }
    this.#count += 1;
    try {
      return this.#line(await this.#connected(way, deadline.signal), key);
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  /** Close the connections that nobody uses. */
  rest(): void {
    for (const { line } of [...this.#idle.values()].flat()) {
      line.socket.destroy();
    }
  }

  /** Close all connections, also those in use. */
  close(): void {
    this.#isClosed = true;
    for (const socket of this.#open) {
      socket.destroy();
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#node.later(resolve);
    });
  }

  /** Return a connection that was kept and can be used again, if there is one. */
  #kept(key: string): Line | undefined {
    for (;;) {
      const kept = this.#idle.get(key)?.pop();
      if (!kept) {
        return undefined;
      }
      const { socket } = kept.line;
      if (!socket.destroyed && socket.writable && socket.bytesRead === kept.read) {
        return kept.line;
      }
      // What came while nobody asked belongs to no answer.
      socket.destroy();
    }
  }

  /** Wait until a connection is free or closed. */
  async #wait(deadline: Deadline): Promise<void> {
    let wake: () => void = () => undefined;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    this.#waiting.add(wake);
    try {
      await deadline.over(woken);
    } catch (error) {
      if (!this.#waiting.delete(wake)) {
        // It was woken just now, which another can use.
        this.#wake();
      }
      throw error;
    }
  }

  /** Close a connection that nobody uses. */
  #makePlace(): void {
    for (const all of this.#idle.values()) {
      const kept = all.shift();
      if (kept) {
        kept.line.socket.destroy();
        return;
      }
    }
  }

  #leave(): void {
    this.#count -= 1;
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) {
      this.#waiting.delete(wake);
      wake();
      return;
    }
  }

  async #connected(way: Way, signal: AbortSignal): Promise<Socket> {
    const socket = way.tunnel
      ? await this.#tunnelled(way, way.tunnel, signal)
      : await this.#direct(way, signal);
    return way.scheme === "https" ? this.#encrypted(socket, way, signal) : socket;
  }

  async #direct({ host, port }: Place, signal: AbortSignal): Promise<Socket> {
    const socket = this.#node.net.connect({ host, port, noDelay: true });
    await this.#ready(socket, "connect", signal);
    return socket;
  }

  /** Return a connection through a proxy. */
  async #tunnelled(place: Place, proxy: Proxy, signal: AbortSignal): Promise<Socket> {
    const stop = (): void => {
      socket?.destroy();
    };
    let socket: Socket | undefined;
    signal.addEventListener("abort", stop, { once: true });
    try {
      socket = await this.#direct(proxy, signal);
      if (proxy.scheme === "https") {
        socket = await this.#encrypted(socket, proxy, signal);
      }
      await tunnel(socket, proxy, place, this.#node.net.isIP(place.host));
      return socket;
    } catch (error) {
      stop();
      const said = why(error, `the proxy ${proxy.host}`, `the proxy ${String(proxy)}`);
      throw new ProxyError(said, { cause: error });
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Encrypt a connection; the certificate is always looked at. */
  async #encrypted(inner: Socket, { host, port }: Place, signal: AbortSignal): Promise<Socket> {
    const { net, tls } = this.#node;
    const socket = tls.connect({
      socket: inner,
      host,
      port,
      servername: net.isIP(host) === 0 ? host : "",
      rejectUnauthorized: true,
      ALPNProtocols: ["http/1.1"],
    });
    await this.#ready(socket, "secureConnect", signal);
    return socket;
  }

  /** Wait until a connection can be used; close it where that fails, or is not waited for. */
  #ready(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
    this.#open.add(socket);
    socket.once("close", () => this.#open.delete(socket));
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        socket.destroy();
      };
      const fail = (error: Error): void => {
        signal.removeEventListener("abort", stop);
        reject(error);
      };
      const end = (): void => {
        fail(new Error("the connection was closed before it could be used"));
      };
      signal.addEventListener("abort", stop, { once: true });
      // It stays: whatever goes wrong with a connection later is no matter of the process.
      socket.on("error", fail);
      socket.once("close", end);
      socket.once(event, () => {
        socket.removeListener("close", end);
        signal.removeEventListener("abort", stop);
        resolve();
      });
      if (signal.aborted || this.#isClosed) {
        stop();
      }
    });
  }

  #line(socket: Socket, key: string): Line {
    if (socket.destroyed) {
      throw new GoneError("the connection was closed before it could be used");
    }
    const { Agent } = this.#node.http;
    const agent = new Agent({ keepAlive: true, maxSockets: 1, timeout: IDLE_MILLISECONDS });
    const line = { socket, agent };
    let isNew = true;
    agent.createConnection = () => {
      if (!isNew) {
        throw new GoneError("the connection was closed");
      }
      isNew = false;
      return socket;
    };
    // It comes where an answer was read to its end and the connection can be used again.
    agent.on("free", () => {
      this.#keep(line, key);
    });
    socket.once("close", () => {
      this.#forget(line, key);
    });
    return line;
  }

  #keep(line: Line, key: string): void {
    if (line.socket.destroyed) {
      return;
    }
    const kept = { line, read: line.socket.bytesRead };
    this.#idle.set(key, [...(this.#idle.get(key) ?? []), kept]);
    this.#wake();
  }

  #forget(line: Line, key: string): void {
    const rest = (this.#idle.get(key) ?? []).filter((kept) => kept.line !== line);
    if (rest.length > 0) {
      this.#idle.set(key, rest);
    } else {
      this.#idle.delete(key);
    }
    this.#leave();
  }
}

interface Kept {
  readonly line: Line;
  /** How many bytes had come over it when its last answer was whole. */
  readonly read: number;
}

function keyOf({ scheme, host, port, tunnel: proxy }: Way): string {
  return `${scheme}://${host}:${String(port)} ${proxy ? String(proxy) : ""}`;
}
