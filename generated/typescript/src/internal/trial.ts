/**
 * One call, which may take several requests: what was tried, and what comes next.
 *
 * Nothing is sent and nobody waits here: the core does, and tells how it went.
 *
 * @packageDocumentation
 */

import {
  CallTimeoutError,
  OutcomeUnknownError,
  QuotaExceededError,
  type TransportError,
} from "../errors.js";
import { rootOf } from "./causes.js";
import type { Clock } from "./clock.js";
import { HeaderFields, isSuccess, type Attempt, type Reply, type Request } from "./exchange.js";
import type { Log } from "./log.js";
import type { QuotaKeeper } from "./quota.js";
import {
  backoff,
  isIdempotent,
  isPassing,
  isRepeatable,
  LONGEST_RETRY_AFTER,
  retryAfter,
  type Budget,
} from "./retry.js";

// A call waits for the quota at most so often: somebody else may spend it every time.
const QUOTA_WAITS = 2;

/** The beginning of a response, whole or still coming in. */
export interface Head {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
}

/** What all calls of a client share. */
export interface Rules {
  readonly clock: Clock;
  readonly quota: QuotaKeeper;
  readonly log: Log;
  readonly budget: Budget;
}

/** What is particular to one call. */
export interface Use {
  /** What the call is called in the log. */
  readonly name: string;
  /** Which quota it belongs to. */
  readonly key: string;
  /** Milliseconds that it may take. */
  readonly timeout: number;
  /** How often it may be tried again. */
  readonly retries: number;
}

/** The requests of one call. */
export class Trial {
  readonly request: Request;
  attempts: readonly Attempt[] = [];
  readonly #rules: Rules;
  readonly #use: Use;
  #tried = 0;
  #quotaWaits = 0;
  #waited = 0;
  #began = 0;
  #end = 0;

  /** Begin; the request has real secrets. */
  constructor(rules: Rules, request: Request, use: Use) {
    this.#rules = rules;
    this.request = request;
    this.#use = use;
  }

  /**
   * Return how long to wait before the first request: the quota may be spent.
   *
   * @throws QuotaExceededError if it is, and the client does not wait for it.
   */
  hold(): number {
    const { quota } = this.#rules;
    const held = quota.hold(this.#use.key);
    if (!held) {
      return 0;
    }
    if (quota.wait(held.headers) !== undefined) {
      return this.#pauseForQuota(held.wait);
    }
    const status = quota.declared?.status ?? 402;
    const reply = { ...this.#replyOf(held.headers), status };
    const seconds = (held.wait / 1000).toFixed(0);
    const message =
      `${String(this.request)} was not sent: the quota is spent; ` +
      `there is more in ${seconds} seconds`;
    throw new QuotaExceededError(message, reply, { retryAfter: held.wait });
  }

  /**
   * Return the milliseconds left, and begin a request.
   *
   * @throws CallTimeoutError if there are none.
   */
  left(): number {
    const { clock, log } = this.#rules;
    this.#began = clock.now();
    if (this.attempts.length === 0) {
      this.#end = this.#began + this.#use.timeout;
    }
    const left = this.#end - this.#began;
    if (left <= 0) {
      const message = `${String(this.request)}: no answer within ${String(this.#use.timeout)} ms`;
      throw new CallTimeoutError(message, this.request, this.attempts.length > 0, this.attempts);
    }
    log.sending(this.#use.name, this.request, this.attempts.length + 1);
    return left;
  }

  /** Return the milliseconds left for a request that is going on; never none. */
  remaining(): number {
    return Math.max(this.#end - this.#rules.clock.now(), 1);
  }

  /**
   * Note an answer.
   *
   * @param body - Its body; undefined where it is still coming in.
   * @returns How long to wait before the next request; undefined where the answer stands.
   */
  answered(answer: Head, body: Uint8Array | undefined): number | undefined {
    const { quota, budget, log } = this.#rules;
    const duration = this.#noted({ status: answer.status });
    const headers = new HeaderFields(answer.headers);
    log.answered(this.#use.name, answer.status, headers, duration, body);
    quota.note(this.#use.key, headers);
    if (isSuccess(answer.status)) {
      budget.succeeded();
      return undefined;
    }
    if (quota.isSpent(answer.status, headers)) {
      const wait = quota.wait(headers);
      const isOver = wait === undefined || this.#quotaWaits === QUOTA_WAITS;
      return isOver ? undefined : this.#pauseForQuota(wait);
    }
    if (!isPassing(this.request.method, answer.status)) {
      return undefined;
    }
    return this.#pause(`answered ${String(answer.status)}`, headers);
  }

  /**
   * Note that no answer came; return how long to wait before the next request.
   *
   * @throws TransportError if there is none.
   */
  failed(error: TransportError): number {
    const { method } = this.request;
    const { text } = rootOf(error.cause);
    const duration = this.#noted({ problem: text === "" ? error.name : text });
    this.#rules.log.failed(this.#use.name, error, duration);
    if (isRepeatable(method, error)) {
      const wait = this.#pause(error.name, new HeaderFields());
      if (wait !== undefined) {
        return wait;
      }
    }
    error.attempts = this.attempts;
    if (!error.sent || isIdempotent(method)) {
      throw error;
    }
    const message = `${error.message}; the change may have been made all the same`;
    throw new OutcomeUnknownError(message, this.request, true, this.attempts, { cause: error });
  }

  /** Note an answer that nobody can take, which ends the call. */
  unreadable(error: Reply & { attempts: readonly Attempt[] }): void {
    const duration = this.#noted({ status: error.status });
    const { log } = this.#rules;
    log.answered(this.#use.name, error.status, error.headers, duration, error.body);
    error.attempts = this.attempts;
  }

  /** Return an answer with all that is to be told of it. */
  reply(answer: Head, body: Uint8Array): Reply {
    const headers = new HeaderFields(answer.headers);
    return { ...this.#replyOf(headers), status: answer.status, body };
  }

  #replyOf(headers: HeaderFields): Omit<Reply, "status"> {
    const { attempts } = this;
    return { headers, body: new Uint8Array(), request: this.request.masked(), attempts };
  }

  #noted(how: Pick<Attempt, "status" | "problem">): number {
    const duration = this.#rules.clock.now() - this.#began;
    this.attempts = [...this.attempts, { ...how, duration, waited: this.#waited }];
    return duration;
  }

  /** Return how long to wait before a retry; undefined where there is none. */
  #pause(why: string, headers: HeaderFields): number | undefined {
    const { clock, budget, log } = this.#rules;
    const asked = retryAfter(headers, clock.time());
    const wait = asked ?? backoff(this.#tried, clock.random());
    if (this.#tried >= this.#use.retries || (asked ?? 0) > LONGEST_RETRY_AFTER) {
      return undefined;
    }
    if (clock.now() + wait >= this.#end || !budget.take()) {
      return undefined;
    }
    this.#tried += 1;
    this.#waited = wait;
    log.again(this.#use.name, why, wait);
    return wait;
  }

  #pauseForQuota(wait: number): number {
    this.#quotaWaits += 1;
    this.#waited = wait;
    // The caller asked to wait however long it takes: that is not the server's time.
    this.#end += wait;
    this.#rules.log.again(this.#use.name, "the quota is spent", wait);
    return wait;
  }
}
