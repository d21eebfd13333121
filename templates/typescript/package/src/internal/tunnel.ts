/**
 * What is said to a proxy before it passes bytes on: CONNECT of HTTP, and SOCKS 5.
 *
 * @packageDocumentation
 */

import type { Socket } from "./nodetypes.js";
import { together } from "./octets.js";
import { placeOf, type Place, type Proxy } from "./proxy.js";

const LONGEST_HEAD = 64 * 1024;
const REFUSALS: Readonly<Record<number, string>> = {
  1: "general failure",
  2: "not allowed",
  3: "network unreachable",
  4: "host unreachable",
  5: "connection refused",
  6: "timed out",
  7: "command not supported",
  8: "kind of address not supported",
};

/**
 * Have a proxy pass bytes to a host.
 *
 * @param version - 4 or 6 for an address of IP, 0 for a name.
 */
export async function tunnel(
  socket: Socket,
  proxy: Proxy,
  place: Place,
  version: number,
): Promise<void> {
  const talk = new Talk(socket, proxy);
  if (proxy.scheme === "http" || proxy.scheme === "https") {
    await connect(talk, place);
  } else {
    await socks(talk, place, version);
  }
}

/** A talk with a proxy. */
class Talk {
  readonly proxy: Proxy;
  readonly #socket: Socket;
  #got: Uint8Array = new Uint8Array();

  constructor(socket: Socket, proxy: Proxy) {
    this.#socket = socket;
    this.proxy = proxy;
  }

  say(octets: Uint8Array | string): void {
    this.#socket.write(octets);
  }

  /** Return what came so far and is not taken; wait until it is so much. */
  async heard(size: number): Promise<Uint8Array> {
    while (this.#got.length < size) {
      const more = await chunk(this.#socket);
      if (!more) {
        throw this.failed("it closed the connection");
      }
      this.#got = together([this.#got, more]);
    }
    return this.#got;
  }

  /** Return so many bytes of what came, which are then taken. */
  async take(size: number): Promise<Uint8Array> {
    const got = await this.heard(size);
    this.#got = got.slice(size);
    return got.slice(0, size);
  }

  /** Refuse what came although nothing was to. */
  end(): void {
    if (this.#got.length > 0) {
      throw this.failed("it talks before it was told anything");
    }
  }

  failed(why: string): Error {
    return new Error(`the proxy ${String(this.proxy)} did not connect: ${why}`);
  }
}

/** Return the next bytes that come; undefined at the end. */
function chunk(socket: Socket): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = socket.read();
      if (found) {
        settle(() => {
          resolve(found);
        });
      }
    };
    const end = (): void => {
      settle(() => {
        resolve(undefined);
      });
    };
    const fail = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    const settle = (tell: () => void): void => {
      socket.removeListener("readable", look);
      socket.removeListener("end", end);
      socket.removeListener("close", end);
      socket.removeListener("error", fail);
      tell();
    };
    socket.on("readable", look);
    socket.on("end", end);
    socket.on("close", end);
    socket.on("error", fail);
    look();
  });
}

async function connect(talk: Talk, place: Place): Promise<void> {
  const target = placeOf(place);
  const [name, value] = talk.proxy.authorization();
  const own = name === undefined ? "" : `${name}: ${value ?? ""}\r\n`;
  talk.say(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${own}\r\n`);
  let head = "";
  for (let size = 1; !head.includes("\r\n\r\n"); size = head.length + 1) {
    if (size > LONGEST_HEAD) {
      throw talk.failed("its answer does not end");
    }
    head = new TextDecoder("latin1").decode(await talk.heard(size));
  }
  const [, status, said = ""] = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?\r?\n/.exec(head) ?? [];
  if (status === undefined) {
    throw talk.failed("it does not talk HTTP");
  }
  if (!status.startsWith("2")) {
    throw talk.failed(`asked for ${target}, it answered ${`${status} ${said}`.trim()}`);
  }
  await talk.take(head.indexOf("\r\n\r\n") + 4);
  talk.end();
}

async function socks(talk: Talk, place: Place, version: number): Promise<void> {
  const both = talk.proxy.credentials();
  talk.say(Uint8Array.from(both ? [5, 2, 0, 2] : [5, 1, 0]));
  const [protocol, way] = await talk.take(2);
  if (protocol !== 5) {
    throw talk.failed("it does not talk SOCKS 5");
  }
  if (way === 2 && both) {
    const parts = both.map((text) => new TextEncoder().encode(text));
    talk.say(Uint8Array.from([1, ...parts.flatMap((part) => [part.length, ...part])]));
    if ((await talk.take(2))[1] !== 0) {
      throw talk.failed("it refuses the user name or the password");
    }
  } else if (way !== 0) {
    throw talk.failed(`it wants ${both ? "another kind of credentials" : "credentials"}`);
  }
  talk.say(Uint8Array.from([5, 1, 0, ...address(place.host, version), ...port(place.port)]));
  const [, answer = 1, , kind] = await talk.take(4);
  if (answer !== 0) {
    const said = REFUSALS[answer] ?? `error ${String(answer)}`;
    throw talk.failed(`asked for ${placeOf(place)}, it answered: ${said}`);
  }
  // The address that it uses itself: read, so that nothing of it is left.
  const size = kind === 1 ? 4 : kind === 4 ? 16 : kind === 3 ? (await talk.take(1))[0] : undefined;
  if (size === undefined) {
    throw talk.failed("it does not talk SOCKS 5");
  }
  await talk.take(size + 2);
  talk.end();
}

function port(number: number): number[] {
  return [number >> 8, number & 0xff];
}

/** Return a host as SOCKS has it; a name is looked up by the proxy. */
function address(host: string, version: number): number[] {
  if (version === 4) {
    return [1, ...host.split(".").map(Number)];
  }
  if (version === 6) {
    return [4, ...groups(host).flatMap(port)];
  }
  const name = new TextEncoder().encode(host);
  return [3, name.length, ...name];
}

/** Return the eight numbers of an address of IPv6, which a URL has without a dot in it. */
function groups(host: string): number[] {
  const halves = host.split("::").map((half) => half.split(":").filter((one) => one !== ""));
  const [first = [], last = []] = halves;
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => "0");
  return [...first, ...zeros, ...last].map((group) => Number.parseInt(group, 16));
}
