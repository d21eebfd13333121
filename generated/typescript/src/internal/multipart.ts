/**
 * Members to a body of parts, as RFC 7578 has it and as browsers write it.
 *
 * @packageDocumentation
 */

import { fileOf, isUpload } from "./files.js";
import { encoded, together } from "./octets.js";
import type { Named, Part } from "./operation.js";
import { elements, pairs } from "./parameters.js";
import { fieldText, isList, isObject, named, textOf } from "./text.js";
import { dump } from "./write.js";

const BINARY = "application/octet-stream";

interface Piece {
  readonly name: string;
  /** A text, or a file that is still to be read. */
  readonly value: unknown;
  readonly mediaType: string;
  readonly isFile: boolean;
}

/** Return a body of parts, and the line that parts them. */
export async function multipart(
  given: Named,
  parts: readonly Part[] = [],
  boundary: string = crypto.randomUUID(),
): Promise<{ content: Uint8Array; boundary: string }> {
  const pieces = Object.entries(given).flatMap(([name, value]) => {
    const how = parts.find((part) => part.name === name) ?? { name };
    return named(name, () => piecesOf(name, value, how));
  });
  const blobs: (Uint8Array | string)[] = [];
  for (const piece of pieces) {
    const file = piece.isFile ? await fileOf(piece.value) : undefined;
    const mediaType = file?.mediaType ?? piece.mediaType;
    const fileName = file && (file.name ?? piece.name);
    blobs.push(`--${boundary}\r\n${head(piece.name, mediaType, fileName)}`);
    blobs.push(file ? file.content : String(piece.value), "\r\n");
  }
  blobs.push(`--${boundary}--\r\n`);
  return { content: together(blobs.map(octetsOf)), boundary };
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
    return [filePiece(name, textOf(value), wanted)];
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
function head(name: string, mediaType: string, file: string | undefined): string {
  const shown = file === undefined ? "" : `; filename="${quoted(file)}"`;
  const lines = [`Content-Disposition: form-data; name="${quoted(name)}"${shown}`];
  if (mediaType !== "") {
    lines.push(`Content-Type: ${fieldText("Content-Type", mediaType)}`);
  }
  return [...lines, "", ""].join("\r\n");
}

/** Return a name without what would end it in a header field, as browsers spell it. */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function octetsOf(part: Uint8Array | string): Uint8Array {
  return typeof part === "string" ? encoded(part) : part;
}
