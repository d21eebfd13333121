/**
 * What a caller gave to the constructor to what proves, in a request, who asks.
 *
 * @packageDocumentation
 */

import { CredentialsError } from "../errors.js";
import { isPrintable } from "./text.js";

/** Security schemes that are asked for together. */
export type Alternative = readonly string[];

/** Texts by name. */
export type Texts = Readonly<Record<string, string>>;

/** What a token is fetched with; no console shows it. */
export class Grant {
  readonly #secrets: readonly [string, string];
  /** Where tokens come from; it may be on the server of the API. */
  readonly tokenUrl: string;
  /** What the token is to be good for; empty for what the server thinks best. */
  readonly scope: string;

  /** Keep who asks, and where. */
  constructor(clientId: string, clientSecret: string, tokenUrl: string, scope: string) {
    this.#secrets = [clientId, clientSecret];
    this.tokenUrl = tokenUrl;
    this.scope = scope;
  }

  /** The name and the secret of the client. */
  get pair(): readonly [string, string] {
    return this.#secrets;
  }
}

/** Grants by security scheme; the token of one is fetched when it is needed. */
export type Grants = Readonly<Record<string, Grant>>;

/** What a proof is made of. */
export interface Carried {
  readonly headers?: Texts;
  readonly query?: Texts;
  readonly cookies?: Texts;
  readonly grants?: Grants;
}

/** What a request carries because of who asks; no console shows it. */
export class Proof {
  readonly #headers: Texts;
  readonly #query: Texts;
  readonly #cookies: Texts;
  readonly #grants: Grants;

  /** Keep what is carried. */
  constructor(carried: Carried = {}) {
    this.#headers = carried.headers ?? {};
    this.#query = carried.query ?? {};
    this.#cookies = carried.cookies ?? {};
    this.#grants = carried.grants ?? {};
  }

  /** Header fields by name. */
  get headers(): Texts {
    return this.#headers;
  }

  /** Query parameters by name. */
  get query(): Texts {
    return this.#query;
  }

  /** Cookies by name. */
  get cookies(): Texts {
    return this.#cookies;
  }

  /** What tokens are fetched with. */
  get grants(): Grants {
    return this.#grants;
  }

  /** Return what both carry. */
  plus(other: Proof): Proof {
    return new Proof({
      headers: { ...this.headers, ...other.headers },
      query: { ...this.query, ...other.query },
      cookies: { ...this.cookies, ...other.cookies },
      grants: { ...this.grants, ...other.grants },
    });
  }
}

/** One way to fill a security scheme. */
export interface Way {
  readonly scheme: string;
  /** The arguments of the constructor that it takes, as callers write them. */
  readonly arguments: readonly string[];
  /** Takes every credential of the constructor by name; those not given are empty. */
  readonly make: (values: Texts) => Proof;
  /** Arguments that it takes as well where they are given. */
  readonly optional?: readonly string[];
}

/** How callers of this API prove who they are. */
export interface Security {
  readonly ways: readonly Way[];
  /** By argument, the variable that stands in when nothing is given. */
  readonly variables: Texts;
  /** What an operation asks for that says nothing else. */
  readonly default: readonly Alternative[];
  /** Whatever any operation asks for. */
  readonly alternatives: readonly Alternative[];
}

/** The proofs that a caller's credentials make, by security scheme. */
export class Credentials {
  readonly #security: Security;
  readonly #proofs: ReadonlyMap<string, Proof>;

  /** Keep the proofs. */
  constructor(security: Security, proofs: ReadonlyMap<string, Proof>) {
    this.#security = security;
    this.#proofs = proofs;
  }

  /** What tokens are fetched with, by security scheme. */
  get grants(): Grants {
    return [...this.#proofs.values()].reduce((sum, one) => sum.plus(one), new Proof()).grants;
  }

  /**
   * Return what a request carries: the first alternative that is filled.
   *
   * @param operation - What is called, for messages.
   * @param own - The alternatives of the operation; undefined for those of the API.
   */
  proof(operation: string, own: readonly Alternative[] | undefined): Proof {
    const wanted = own ?? this.#security.default;
    for (const alternative of wanted) {
      const proofs = alternative.map((scheme) => this.#proofs.get(scheme));
      const filled = proofs.filter((one) => one !== undefined);
      if (alternative.length > 0 && filled.length === proofs.length) {
        return filled.reduce((sum, one) => sum.plus(one), new Proof());
      }
    }
    if (wanted.length > 0 && wanted.every((one) => one.length > 0)) {
      const choices = told(this.#security, wanted);
      throw new CredentialsError(`${operation} needs credentials: give ${choices}`);
    }
    return new Proof();
  }
}

/** Return what to give for one of several alternatives, for messages. */
export function told(security: Security, wanted: readonly Alternative[]): string {
  const choices = wanted
    .filter((alternative) => alternative.length > 0)
    .map((all) => all.map((scheme) => choice(security, scheme)).join(" and "));
  return [...new Set(choices)].join("; or ");
}

function choice(security: Security, scheme: string): string {
  const ways = security.ways
    .filter((way) => way.scheme === scheme)
    .map((way) => {
      const names = way.arguments.map((name) => security.variables[name]);
      const given = names.filter((name) => name !== undefined);
      const shown = way.arguments.join(" and ");
      const isRead = given.length === way.arguments.length;
      return isRead ? `${shown} (or the variable ${given.join(" and ")})` : shown;
    });
  return ways.join("; or ") || "what this client cannot give";
}

/** Return the proof of HTTP Basic authentication. */
export function basic(username: string, password: string): Proof {
  if (username.includes(":")) {
    throw new CredentialsError("a user name cannot hold a colon");
  }
  return new Proof({ headers: { Authorization: basicText(username, password) } });
}

/** Return the header field of HTTP Basic authentication. */
export function basicText(username: string, password: string): string {
  const octets = new TextEncoder().encode(`${username}:${password}`);
  const binary = Array.from(octets, (octet) => String.fromCharCode(octet)).join("");
  return `Basic ${btoa(binary)}`;
}

/** Return the proof of a token. */
export function bearer(argument: string, token: string): Proof {
  return key(argument, "header", "Authorization", token, "Bearer ");
}

/** Return the proof of a key in a header field, the query or a cookie. */
export function key(
  argument: string,
  place: "header" | "query" | "cookie",
  name: string,
  value: string,
  before = "",
): Proof {
  if (place === "query") {
    return new Proof({ query: { [name]: value } });
  }
  if (place === "cookie" && /[;,]/.test(value)) {
    throw new CredentialsError(`${argument} holds what ends a cookie`);
  }
  if (!isPrintable(value) || value !== value.trim()) {
    throw new CredentialsError(`${argument} holds more than printable ASCII, or space around it`);
  }
  return place === "cookie"
    ? new Proof({ cookies: { [name]: value } })
    : new Proof({ headers: { [name]: before + value } });
}

/** Return the proof of a client that fetches tokens for itself. */
export function grant(
  scheme: string,
  clientId: string,
  clientSecret: string,
  scope: string,
  tokenUrl: string,
  documented: string,
): Proof {
  const url = tokenUrl === "" ? documented : tokenUrl;
  return new Proof({ grants: { [scheme]: new Grant(clientId, clientSecret, url, scope) } });
}
