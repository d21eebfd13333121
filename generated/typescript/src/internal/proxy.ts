/**
 * Proxies: which one a request goes through, from a setting or the environment.
 *
 * @packageDocumentation
 */

type Variables = Readonly<Record<string, string | undefined>>;

const PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  socks5: 1080,
  socks5h: 1080,
};
// Each part has one byte for its length in the protocol of SOCKS.
const LONGEST = 255;
const URL_OF_PROXY =
  /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:(?<both>[^/?#]*)@)?(?<host>\[[0-9a-f:.]+\]|[^/?#:@[\]]*)(?::(?<port>\d*))?(?<rest>[/?#].*)?$/is;

/** A proxy, and the credentials for it, which no console and no message shows. */
export class Proxy {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly #username: string | undefined;
  readonly #password: string;

  /** Keep them. */
  constructor(scheme: string, place: Place, username?: string, password = "") {
    this.scheme = scheme;
    this.host = place.host;
    this.port = place.port;
    this.#username = username;
    this.#password = password;
  }

  /** User name and password; undefined where there are none. */
  credentials(): readonly [string, string] | undefined {
    return this.#username === undefined ? undefined : [this.#username, this.#password];
  }

  /** Return the header field with the credentials, name and value, if there are any. */
  authorization(): readonly string[] {
    if (this.#username === undefined) {
      return [];
    }
    const octets = new TextEncoder().encode(`${this.#username}:${this.#password}`);
    return ["Proxy-Authorization", `Basic ${btoa(String.fromCharCode(...octets))}`];
  }

  /** Tell whether requests are handed to it, and not put through a tunnel. */
  forwards(scheme: string): boolean {
    return scheme === "http" && (this.scheme === "http" || this.scheme === "https");
  }

  /** Return scheme, host and port, for messages. */
  toString(): string {
    return `${this.scheme}://${placeOf(this)}`;
  }
}

/** A host and a port. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Return host and port as an address has them. */
export function placeOf({ host, port }: Place): string {
  return `${host.includes(":") ? `[${host}]` : host}:${String(port)}`;
}

/** The proxies by the scheme of an address, and the hosts that need none. */
export class Proxies {
  readonly #byScheme: ReadonlyMap<string, Proxy>;
  readonly #bypass: readonly Bypass[];

  /**
   * Keep them.
   *
   * @param byScheme - `all` is for schemes that have none of their own.
   * @param bypass - Hosts as `NO_PROXY` has them.
   */
  constructor(byScheme: ReadonlyMap<string, Proxy>, bypass: string) {
    this.#byScheme = byScheme;
    const named = bypass.split(",").map((host) => host.trim().toLowerCase());
    this.#bypass = named.filter((host) => host !== "").map(bypassOf);
  }

  /** Return the proxy for an address, if it has one. */
  of(scheme: string, place: Place): Proxy | undefined {
    const proxy = this.#byScheme.get(scheme) ?? this.#byScheme.get("all");
    const host = place.host.toLowerCase();
    const needsNone = this.#bypass.some(({ name, port }) => {
      const isMeant = name === "*" || name === host || host.endsWith(`.${name}`);
      return isMeant && (port === undefined || port === place.port);
    });
    return needsNone ? undefined : proxy;
  }
}

interface Bypass {
  readonly name: string;
  readonly port: number | undefined;
}

/** Return what `NO_PROXY` names: a host or domain, and a port if it has one. */
function bypassOf(text: string): Bypass {
  // An address of IPv6 has colons of its own, unless it stands in brackets.
  const found = /^(?<name>\[.*\]|[^:]*):(?<port>\d+)$/.exec(text)?.groups;
  const host = found?.["name"] ?? text;
  const name = host.replace(/^\[|\]$/g, "").replace(/^\*?\.+/, "");
  return { name, port: found ? Number(found["port"]) : undefined };
}

/**
 * Return the proxies that a client is to use.
 *
 * @param setting - The URL of a proxy for all requests; empty for none; undefined for those
 *   that the environment names.
 * @throws TypeError if a URL is none of a proxy that can be used.
 */
export function proxies(setting: string | undefined, variables: Variables): Proxies {
  if (setting !== undefined) {
    const all: [string, Proxy][] = setting === "" ? [] : [["all", parsed(setting, "proxy")]];
    return new Proxies(new Map(all), "");
  }
  const found = new Map<string, Proxy>();
  for (const scheme of ["http", "https"]) {
    add(found, scheme, variables);
  }
  if (found.size < 2) {
    add(found, "all", variables);
  }
  return new Proxies(found, named("no", variables)?.value ?? "");
}

function add(found: Map<string, Proxy>, scheme: string, variables: Variables): void {
  const one = named(scheme, variables);
  if (one) {
    found.set(scheme, parsed(one.value, `the environment variable ${one.name}`));
  }
}

interface Named {
  readonly name: string;
  readonly value: string;
}

/** Return a variable, however it is spelled; in small letters it counts before all others. */
function named(scheme: string, variables: Variables): Named | undefined {
  const name = `${scheme}_proxy`;
  const own = variables[name];
  if (own !== undefined) {
    return own === "" ? undefined : { name, value: own };
  }
  // In a program that a server runs for a request, the request sets this one.
  if (scheme === "http" && variables["REQUEST_METHOD"] !== undefined) {
    return undefined;
  }
  const others = Object.entries(variables).map(
    ([key, value = ""]): Named => ({ name: key, value }),
  );
  return others.find((one) => one.name.toLowerCase() === name && one.value !== "");
}

/** Return a proxy; a URL without scheme is one of http://. */
function parsed(url: string, where: string): Proxy {
  const wanted = `${where} must be the URL of a proxy: http://, https:// or socks5://, and a host`;
  // No message shows the URL, and with it the credentials.
  const parts = URL_OF_PROXY.exec(url.includes("://") ? url : `http://${url}`)?.groups;
  if (!parts) {
    throw new TypeError(`${wanted}; it is no URL`);
  }
  const scheme = (parts["scheme"] ?? "").toLowerCase();
  const usual = PORTS[scheme];
  if (usual === undefined) {
    throw new TypeError(`${wanted}, not ${scheme}://`);
  }
  const host = (parts["host"] ?? "").replace(/^\[|\]$/g, "").toLowerCase();
  const port = (parts["port"] ?? "") === "" ? usual : Number(parts["port"]);
  if (!/^[\x21-\x7e]+$/.test(host) || port < 1 || port > 65_535) {
    throw new TypeError(`${wanted}; it has no host and port that can be asked`);
  }
  if ((parts["rest"] ?? "/") !== "/") {
    throw new TypeError(`${wanted}, and nothing behind it`);
  }
  const [username, password] = credentialsOf(parts["both"]);
  if ([username, password].some((text = "") => new TextEncoder().encode(text).length > LONGEST)) {
    throw new TypeError(`${where}: user name and password may have ${String(LONGEST)} bytes each`);
  }
  return new Proxy(scheme, { host, port }, username, password);
}

function credentialsOf(both: string | undefined): [string | undefined, string | undefined] {
  if (both === undefined) {
    return [undefined, undefined];
  }
  const [username = "", ...password] = both.split(":");
  return [unquoted(username), unquoted(password.join(":"))];
}

function unquoted(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
