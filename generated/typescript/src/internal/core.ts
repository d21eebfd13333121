/**
 * The client's engine: have a request sent as often as it takes, read the reply.
 *
 * @packageDocumentation
 */

import { CallAbortedError, UnreadableResponseError, type ApiError } from "../errors.js";
import { failure, read } from "./answer.js";
import { MACHINE, type Clock } from "./clock.js";
import { Watch } from "./deviations.js";
import { direct, type RequestParams } from "./direct.js";
import { isSuccess, type Answered, type RawReply, type Reply, type Request } from "./exchange.js";
import { transportError } from "./failures.js";
import { parseOrNothing } from "./json.js";
import { MAX_BODY } from "./limited.js";
import { Log } from "./log.js";
import { chained, type Middleware } from "./middleware.js";
import { decoded } from "./octets.js";
import type { Call, CallOptions } from "./operation.js";
import { Pager } from "./pager.js";
import { transportOf } from "./platform.js";
import { ApiPromise } from "./promise.js";
import { QuotaKeeper, resetsIn, type QuotaHeaders } from "./quota.js";
import { Budget, retryAfter } from "./retry.js";
import { build, type Site } from "./request.js";
import { checkedRetries, checkedTimeout, type ClientOptions } from "./settings.js";
import type { RawStream, Transport } from "./transport.js";
import { Trial, type Rules } from "./trial.js";
import { Heads, successOrAll, wholeStream } from "./whole.js";

/** What the API declares besides its operations. */
export interface Declared {
  /** Where responses tell of a quota. */
  readonly quota?: QuotaHeaders | undefined;
  /** Names of members that no log shows. */
  readonly sensitive?: Iterable<string>;
  /** What puts tokens into requests; left out where no security scheme takes any. */
  readonly tokens?: Tokens;
}

/** Makes a transport that puts tokens into requests, around another one. */
export type Tokens = new (inner: Transport, site: Site, clock: Clock) => Transport;

/** A success that is still coming in, and what may be done with it. */
export interface Streamed {
  readonly stream: RawStream;
  readonly reply: Reply;
  /** Takes what is not as documented. */
  readonly watch: Watch;
  /** Bytes that may be in memory at once. */
  readonly limit: number;
}

/** The engine of a client. */
export class Core {
  readonly clock: Clock;
  readonly quota: QuotaKeeper;
  readonly watch: Watch;
  readonly #site: Site;
  readonly #rules: Rules;
  readonly #timeout: number;
  readonly #retries: number;
  readonly #maxBody: number;
  readonly #transport: Transport;
  /** The one that the client made, and therefore closes. */
  readonly #own: Transport | undefined;
  readonly #middleware: readonly Middleware[];

  /**
   * Keep the settings.
   *
   * @throws TypeError if a setting makes no sense.
   */
  constructor(site: Site, options: ClientOptions, declared: Declared = {}) {
    const mode = options.onQuota ?? "raise";
    if (!["raise", "wait"].includes(mode)) {
      throw new TypeError(`onQuota must be 'raise' or 'wait', not ${JSON.stringify(mode)}`);
    }
    this.#site = site;
    this.#timeout = checkedTimeout(options.timeout ?? 60_000);
    this.#retries = checkedRetries(options.retries ?? 2);
    this.clock = options.clock ?? MACHINE;
    this.quota = new QuotaKeeper(declared.quota, mode, this.clock);
    const log = new Log(options.logger, declared.sensitive ?? [], options.logBodies ?? false);
    this.watch = new Watch(options.onDeviation ?? "warn", (message) => {
      log.logger.warn(message);
    });
    this.#rules = { clock: this.clock, quota: this.quota, log, budget: new Budget() };
    this.#middleware = options.middleware ?? [];
    this.#maxBody = options.maxBody ?? MAX_BODY;
    const inner = transportOf(options);
    this.#own = options.transport ? undefined : inner;
    const hasGrants = Object.keys(site.credentials.grants).length > 0;
    const { tokens } = declared;
    this.#transport = tokens && hasGrants ? new tokens(inner, site, this.clock) : inner;
  }

  /** The address that all paths are put after. */
  get baseUrl(): string {
    return this.#site.baseUrl;
  }

  /** Close all connections; a transport that the caller gave is the caller's to close. */
  close(): void {
    this.#own?.close?.();
  }

  /** Make a call and return what it returns. */
  send<T>(call: Call<T>): ApiPromise<T> {
    return new ApiPromise(this.exchange(call));
  }

  /** Make a call and return the whole response. */
  async exchange<T>(call: Call<T>): Promise<Answered<T>> {
    const trial = await this.#begin(call);
    const raw = await this.#tried(trial, call, (left) => this.#send(trial, call, left));
    const reply = trial.reply(raw, raw.body);
    if (!isSuccess(reply.status)) {
      throw this.#failure(call, reply);
    }
    return { ...reply, value: read(call.operation, reply, this.watch) as T };
  }

