/**
 * Members to a body of parts, as RFC 7578 has it and as browsers write it.
 *
 * @packageDocumentation
 */

import { fileOf, isUpload } from "./files.js";
import { encoded, together } from "./octets.js";
import type { Named, Part } from "./operation.js";
import { elements, pairs } from "./parameters.js";
import { fieldText, isList, isObject, named, namedLater, textOf } from "./text.js";
import { dump } from "./write.js";

const BINARY = "application/octet-stream";

interface Piece {
  readonly name: string;
  /** A text, or a file that is still to be read. */
  readonly value: unknown;
  readonly mediaType: string;
  readonly isFile: boolean;
}

/** Return a line that stands in no body by chance. */
function randomBoundary(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/**
 * Return a body of parts, and the line that parts them.
 *
 * @param boundary - Makes a line that may stand between parts.
 * @throws TypeError if a member has no form in a part; the message begins with its name.
 */
export async function multipart(
  given: Named,
  parts: readonly Part[] = [],
  boundary: () => string = randomBoundary,
): Promise<{ content: Uint8Array; boundary: string }> {
  const pieces = Object.entries(given).flatMap(([name, value]) => {
    const how = parts.find((part) => part.name === name) ?? { name };
    return named(name, () => piecesOf(name, value, how));
  });
  const blobs: Uint8Array[] = [];
  for (const piece of pieces) {
    blobs.push(await partOf(piece));
  }
  let line = boundary();
  while (blobs.some((blob) => holds(blob, encoded(line)))) {
    line = boundary();
  }
  const between = encoded(`--${line}\r\n`);
  const all = blobs.flatMap((blob) => [between, blob]);
  return { content: together([...all, encoded(`--${line}--\r\n`)]), boundary: line };
}

/** Return a part: its header fields and its content. */
async function partOf(piece: Piece): Promise<Uint8Array> {
  const { name, value, mediaType } = piece;
  if (!piece.isFile) {
    return encoded(`${head(name, mediaType, undefined)}${String(value)}\r\n`);
  }
  const file = await namedLater(name, () => fileOf(value));
  const shown = file.name ?? name;
  const fields = named(name, () =>
    head(name, file.mediaType ?? mediaType, shown, file.headers ?? {}),
  );
  return together([encoded(fields), file.content, encoded("\r\n")]);
}

/** Tell whether octets stand somewhere in others. */
function holds(octets: Uint8Array, wanted: Uint8Array): boolean {
  const [first = 0] = wanted;
  for (let at = octets.indexOf(first); at >= 0; at = octets.indexOf(first, at + 1)) {
    if (wanted.every((octet, index) => octets[at + index] === octet)) {
      return true;
    }
  }
  return false;
}

function piecesOf(name: string, value: unknown, how: Part): readonly Piece[] {
  const wanted = (how.mediaType ?? "").split(",").map((one) => one.trim());
  const first = wanted[0] ?? "";
  if (how.style !== undefined) {
    const found = pairs(name, value, how.style, (text) => text, how.explode ?? true);
    return found.map(([key, text]) => textPiece(key, text, ""));
  }
  if (isUpload(value)) {
    return [filePiece(name, value, wanted)];
  }
  if (isJson(first)) {
    return [textPiece(name, dump(value), first)];
  }
  if (isList(value)) {
    return elements(value).flatMap((item) =>
      // A list in a list has no other form.
      isList(item) ? [textPiece(name, dump(item), "application/json")] : piecesOf(name, item, how),
    );
  }
  if (isObject(value)) {
    return [textPiece(name, dump(value), "application/json")];
  }
  if (first !== "" && !first.startsWith("text/")) {
    return [filePiece(name, value, wanted)];
  }
  return [textPiece(name, textOf(value), first)];
}

function textPiece(name: string, value: string, mediaType: string): Piece {
  return { name, value, mediaType, isFile: false };
}

function filePiece(name: string, value: unknown, wanted: readonly string[]): Piece {
  const known = wanted.find((one) => one !== "" && !one.includes("*"));
  return { name, value, mediaType: known ?? BINARY, isFile: true };
}

function isJson(mediaType: string): boolean {
  const plain = mediaType.split(";", 1)[0] ?? "";
  return plain === "application/json" || plain.endsWith("+json");
}

/** Return the header fields of a part, and the empty line behind them. */
function head(
  name: string,
  mediaType: string,
  file: string | undefined,
  more: Readonly<Record<string, string>> = {},
): string {
  const shown = file === undefined ? "" : `; filename="${quoted(file)}"`;
  const lines = [`Content-Disposition: form-data; name="${quoted(name)}"${shown}`];
  if (mediaType !== "") {
    lines.push(`Content-Type: ${fieldText("Content-Type", mediaType)}`);
  }
  for (const [field, value] of Object.entries(more)) {
    if (/^content-(?:disposition|type)$/i.test(field)) {
      throw new TypeError(`${field} says what the part is: it has a place of its own`);
    }
    lines.push(`${field}: ${fieldText(field, value)}`);
  }
  return [...lines, "", ""].join("\r\n");
}

/** Return a name without what would end it in a header field, as browsers spell it. */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
