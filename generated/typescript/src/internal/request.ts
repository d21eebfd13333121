/**
 * A call to the request that makes it: path, query, header fields and body.
 *
 * @packageDocumentation
 */

import { bodyOf } from "./bodies.js";
import type { Credentials, Proof, Texts } from "./credentials.js";
import { HeaderFields, Request } from "./exchange.js";
import type { Call, Named, Spelling } from "./operation.js";
import { inCookie, inHeader, inPath, inQuery, percent, USUAL } from "./parameters.js";
import { fieldText } from "./text.js";

/** Where requests go, and what each of them carries. */
export interface Site {
  readonly baseUrl: string;
  readonly userAgent: string;
  readonly credentials: Credentials;
  /** What stands for `{name}` in the address of an operation with its own. */
  readonly variables?: Texts;
  /** Whether the caller gave an address, which stands for every documented one. */
  readonly moved?: boolean;
}

/**
 * Return what the client calls itself: the package, then the caller's program.
 *
 * @throws TypeError if the caller's name has no form in a header field.
 */
export function namedAgent(own: string, callers: string | undefined): string {
  return fieldText(
    "userAgent",
    callers === undefined || callers === "" ? own : `${own} ${callers}`,
  );
}

/** Return an address with its variables filled in. */
export function filled(url: string, variables: Texts): string {
  return Object.entries(variables).reduce(
    (found, [name, value]) => found.replaceAll(`{${name}}`, () => value),
    url,
  );
}

/**
 * Return the parts of an address that a caller chose.
 *
 * @param allowed - Of some arguments, all that they may be.
 * @throws TypeError if one is nothing that it may be.
 */
export function checkedVariables(
  variables: Texts,
  allowed: Readonly<Record<string, readonly string[]>>,
): Texts {
  for (const [name, value] of Object.entries(variables)) {
    const values = allowed[name];
    if (values?.includes(value) === false) {
      const shown = JSON.stringify(value);
      throw new TypeError(`${name} is ${shown}, which is none of ${values.join(", ")}`);
    }
  }
  return variables;
}

/**
 * Return a base address without its last slash.
 *
 * @throws TypeError if it is no address that paths can be put after.
 */
export function checkedUrl(baseUrl: string): string {
  if (!/^https?:\/\/[^/?#]/i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError("baseUrl must begin with http:// or https:// and a host");
  }
  if (!/^[\x21-\x7e]*$/.test(baseUrl) || baseUrl.includes("\\")) {
    throw new TypeError("baseUrl must be encoded: printable ASCII without spaces");
  }
  const parts = new URL(baseUrl);
  if (parts.username !== "" || parts.password !== "" || /[?#]/.test(baseUrl)) {
    throw new TypeError("baseUrl must hold no user name, query or fragment");
  }
  return baseUrl.replace(/\/+$/, "");
}

/**
 * Return the request that makes a call.
 *
 * @throws TypeError if an argument has no form in a request; the message names it.
 * @throws CredentialsError if the operation needs credentials that were not given.
 */
export async function build(site: Site, call: Call<unknown>): Promise<Request> {
  const { operation } = call;
  const proof = site.credentials.proof(operation.id, operation.security);
  const url = addressOf(site, operation.server) + pathOf(call) + queryOf(call, proof);
  const body = await bodyOf(call);
  const own: Record<string, string> = {
    "User-Agent": site.userAgent,
    Accept: operation.accept ?? "application/json",
    // A body that is packed could be a thousand times its size when unpacked.
    "Accept-Encoding": "identity",
    ...(body ? { "Content-Type": body.mediaType } : {}),
    ...parametersOf(call),
  };
  const fields = { ...checked(own), ...cookiesOf(call, proof), ...proof.headers };
  const asked = checked(call.options?.headers ?? {});
  const secrets = new Set(Object.keys(proof.query));
  const headers = headersOf([...Object.entries(fields), ...Object.entries(asked)], proof);
  // A caller who says who asks needs no token.
  const isNamed = Object.keys(asked).some((name) => name.toLowerCase() === "authorization");
  const scheme = isNamed ? undefined : Object.keys(proof.grants)[0];
  return new Request(operation.method, url, headers, body?.content, secrets, scheme);
}

/** Return the address that a path is put after. */
function addressOf(site: Site, own: string | undefined): string {
  const isOwn = own !== undefined && own !== "" && site.moved !== true;
  return isOwn ? checkedUrl(filled(own, site.variables ?? {})) : site.baseUrl;
}

/** Return how a parameter is written. */
function howOf(call: Call<unknown>, place: Spelling["place"], name: string): Spelling {
  const all = call.operation.spellings ?? [];
  return all.find((one) => one.place === place && one.name === name) ?? USUAL[place];
}

function pathOf(call: Call<unknown>): string {
  const [first = "", ...literals] = call.operation.path;
  const names = call.operation.arguments ?? [];
  const texts = literals.map((literal, at) => {
    const name = names[at] ?? "";
    return inPath(name, call.path?.[at], howOf(call, "path", name)) + literal;
  });
  return first + texts.join("");
}

/** Return the query; credentials last, unless the caller gave them. */
function queryOf(call: Call<unknown>, proof: Proof): string {
  const asked: Named = call.options?.query ?? {};
  const parts = Object.entries({ ...call.query, ...asked })
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => inQuery(name, value, howOf(call, "query", name)));
  const keys = Object.entries(proof.query)
    .filter(([name]) => !Object.hasOwn(asked, name))
    .map(([name, value]) => `${percent(name)}=${percent(value)}`);
  const all = [...parts, ...keys].join("&");
  return all === "" ? "" : `?${all}`;
}

/** Return the parameters that are header fields. */
function parametersOf(call: Call<unknown>): Record<string, string> {
  const set = Object.entries(call.headers ?? {}).filter(([, value]) => value !== undefined);
  const texts = set.map(([name, value]) => {
    return [name, inHeader(name, value, howOf(call, "header", name))] as const;
  });
  return Object.fromEntries(texts);
}

/** Return the header field with the cookies, if there are any. */
function cookiesOf(call: Call<unknown>, proof: Proof): Record<string, string> {
  const own = Object.entries(call.cookies ?? {})
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => inCookie(name, value, howOf(call, "cookie", name)));
  const keys = Object.entries(proof.cookies).map(([name, value]) => `${name}=${value}`);
  const all = [...own, ...keys].join("; ");
  return all === "" ? {} : { Cookie: all };
}

/** Return header fields that can be sent; credentials are checked already. */
function checked(fields: Texts): Record<string, string> {
  const texts = Object.entries(fields).map(([name, value]) => [name, fieldText(name, value)]);
  return Object.fromEntries(texts) as Record<string, string>;
}

/** Return the header fields; a later one replaces one of the same name. */
function headersOf(fields: readonly (readonly [string, string])[], proof: Proof): HeaderFields {
  const chosen = new Map(fields.map((one) => [one[0].toLowerCase(), one]));
  return new HeaderFields(chosen.values(), Object.keys(proof.headers));
}