  /** Make a call that no method makes, with all that a call has: retries, credentials, errors. */
  async request(
    method: string,
    path: string,
    params: RequestParams = {},
    options?: CallOptions,
  ): Promise<Answered<unknown>> {
    const answered = await this.exchange(direct(method, path, params, options));
    return { ...answered, value: parseOrNothing(decoded(answered.body)) };
  }

  /** Return the rows of a list that comes in pages; nothing is sent yet. */
  pages<T>(call: Call<readonly T[]>): Pager<T>;
  /** Return the rows of a list that lies in the body; nothing is sent yet. */
  pages<T, B>(call: Call<B>): Pager<T>;
  pages<T>(call: Call<unknown>): Pager<T> {
    return new Pager<T>((one) => this.exchange(one), call);
  }

  /**
   * Make a call and return what comes, its body still to be read.
   *
   * What reads it is no part of the engine, so that a bundle holds only what its client calls.
   */
  async streamed(call: Call<unknown>): Promise<Streamed> {
    const known = { watch: this.watch, limit: this.#maxBody };
    const trial = await this.#begin(call);
    const answer = await this.#tried(trial, call, (left) => this.#open(trial, call, left));
    if ("close" in answer) {
      return { ...known, stream: answer, reply: trial.reply(answer, new Uint8Array()) };
    }
    const reply = trial.reply(answer, answer.body);
    if (isSuccess(answer.status)) {
      return { ...known, stream: wholeStream(answer), reply };
    }
    throw this.#failure(call, reply);
  }

  async #begin(call: Call<unknown>): Promise<Trial> {
    const { operation, options } = call;
    const timeout = checkedTimeout(options?.timeout ?? this.#timeout);
    const retries = checkedRetries(options?.retries ?? this.#retries);
    const request = await build(this.#site, call);
    // The first argument in the path says whose quota it is, if there are several.
    const first = call.path?.slice(0, 1) ?? [];
    const key = `${operation.path[0] ?? ""}${first.map(textOrNothing).join("")}`;
    return new Trial(this.#rules, request, { name: operation.id, key, timeout, retries });
  }

  /** Send a request as often as it takes; return the answer that stands. */
  async #tried<A extends RawReply | RawStream>(
    trial: Trial,
    call: Call<unknown>,
    send: (left: number) => Promise<A>,
  ): Promise<A> {
    const held = trial.hold();
    if (held > 0) {
      await this.#sleep(held, call, trial);
    }
    for (;;) {
      const left = trial.left();
      let wait: number | undefined;
      try {
        const answer = await send(left);
        const body = "close" in answer ? undefined : answer.body;
        wait = trial.answered(answer, body);
        if (wait === undefined) {
          return answer;
        }
      } catch (error) {
        wait = failed(trial, error);
      }
      await this.#sleep(wait, call, trial);
    }
  }

  async #send(trial: Trial, call: Call<unknown>, left: number): Promise<RawReply> {
    const signal = call.options?.signal;
    if (this.#middleware.length === 0) {
      return this.#transport.send(trial.request, { timeout: left, signal });
    }
    const send = chained(this.#middleware, (request) =>
      this.#transport.send(request, { timeout: trial.remaining(), signal }),
    );
    return send(trial.request);
  }

  /** Return a success that is still coming in, or a failure with all it says. */
  async #open(trial: Trial, call: Call<unknown>, left: number): Promise<RawReply | RawStream> {
    const signal = call.options?.signal;
    const open = (request: Request, timeout: number): Promise<RawReply | RawStream> =>
      successOrAll(this.#transport, request, { timeout, signal }, this.#maxBody);
    if (this.#middleware.length === 0) {
      return open(trial.request, left);
    }
    const heads = new Heads();
    const send = chained(this.#middleware, async (request) => {
      const answer = await open(request, trial.remaining());
      return "close" in answer ? heads.keep(answer) : answer;
    });
    return heads.chosen(send(trial.request));
  }

  async #sleep(wait: number, call: Call<unknown>, trial: Trial): Promise<void> {
    const signal = call.options?.signal;
    try {
      await this.clock.sleep(wait, signal);
    } catch (error) {
      const message = `${String(trial.request)}: the call was aborted`;
      throw new CallAbortedError(message, { cause: signal?.reason ?? error });
    }
  }

  #failure(call: Call<unknown>, reply: Reply): ApiError {
    const { declared } = this.quota;
    const isSpent = this.quota.isSpent(reply.status, reply.headers);
    const wait = isSpent
      ? resetsIn(declared, reply.headers)
      : retryAfter(reply.headers, this.clock.time());
    return failure(call.operation, reply, declared, wait);
  }
}

/**
 * Return how long to wait after a request that no answer came to.
 *
 * What a transport or a middleware of the caller's may throw becomes one of our errors.
 */
function failed(trial: Trial, error: unknown): number {
  if (error instanceof UnreadableResponseError) {
    trial.unreadable(error);
    throw error;
  }
  const known = transportError(error, trial.request);
  if (known) {
    return trial.failed(known);
  }
  throw error;
}

function textOrNothing(value: unknown): string {
  const isText = typeof value === "string" || typeof value === "number";
  return isText || typeof value === "bigint" ? String(value) : "";
}
