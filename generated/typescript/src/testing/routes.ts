/**
 * Which operation a request is for: by its method and the segments of its path.
 *
 * @packageDocumentation
 */

import type { Request } from "../internal/exchange.js";
import type { Answer } from "./reply.js";

// Stands for a parameter in a template; no path of a description can hold it.
const MARK = "\0";

/** An operation, as a server sees it. */
export interface Route {
  readonly id: string;
  readonly method: string;
  /** The fixed parts: one before, between and after the parameters in the path. */
  readonly path: readonly string[];
  /** The names of the parameters in the path. */
  readonly parameters?: readonly string[];
  /** The address of an operation that is elsewhere than the others. */
  readonly server?: string;
  /** Whether it must be said who asks. */
  readonly asks?: boolean;
  /** Whether a body in JSON is read. */
  readonly reads?: boolean;
  /** Whether there must be a body. */
  readonly needs?: boolean;
  /** The documented success. */
  readonly answer: Answer;
  /** The same in media types that it may be asked for as well. */
  readonly others?: readonly Answer[];
  /** What is answered where the thing that the path names does not exist. */
  readonly missing: Answer;
}

/** Return the success in the media type that is asked for first. */
export function answerOf(route: Route, accept: string): Answer {
  const wanted = essence(accept.split(",", 1)[0] ?? "");
  return (
    (route.others ?? []).find((one) => essence(one.mediaType ?? "") === wanted) ?? route.answer
  );
}

function essence(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** Tell whether the path of an operation ends in a parameter. */
export function isItem(route: Route): boolean {
  return (route.parameters ?? []).length > 0 && route.path.at(-1) === "";
}

/** What a request turned out to be. */
export interface Match {
  /** The path below the base address, encoded. */
  readonly below: string;
  readonly route: Route | undefined;
  /** The parameters in the path, decoded. */
  readonly values: ReadonlyMap<string, string>;
  /** Methods that the path has, where the one that was asked for is none of them. */
  readonly allowed: readonly string[];
}

interface Row {
  /** The address that the operation stands below, as a pattern. */
  readonly own: string;
  readonly segments: readonly Segment[];
  readonly route: Route;
}

/** The routes of an API, the most literal first. */
export class Router {
  readonly #isAnywhere: boolean;
  readonly #bases: readonly string[];
  readonly #rows: readonly Row[];

  /**
   * Keep the routes.
   *
   * @param routes - The operations.
   * @param documented - The documented address; parts of it may be variables.
   * @param baseUrl - The address that clients use instead.
   */
  constructor(routes: readonly Route[], documented: string, baseUrl: string | undefined) {
    this.#isAnywhere = documented === "" && baseUrl === undefined;
    const base = baseUrl ?? documented;
    const rows = routes.map((route): Row => {
      // An address that a caller gives stands for every documented one.
      const hasOwn = baseUrl === undefined && (route.server ?? "") !== "";
      const own = basePattern(hasOwn ? (route.server ?? "") : base);
      const segments = route.path.join(MARK).split("/");
      return { own, segments: segments.map((text) => new Segment(text)), route };
    });
    this.#bases = [...new Set([basePattern(base), ...rows.map((row) => row.own)])];
    this.#rows = rows.sort((one, other) => byRank(one.segments, other.segments));
  }

  /** Return what a request is for. */
  match(request: Request): Match {
    const path = pathOf(request.url);
    const allowed = new Set<string>();
    let below = path;
    for (const base of this.#bases) {
      const found = new RegExp(`^${base}(?=/|$)`).exec(path);
      if (!found) {
        continue;
      }
      below = path.slice(found[0].length);
      for (const { own, segments, route } of this.#rows) {
        const texts = own === base ? this.#values(segments, below) : undefined;
        if (texts && route.method === request.method) {
          const names = route.parameters ?? [];
          const values = new Map(names.map((name, at) => [name, texts[at] ?? ""]));
          return { below, route, values, allowed: [] };
        }
        if (texts) {
          allowed.add(route.method);
        }
      }
    }
    return { below, route: undefined, values: new Map(), allowed: [...allowed] };
  }

  #values(segments: readonly Segment[], path: string): readonly string[] | undefined {
    const all = path.split("/").map(unquoted);
    // Nobody said where the API begins.
    const texts = this.#isAnywhere ? ["", ...all.slice(all.length - segments.length + 1)] : all;
    if (texts.length !== segments.length) {
      return undefined;
    }
    const found = segments.map((segment, at) => segment.match(texts[at] ?? ""));
    return found.includes(undefined) ? undefined : found.flatMap((values) => values ?? []);
  }
}

/** What stands between two slashes of a template. */
class Segment {
  readonly hasParameters: boolean;
  /** How much of it is fixed. */
  readonly size: number;
  readonly #pattern: RegExp;

  constructor(text: string) {
    const parts = text.split(MARK).map(unquoted);
    this.hasParameters = parts.length > 1;
    this.size = parts.join("").length;
    this.#pattern = new RegExp(`^${parts.map(escaped).join("(.+)")}$`, "s");
  }

  /** Return the values of the parameters in it; undefined where it is another text. */
  match(text: string): readonly string[] | undefined {
    return this.#pattern.exec(text)?.slice(1);
  }
}

/** Put what is more literal first, segment by segment. */
function byRank(some: readonly Segment[], others: readonly Segment[]): number {
  for (const [at, one] of some.entries()) {
    const other = others[at];
    const order = other
      ? Number(one.hasParameters) - Number(other.hasParameters) || other.size - one.size
      : 1;
    if (order !== 0) {
      return order;
    }
  }
  return some.length - others.length;
}

/** Return the path of an address as a pattern; `{name}` stands for any segment. */
function basePattern(address: string): string {
  const path = pathOf(address).replace(/\/+$/, "");
  return path
    .split(/\{[^{}/]*\}/)
    .map(escaped)
    .join("[^/]+");
}

function pathOf(address: string): string {
  return /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^/?#]*)?([^?#]*)/i.exec(address)?.[1] ?? "";
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** Return a text of an address decoded; what is broken in it is replaced. */
export function unquoted(text: string): string {
  const whole = text.replaceAll("+", "%2B").replaceAll("&", "%26");
  return new URLSearchParams(`=${whole}`).get("") ?? "";
}
