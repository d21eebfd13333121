/**
 * A case: what is called, and with what.
 *
 * @packageDocumentation
 */

import { Buffer } from "node:buffer";
import { CaseClock } from "./clock.js";
import * as api from "./package.js";
import type { Plain, Shape } from "./values.js";

/** A method of the client, with what a case may call its arguments. */
export interface Operation {
  /** What it returns: a value, pages, a file, events, lines, or a whole response. */
  readonly how: "send" | "pages" | "download" | "events" | "lines" | "request";
  /** The arguments that are given by their place, by what the description calls them. */
  readonly placed: Readonly<Record<string, string>>;
  /** The arguments that are given by name. */
  readonly named: Readonly<Record<string, string>>;
  readonly call: (client: api.Client, given: Given) => unknown;
  /** What the body is documented to be; of lines and events one of them. */
  readonly shape: Shape;
  /** The kinds of success, where there are several. */
  readonly answers?: readonly Kind[];
  /** The way from the body of a page to its rows. */
  readonly rows?: readonly string[];
}

/** A kind of success. */
export interface Kind {
  readonly status: string;
  readonly mediaType: string;
  readonly shape: Shape;
}

/** The arguments of a call; the compiler takes them for whatever is wanted. */
export interface Given {
  /** Return one that is given by its place. */
  at(name: string): never;
  /** Those that are given by name; undefined where there are none. */
  readonly params: never;
  readonly options: api.CallOptions | undefined;
}

/** A case as it comes in. */
export interface Said {
  readonly id: string;
  readonly operation: string;
  readonly arguments?: Plain | null;
  readonly pages?: number | null;
  readonly base_url: string;
  readonly options?: Plain | null;
  readonly client?: Plain | null;
}

/** A fault of the driver, or of the case. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** One case. */
export class Case implements Given {
  readonly operation: Operation;
  readonly options: api.CallOptions | undefined;
  /** How many pages are read; undefined for all. */
  readonly pages: number | undefined;
  /** In how many seconds there is more of the quota, which is spent; undefined where it is not. */
  readonly spent: string | undefined;
  readonly settings: api.Settings;
  /** The deviations that the client told of. */
  readonly seen: api.Deviation[] = [];
  /** All that the client told, and that was printed. */
  readonly lines: string[] = [];
  /** How many requests made the result; undefined where nothing tells. */
  attempts: number | undefined;
  /** What the client knows of the quota in the end. */
  quota: ReturnType<typeof api.quotaOf>;
  readonly #clock = new CaseClock();
  readonly #given: ReadonlyMap<string, unknown>;

  /**
   * Read a case.
   *
   * @throws Crash for a name that is not known.
   */
  constructor(said: Said, operations: Readonly<Record<string, Operation>>) {
    this.operation = known(operations, said.operation);
    const names = { ...this.operation.placed, ...this.operation.named };
    const given = Object.entries(said.arguments ?? {});
    this.#given = new Map(given.map(([name, value]) => [known(names, name), native(value)]));
    const options = said.options ?? {};
    this.options = Object.keys(options).length > 0 ? inMilliseconds(options) : undefined;
    this.pages = said.pages ?? undefined;
    const { spent, credentials = {}, ...client } = said.client ?? {};
    this.spent = spent === undefined ? undefined : api.dump(spent);
    const { lines } = this;
    const say = (message: string): void => {
      lines.push(message);
    };
    this.settings = {
      baseUrl: said.base_url,
      clock: this.#clock,
      logger: { debug: say, info: say, warn: say },
      onDeviation: this.#collect,
      ...this.#settings(client),
      ...renamed(api.CREDENTIALS, credentials as Plain),
    };
  }

  #settings(client: Plain): Plain {
    const { on_deviation: wanted = "collect", ...rest } = client;
    const own = wanted === "collect" ? rest : client;
    return renamed(api.SETTINGS, inMilliseconds(own));
  }

  readonly #collect = (deviation: api.Deviation): void => {
    this.seen.push(deviation);
  };

  at(name: string): never {
    return this.#given.get(name) as never;
  }

  get params(): never {
    const names = new Set(Object.values(this.operation.named));
    const given = [...this.#given].filter(([name]) => names.has(name));
    return (given.length > 0 ? Object.fromEntries(given) : undefined) as never;
  }

  /** Add the requests that it took to get a reply. */
  count(reply: { readonly attempts: readonly api.Attempt[] }): void {
    this.attempts = (this.attempts ?? 0) + reply.attempts.length;
  }

  /** Return what is to be told of results and errors alike. */
  told(): Plain {
    const { quota } = this;
    return {
      waits: this.#clock.waits.map((one) => one / 1000),
      quota: quota ? { remaining: quota.remaining, resets_in: inSeconds(quota.resetsIn) } : null,
    };
  }
}

/** Return seconds; null for nothing. */
export function inSeconds(milliseconds: number | undefined): number | null {
  return milliseconds === undefined ? null : milliseconds / 1000;
}

/** Return settings with their timeout in milliseconds. */
function inMilliseconds(settings: Plain): Plain {
  const timeout = settings["timeout"];
  return typeof timeout === "number" ? { ...settings, timeout: timeout * 1000 } : settings;
}

/** Return what stands under a name. */
function known<T>(all: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(all, name) ? all[name] : undefined;
  if (found === undefined) {
    throw new Crash(`${name} is not known`);
  }
  return found;
}

function renamed(names: Readonly<Record<string, string>>, values: Plain): Plain {
  const all = Object.entries(values).map(([name, value]) => [known(names, name), value] as const);
  return Object.fromEntries(all);
}

/** Return a JSON value as a caller would give it; `$base64` stands for bytes. */
function native(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(native);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const members = Object.entries(value);
  const [first] = members;
  if (members.length === 1 && first?.[0] === "$base64") {
    return Uint8Array.from(Buffer.from(String(first[1]), "base64"));
  }
  return Object.fromEntries(members.map(([name, item]) => [name, native(item)]));
}
