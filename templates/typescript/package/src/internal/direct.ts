/**
 * Calls of endpoints that the package does not know, by method and path.
 *
 * @packageDocumentation
 */

import type { Uploadable } from "./files.js";
import type { Call, CallOptions, Named } from "./operation.js";

/** What a call that no method makes is given besides method and path. */
export interface RequestParams {
  /** Query parameters by name; what is undefined is not sent. */
  readonly query?: Named | undefined;
  /** The body, as a value that has a form in JSON. */
  readonly json?: unknown;
  /** Instead: the body as it is; its media type is a header field. */
  readonly body?: Uploadable | undefined;
}

// What RFC 3986 has in a path; anything else is to be encoded by the caller, who alone knows
// whether a percent sign is one or begins a code.
const PATH = /^(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)+$/;
const CLIMBING = /^(?:\.|%2e){1,2}$/i;

/**
 * Return the call of an endpoint.
 *
 * @throws TypeError if the method or the path is none, or there are two bodies.
 */
export function direct(
  method: string,
  path: string,
  params: RequestParams,
  options: CallOptions | undefined,
): Call<Uint8Array> {
  if (!/^[A-Za-z]+$/.test(method)) {
    throw new TypeError(`method: ${JSON.stringify(method)} is no method of HTTP`);
  }
  if (!PATH.test(path)) {
    throw new TypeError(
      `path: ${JSON.stringify(path)} is no path: it begins with a slash, and what it holds is ` +
        "encoded (encodeURIComponent); give parameters in query",
    );
  }
  if (path.split("/").some((one) => CLIMBING.test(one))) {
    throw new TypeError(`path: ${JSON.stringify(path)} leaves its place`);
  }
  const { query = {}, json, body } = params;
  if (json !== undefined && body !== undefined) {
    throw new TypeError("give json or body, not both");
  }
  const kind = body === undefined ? "json" : "binary";
  const operation = {
    id: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path: [path],
    result: "bytes",
    body: kind,
    mediaType: kind === "json" ? "application/json" : "application/octet-stream",
    accept: "application/json, */*;q=0.5",
  } as const;
  return { operation, query, body: body ?? json, options };
}
