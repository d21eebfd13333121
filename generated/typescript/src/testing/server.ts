/**
 * The server in memory: a transport that answers by itself.
 *
 * @packageDocumentation
 */

import { CallAbortedError } from "../errors.js";
import { MACHINE, type Clock } from "../internal/clock.js";
import type { RawReply, Request } from "../internal/exchange.js";
import { parse } from "../internal/json.js";
import { decoded } from "../internal/octets.js";
import type { QuotaHeaders } from "../internal/quota.js";
import type { Bounds, Transport } from "../internal/transport.js";
import { Collection } from "./collection.js";
import { placed } from "./examples.js";
import { failed, Quota, type Failure, type Fault } from "./faults.js";
import { Records, Shelf, type Key } from "./records.js";
import { canned, inJson, made, type Fields, type Made } from "./reply.js";
import { answerOf, Router, type Match, type Route } from "./routes.js";
import { rulesOf } from "./rules.js";
import { Sent } from "./sent.js";

// The moment at which everything happens, unless a test says otherwise.
const NOW = "2026-01-01T00:00:00Z";
const TOKEN = { access_token: "fake", token_type: "bearer", expires_in: 3600 };

/** What the description says of an API. */
export interface Table {
  readonly baseUrl: string;
  readonly routes: readonly Route[];
  /** By name, the rules of stored records, in JSON. */
  readonly collections: ReadonlyMap<string, string>;
  readonly quota: QuotaHeaders | undefined;
}

/** How the server in memory behaves. */
export interface FakeOptions {
  /** Where clients send their requests, if they are told so. */
  readonly baseUrl?: string | undefined;
  /** The moment that new and changed records tell. */
  readonly now?: string | undefined;
  /** The clock of the client, if it has one of its own. */
  readonly clock?: Clock | undefined;
}

/** A failure of requests: what they are answered, how often, and which. */
export interface FailNext<Id extends string = string> extends Made {
  /** How many requests; one where it is left out. */
  readonly times?: number | undefined;
  /** The id of the operation whose requests fail; any where it is left out. */
  readonly when?: Id | undefined;
}

/** An answer of an operation. */
export interface Respond extends Made {
  /** The status; 200 where it is left out. */
  readonly status?: number | undefined;
}

/** By the text before them in a path, the things that exist; all where it is undefined. */
export type Existing = readonly (readonly [string, Iterable<Key> | undefined])[];

/** What the fakes of all APIs have in common. */
export class FakeServer<Id extends string = string> implements Transport {
  /** Every request that came in, in order; one that found no connection is none. */
  readonly requests: Sent[] = [];
  readonly #table: Table;
  readonly #router: Router;
  readonly #existing: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #clock: Clock;
  readonly #collections = new Map<string, Collection>();
  readonly #byOperation = new Map<string, Collection>();
  readonly #overrides = new Map<string, RawReply>();
  #faults: Fault[] = [];
  #quota: Quota | undefined;

