/**
 * Octets to text and back, none of them lost: one that is no UTF-8 becomes half a pair.
 *
 * An octet from 80 to FF that belongs to no character stands in the text as a code unit from
 * DC80 to DCFF, which no text in UTF-8 can hold, so that it is known for what it is.
 *
 * @packageDocumentation
 */

const BROKEN = 0xdc00;
const MARK = /^\ufeff/;

/** Return the text of octets; a byte order mark belongs to no text (RFC 8259). */
export function decoded(octets: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    return kept(octets).replace(MARK, "");
  }
}

/** Return the octets of a text; what was half a pair is the octet that it was. */
export function encoded(text: string): Uint8Array {
  const encoder = new TextEncoder();
  if (!/\p{Surrogate}/u.test(text)) {
    return encoder.encode(text);
  }
  const parts = text.split(/([\udc80-\udcff])/u).map((part) => {
    const code = part.charCodeAt(0);
    const isBroken = part.length === 1 && code >= 0xdc80 && code <= 0xdcff;
    return isBroken ? Uint8Array.of(code - BROKEN) : encoder.encode(part);
  });
  return together(parts);
}

/** Return pieces as one. */
export function together(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Return the text of octets that are not all UTF-8, character by character. */
function kept(octets: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const found: string[] = [];
  let at = 0;
  while (at < octets.length) {
    const first = octets[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    try {
      found.push(decoder.decode(octets.subarray(at, at + length)));
      at += length;
    } catch {
      found.push(String.fromCharCode(BROKEN + first));
      at += 1;
    }
  }
  return found.join("");
}
