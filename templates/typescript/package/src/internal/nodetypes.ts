/**
 * As much of Node as the transport needs: the package knows no types of Node.
 *
 * Its modules are had at run time, so that no bundler and no browser ever sees them.
 *
 * @packageDocumentation
 */

/** What tells of events. */
export interface Emitter {
  on(event: string, listener: (...told: never[]) => void): unknown;
  once(event: string, listener: (...told: never[]) => void): unknown;
  removeListener(event: string, listener: (...told: never[]) => void): unknown;
}

/** A connection, encrypted or not. */
export interface Socket extends Emitter {
  readonly destroyed: boolean;
  readonly writable: boolean;
  readonly bytesRead: number;
  /** Return what came; null where nothing did. */
  read(): Uint8Array | null;
  write(data: Uint8Array | string): boolean;
  destroy(): unknown;
}

/** A response. */
export interface Incoming extends Emitter {
  readonly statusCode?: number;
  /** Names and values by turns, as they came. */
  readonly rawHeaders: readonly string[];
  /** Whether it came to its end. */
  readonly complete: boolean;
  /** Return what iterates over the pieces of the body, once. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Uint8Array, undefined>;
}

/** A request. */
export interface Outgoing extends Emitter {
  maxHeadersCount: number | null;
  end(body?: Uint8Array): unknown;
  destroy(): unknown;
}

/** Keeps connections. */
export interface Agent extends Emitter {
  createConnection: () => Socket;
}

/** How a connection is made. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** How a connection is encrypted. */
export interface Encrypted extends Target {
  /** The connection to encrypt. */
  readonly socket: Socket;
  /** The name in the certificate; none for an address. */
  readonly servername: string;
  readonly rejectUnauthorized: true;
  readonly ALPNProtocols: readonly string[];
}

/** What is sent. */
export interface Sending {
  readonly agent: Agent;
  readonly method: string;
  readonly path: string;
  /** Names and values by turns. */
  readonly headers: readonly string[];
  readonly maxHeaderSize: number;
  readonly insecureHTTPParser: false;
}

/** The modules of Node. */
export interface Modules {
  readonly http: {
    readonly Agent: new (options: {
      readonly keepAlive: true;
      readonly maxSockets: number;
      readonly timeout: number;
    }) => Agent;
    request(options: Sending): Outgoing;
  };
  readonly net: {
    connect(options: Target & { readonly noDelay: true }): Socket;
    isIP(host: string): number;
  };
  readonly tls: { connect(options: Encrypted): Socket };
  /** Do something when everything has been looked at that came meanwhile. */
  readonly later: (work: () => void) => unknown;
}

interface Platform {
  readonly process?: {
    readonly versions?: Readonly<Record<string, string | undefined>>;
    readonly getBuiltinModule?: (name: string) => unknown;
  };
  readonly setImmediate?: Modules["later"];
}

/** Return the modules of Node; undefined where this is another platform, or an old Node. */
export function modules(): Modules | undefined {
  const { process, setImmediate } = globalThis as Platform;
  const { versions = {}, getBuiltinModule: get } = process ?? {};
  // Others name themselves Node as well, and have modules that are not quite the same.
  const isNode = versions["node"] !== undefined && versions["bun"] === undefined;
  if (!get || !setImmediate || !isNode || versions["deno"] !== undefined) {
    return undefined;
  }
  const [http, net, tls] = ["http", "net", "tls"].map((name) => get(`node:${name}`));
  return { http, net, tls, later: setImmediate } as Modules;
}
