/**
 * Which requests may be sent again, and when: rules and numbers; nothing is sent.
 *
 * @packageDocumentation
 */

import { CallTimeoutError, type TransportError } from "../errors.js";
import type { HeaderFields } from "./exchange.js";

const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);
const PASSING = new Set([408, 502, 503, 504]);
const REFUSED = 429;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
const TOKENS = 10;
const SUCCESSES = 10;

/** Milliseconds that a server may ask a call to wait; beyond them the caller decides. */
export const LONGEST_RETRY_AFTER = 60_000;

/**
 * How many times a client may still try again; all its calls share it.
 *
 * A server that is down should not get three times the requests it cannot answer.
 */
export class Budget {
  #tokens = TOKENS;
  #successes = 0;

  /** Take one; tell whether there was one. */
  take(): boolean {
    if (this.#tokens === 0) {
      return false;
    }
    this.#tokens -= 1;
    return true;
  }

  /** Note a success; a number of them gives one back. */
  succeeded(): void {
    if (this.#tokens === TOKENS) {
      return;
    }
    this.#successes += 1;
    if (this.#successes === SUCCESSES) {
      this.#successes = 0;
      this.#tokens += 1;
    }
  }
}

/** Tell whether a request can be sent twice and does the same as sent once. */
export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.has(method);
}

/** Tell whether the same request, sent again, may be answered better and is safe. */
export function isPassing(method: string, status: number): boolean {
  // What was refused was not done, so that any method may try again.
  return status === REFUSED || (PASSING.has(status) && isIdempotent(method));
}

/** Tell whether a request that was not answered can safely be sent again. */
export function isRepeatable(method: string, error: TransportError): boolean {
  return !(error instanceof CallTimeoutError) && (!error.sent || isIdempotent(method));
}

/**
 * Return how long to wait before a retry where the server does not say.
 *
 * @param retry - Which retry it is, counted from 0.
 * @param chance - A number from 0 to 1: clients that failed together come back apart.
 */
export function backoff(retry: number, chance: number): number {
  return chance * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(retry, 10));
}

/**
 * Return how many milliseconds the server asks to wait; undefined where it does not say.
 *
 * @param headers - Its header fields; the wait is seconds or a date (RFC 9110).
 * @param now - Milliseconds since 1970, if the response does not tell its own time.
 */
export function retryAfter(headers: HeaderFields, now: number): number | undefined {
  const text = (headers.get("Retry-After") ?? "").trim();
  // However many seconds: they are told, though not waited for.
  const seconds = /^\d+$/.test(text) ? Number(text) : numberIn(text);
  if (seconds !== undefined) {
    return Math.max(seconds * 1000, 0);
  }
  const until = moment(text);
  // The server's own clock, where it tells: the machine's may be wrong.
  const since = moment(headers.get("Date") ?? "") ?? now;
  return until === undefined ? undefined : Math.max(until - since, 0);
}

/** Return a number in a header field; undefined for anything else, infinity included. */
export function numberIn(text: string): number | undefined {
  const plain = text.trim();
  const value = /^-?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  return Math.abs(value) < 1e15 ? value : undefined;
}

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const MOMENT =
  /^[A-Za-z]{3,9}, (?<day>\d\d)[ -](?<month>[A-Za-z]{3})[ -](?<year>\d{2,4}) (?<time>\d\d:\d\d:\d\d) GMT$/;
const ASCTIME =
  /^[A-Za-z]{3} (?<month>[A-Za-z]{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/;

/** Return the moment of an HTTP date (RFC 9110), in milliseconds since 1970. */
export function moment(text: string): number | undefined {
  const found = (MOMENT.exec(text.trim()) ?? ASCTIME.exec(text.trim()))?.groups;
  if (!found) {
    return undefined;
  }
  const month = MONTHS.indexOf(found["month"] ?? "") / 3;
  const written = Number(found["year"]);
  const year = written < 100 ? written + (written < 70 ? 2000 : 1900) : written;
  const day = Number(found["day"]);
  const [hour, minute, second] = (found["time"] ?? "").split(":").map(Number);
  const value = Date.UTC(year, month, day, hour, minute, second);
  // What is no day must not become one of another month.
  const isDay = Number.isInteger(month) && month >= 0 && new Date(value).getUTCDate() === day;
  const isTime = (hour ?? 24) < 24 && (minute ?? 60) < 60 && (second ?? 61) <= 60;
  return isDay && isTime ? value : undefined;
}
