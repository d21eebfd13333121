/**
 * Tokens of the OAuth 2 flow clientCredentials: how they are asked for and kept.
 *
 * @packageDocumentation
 */

import { CredentialsError, RateLimitedError, ServerError } from "../errors.js";
import type { ApiError } from "../errors.js";
import type { Clock } from "./clock.js";
import { basicText, type Grant } from "./credentials.js";
import { HeaderFields, isSuccess, Request, type RawReply } from "./exchange.js";
import { parseOrNothing } from "./json.js";
import { decoded } from "./octets.js";
import { percent } from "./parameters.js";
import type { Site } from "./request.js";
import { isPrintable, onALine } from "./text.js";

// Milliseconds before its end that a token is replaced.
const EARLY = 30_000;
const SHOWN = 200;

/** A token, and when it ends; no console shows it. */
export class Token {
  readonly #text: string;
  /** When it is to be replaced, in milliseconds of the clock; undefined for never. */
  readonly ends: number | undefined;

  /** Keep it. */
  constructor(text: string, ends: number | undefined) {
    this.#text = text;
    this.ends = ends;
  }

  /** The token itself. */
  get text(): string {
    return this.#text;
  }
}

/** The token of one security scheme. */
export class Store {
  readonly #grant: Grant;
  readonly #site: Site;
  readonly #clock: Clock;
  #token: Token | undefined;
  /** What settles once the token that another call fetches is there, or is not. */
  pending: Promise<void> | undefined;

  /** Begin without a token. */
  constructor(grant: Grant, site: Site, clock: Clock) {
    this.#grant = grant;
    this.#site = site;
    this.#clock = clock;
  }

  /** Return the token that is kept, unless it is over or was refused. */
  fresh(refused: Token | undefined): Token | undefined {
    const token = this.#token;
    const isOver = token?.ends !== undefined && this.#clock.now() >= token.ends;
    return token === refused || isOver ? undefined : token;
  }

  /** Return the request that fetches a token. */
  request(): Request {
    const { tokenUrl, scope, pair } = this.#grant;
    const [id, secret] = pair;
    const asked = scope === "" ? "" : `&scope=${percent(scope).replaceAll("%20", "+")}`;
    const headers = new HeaderFields([
      ["User-Agent", this.#site.userAgent],
      ["Accept", "application/json"],
      ["Accept-Encoding", "identity"],
      ["Content-Type", "application/x-www-form-urlencoded"],
      // As RFC 6749 has it: both are encoded before they are put together.
      ["Authorization", basicText(percent(id), percent(secret))],
    ]);
    // The address may be a relative one: then it is on the server of the API.
    const url = new URL(tokenUrl, `${this.#site.baseUrl}/`).href;
    const body = new TextEncoder().encode(`grant_type=client_credentials${asked}`);
    return new Request("POST", url, headers, body);
  }

  /**
   * Return the token that came, and keep it.
   *
   * @throws CredentialsError if the credentials were refused, or no token came.
   * @throws ApiError if the server of the tokens failed.
   */
  keep(request: Request, raw: RawReply): Token {
    if (!isSuccess(raw.status)) {
      throw refusal(request, raw);
    }
    const answer = objectOf(raw.body);
    const text = answer["access_token"];
    const { token_type: kind = "bearer" } = answer;
    if (typeof text !== "string" || !isPrintable(text)) {
      throw new CredentialsError(
        `${String(request)} was answered ${String(raw.status)} without a token`,
      );
    }
    if (typeof kind !== "string" || kind.toLowerCase() !== "bearer") {
      throw new CredentialsError(
        `${String(request)} was answered with a token that is no bearer's`,
      );
    }
    this.#token = new Token(text, this.#end(answer["expires_in"]));
    return this.#token;
  }

  #end(seconds: unknown): number | undefined {
    const isNumber = typeof seconds === "number" || typeof seconds === "bigint";
    const isText = typeof seconds === "string" && seconds.trim() !== "";
    const lasts = isNumber || isText ? Number(seconds) * 1000 : Number.NaN;
    // A token of a short life is kept for most of it.
    return Number.isNaN(lasts)
      ? undefined
      : this.#clock.now() + Math.max(lasts - EARLY, lasts * 0.8);
  }
}

/** Return a request with a token in it. */
export function signed(request: Request, token: Token): Request {
  const others = [...request.headers].filter(([name]) => name.toLowerCase() !== "authorization");
  return request.with({ headers: [...others, ["Authorization", `Bearer ${token.text}`]] });
}

function objectOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  const answer = parseOrNothing(decoded(body));
  const isObject = typeof answer === "object" && answer !== null && !Array.isArray(answer);
  return isObject ? (answer as Readonly<Record<string, unknown>>) : {};
}

function refusal(request: Request, raw: RawReply): ApiError | CredentialsError {
  const answer = objectOf(raw.body);
  const said = [answer["error"], answer["error_description"]];
  const text = onALine(said.filter((part) => typeof part === "string").join(": "), SHOWN);
  const place = `${String(request)} was answered ${String(raw.status)}`;
  const message = text === "" ? place : `${place}: ${text}`;
  const { status, body } = raw;
  const headers = new HeaderFields(raw.headers);
  const reply = { headers, body, request: request.masked(), attempts: [] };
  if (status >= 500) {
    return new ServerError(message, { ...reply, status }, { json: answer });
  }
  return status === 429
    ? new RateLimitedError(message, { ...reply, status }, { json: answer })
    : new CredentialsError(message);
}