  /** Begin without records. */
  constructor(table: Table, existing: Existing, options: FakeOptions) {
    const { baseUrl, now = NOW, clock = MACHINE } = options;
    this.#table = table;
    this.#router = new Router(table.routes, table.baseUrl, baseUrl);
    this.#clock = clock;
    this.#existing = new Map(
      existing.flatMap(([before, values]) =>
        values === undefined ? [] : [[before, new Set([...values].map(String))] as const],
      ),
    );
    for (const [name, text] of table.collections) {
      const rules = rulesOf(text);
      const one = new Collection(new Shelf(rules, now));
      this.#collections.set(name, one);
      for (const operation of rules.operations.keys()) {
        this.#byOperation.set(operation, one);
      }
    }
  }

  /**
   * Answer a request.
   *
   * @param request - What a client sends.
   * @param bounds - Time makes no difference, the answer is here at once; the signal does.
   * @throws ConnectionFailedError if a test asked for it.
   * @throws CallTimeoutError if a test asked for it.
   * @throws CallAbortedError if the signal is aborted.
   */
  async send(request: Request, bounds?: Bounds): Promise<RawReply> {
    if (bounds?.signal?.aborted === true) {
      const cause: unknown = bounds.signal.reason;
      throw new CallAbortedError(`${String(request)}: the call was aborted`, { cause });
    }
    const found = this.#answered(request);
    return Promise.resolve(found);
  }

  /**
   * Let requests fail; nothing is changed by them. Several failures are kept in order.
   *
   * @param what - The status to answer; or `connect` for no connection, `timeout` for no answer
   * in time, `reset` for a connection that breaks behind the request.
   * @param how - The body and the header fields; how many requests, and of which operation.
   * @throws RangeError if there is no such operation.
   */
  failNext(what: Failure | number, how: FailNext<Id> = {}): void {
    const { times = 1, when } = how;
    const operation = when && this.#known(when);
    const fault = typeof what === "number" ? made(what, how) : what;
    this.#faults.push({ operation, times, what: fault });
  }

  /**
   * Let an operation answer this, until `restore` or another answer.
   *
   * @throws RangeError if there is no such operation.
   */
  respond(operation: Id, answer: Respond): void {
    this.#overrides.set(this.#known(operation), made(answer.status ?? 200, answer));
  }

  /**
   * Let an operation answer as the description has it again.
   *
   * @throws RangeError if there is no such operation.
   */
  restore(operation: Id): void {
    this.#overrides.delete(this.#known(operation));
  }

  /** Limit the calls. */
  protected static limit(
    server: FakeServer,
    remaining: number,
    resetsIn: number,
    total: number | undefined,
  ): void {
    const whole = total ?? Math.max(remaining, 1);
    server.#quota = new Quota(server.#clock, remaining, resetsIn, whole);
  }

  /** Return the records of a collection. */
  protected static records<Where extends readonly Key[]>(
    server: FakeServer,
    name: string,
  ): Records<Where> {
    const found = server.#collections.get(name);
    if (!found) {
      throw new RangeError(`there is no collection ${name}`);
    }
    return new Records<Where>(found.shelf);
  }

  #known(operation: string): string {
    const ids = this.#table.routes.map((route) => route.id);
    if (!ids.includes(operation)) {
      const shown = JSON.stringify(operation);
      throw new RangeError(`${shown} is no operation; there are ${ids.join(", ")}`);
    }
    return operation;
  }

  #answered(request: Request): RawReply {
    const found = this.#router.match(request);
    const { route } = found;
    const fault = this.#fault(route?.id);
    if (fault === "connect") {
      throw failed(fault, request);
    }
    const sent = new Sent(request, route?.id ?? "", found.below);
    this.requests.push(sent);
    if (typeof fault === "string") {
      throw failed(fault, request);
    }
    if (fault) {
      return fault;
    }
    if (!route) {
      return unknown(request, found);
    }
    if (route.asks === true && !request.isProven) {
      return inJson(401, "Unauthorized", {});
    }
    const { headers, over } = this.#counted();
    if (over !== undefined) {
      return inJson(over, "The quota is spent", headers);
    }
    const override = this.#overrides.get(route.id);
    return override
      ? { ...override, headers: [...override.headers, ...Object.entries(headers)] }
      : this.#knownAnswer(found, route, sent, headers);
  }

  #fault(operation: string | undefined): RawReply | Failure | undefined {
    const waits = (one: Fault): boolean =>
      one.operation === undefined || one.operation === operation;
    const found = this.#faults.find((one) => one.times > 0 && waits(one));
    if (found) {
      found.times -= 1;
      this.#faults = this.#faults.filter((one) => one.times > 0);
    }
    return found?.what;
  }

  /** Count a call; return the fields of the quota, and the status beyond it. */
  #counted(): { headers: Fields; over?: number } {
    const names = this.#table.quota;
    if (!this.#quota || !names) {
      return { headers: {} };
    }
    const isFree = this.#quota.take();
    const { left, seconds } = this.#quota;
    const headers = { [names.remaining]: String(left), [names.resetsIn]: String(seconds) };
    return isFree ? { headers } : { headers, over: names.status };
  }

  #knownAnswer(found: Match, route: Route, sent: Sent, headers: Fields): RawReply {
    let body: unknown = null;
    const isSent = sent.body !== undefined && sent.body.length > 0;
    if (route.reads === true && isSent) {
      try {
        body = parse(decoded(sent.body));
      } catch {
        return inJson(400, "The body is no JSON", headers);
      }
    } else if (route.reads === true && route.needs === true) {
      return inJson(400, "A JSON body is expected", headers);
    }
    if (!this.#exists(route, found.values)) {
      return canned(route.missing, headers);
    }
    const collection = this.#byOperation.get(route.id);
    if (collection?.answers === true) {
      return collection.answer({ route, sent, values: found.values, body, headers });
    }
    const answer = answerOf(route, sent.headers.get("Accept") ?? "");
    return canned(placed(answer, route, found.values), headers);
  }

  #exists(route: Route, values: ReadonlyMap<string, string>): boolean {
    const [first] = route.parameters ?? [];
    const known = first === undefined ? undefined : this.#existing.get(route.path[0] ?? "");
    return known?.has(values.get(first ?? "") ?? "") ?? true;
  }
}

/** Return the answer to what the description does not know. */
function unknown(request: Request, found: Match): RawReply {
  if (found.allowed.length > 0) {
    const headers = { Allow: found.allowed.join(", ") };
    return inJson(405, `${request.method} is not known here`, headers);
  }
  if (request.body && decoded(request.body).includes("grant_type=")) {
    // Not a call of the API: a client fetches a token for its calls.
    return inJson(200, TOKEN, {});
  }
  return inJson(404, `${found.below === "" ? "/" : found.below} is no known path`, {});
}
