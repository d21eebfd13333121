/**
 * What a body is, by its header fields, and its text.
 *
 * @packageDocumentation
 */

import type { HeaderFields, Reply } from "./exchange.js";

/** Return the media type of a response in lower case, without parameters. */
export function mediaTypeOf(headers: HeaderFields): string {
  return (headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Tell whether a media type is one of JSON. */
export function isJson(mediaType: string): boolean {
  const plain = mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return plain === "application/json" || plain === "text/json" || plain.endsWith("+json");
}

/**
 * Return the text of a body in the character set that it names.
 *
 * @throws TypeError if it is no text in that.
 * @throws RangeError if nobody knows such a set.
 */
export function textOfBody(reply: Pick<Reply, "body" | "headers">): string {
  const { body, headers } = reply;
  const named = /charset="?([\w:.-]+)/i.exec(headers.get("Content-Type") ?? "")?.[1];
  // The platform takes ASCII for a larger set, in which any octet is a letter.
  if (/^(?:us-)?ascii$/i.test(named ?? "") && body.some((octet) => octet > 0x7f)) {
    throw new TypeError("it is not ASCII");
  }
  return new TextDecoder(named ?? "utf-8", { fatal: true }).decode(body);
}

/** Return how a body is packed, although nobody asked for it; undefined where it is not. */
export function packedAs(headers: HeaderFields): string | undefined {
  const packed = headers.get("Content-Encoding")?.trim().toLowerCase() ?? "identity";
  return packed === "identity" || packed === "" ? undefined : packed;
}
