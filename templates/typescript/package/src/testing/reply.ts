/**
 * Replies of the server in memory.
 *
 * @packageDocumentation
 */

import type { RawReply } from "../internal/exchange.js";
import { dump } from "../internal/write.js";

const JSON_TYPE = "application/json";

/** Header fields by name. */
export type Fields = Readonly<Record<string, string>>;

/** What an operation answers by the description: the body is a text. */
export interface Answer {
  readonly status: number;
  readonly mediaType?: string;
  readonly body?: string;
}

/** What a test lets the server answer. */
export interface Made {
  /** The body, as a value that has a form in JSON. */
  readonly json?: unknown;
  /** Instead: the body, as it is. */
  readonly body?: string | Uint8Array | undefined;
  /** Header fields, such as Retry-After. */
  readonly headers?: Fields | undefined;
}

/** Return a reply; fields that are given count more than those of the body. */
export function reply(
  status: number,
  body: string | Uint8Array,
  mediaType: string,
  headers: Fields,
): RawReply {
  const octets = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const fields: [string, string][] =
    mediaType !== "" && octets.length > 0 ? [["Content-Type", mediaType]] : [];
  fields.push(["Content-Length", String(octets.length)]);
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = fields.filter(([name]) => !given.has(name.toLowerCase()));
  return { status, headers: [...kept, ...Object.entries(headers)], body: octets };
}

/** Return what the description has. */
export function canned(answer: Answer, headers: Fields): RawReply {
  return reply(answer.status, answer.body ?? "", answer.mediaType ?? "", headers);
}

/** Return a value as JSON. */
export function inJson(status: number, value: unknown, headers: Fields): RawReply {
  return reply(status, dump(value), JSON_TYPE, headers);
}

/**
 * Return what a test lets the server answer.
 *
 * @throws TypeError if the value has no form in JSON.
 */
export function made(status: number, given: Made): RawReply {
  const { json, body = "", headers = {} } = given;
  return json === undefined ? reply(status, body, "", headers) : inJson(status, json, headers);
}
