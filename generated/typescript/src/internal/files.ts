/**
 * Files that callers upload: a Blob or File, octets, or octets with a name and a type.
 *
 * @packageDocumentation
 */

import { together } from "./octets.js";

/** A file that is sent, where its octets do not say all. */
export interface Upload {
  readonly content: Blob | ArrayBuffer | Uint8Array;
  /** The name of the file; the member's where it is left out. */
  readonly name?: string;
  readonly mediaType?: string;
  /** More header fields of its part of a multipart body. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Anything that can be sent as a file. */
export type Uploadable = Blob | ArrayBuffer | Uint8Array | Upload;

/** The octets of a file, and what is known of it. */
export interface FileContent {
  readonly content: Uint8Array;
  readonly name: string | undefined;
  readonly mediaType: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Tell whether a value is sent as a file. */
export function isUpload(value: unknown): value is Uploadable {
  if (isOctets(value)) {
    return true;
  }
  return (
    typeof value === "object" && value !== null && "content" in value && isOctets(value.content)
  );
}

/**
 * Return the octets of a file.
 *
 * @throws TypeError if it is none; a text could be a content or a path, so it is neither.
 */
export async function fileOf(value: unknown): Promise<FileContent> {
  if (!isUpload(value)) {
    throw new TypeError(`give octets, a Blob or a File, not ${typeof value}`);
  }
  if (isOctets(value)) {
    const own = value instanceof Blob ? value.type : "";
    const name = typeof File === "function" && value instanceof File ? value.name : undefined;
    return { content: await octetsOf(value), name, mediaType: own === "" ? undefined : own };
  }
  const inner = await fileOf(value.content);
  return {
    content: inner.content,
    name: value.name ?? inner.name,
    mediaType: value.mediaType ?? inner.mediaType,
    headers: value.headers,
  };
}

/**
 * Return the octets of a file that may come in pieces.
 *
 * @throws TypeError if it is none.
 */
export async function fileOrPieces(value: unknown): Promise<FileContent> {
  if (isUpload(value) || !isMany(value)) {
    return fileOf(value);
  }
  const parts: Uint8Array[] = [];
  for await (const part of value) {
    if (!(part instanceof Uint8Array)) {
      throw new TypeError(`a piece of a body is octets, not ${typeof part}`);
    }
    parts.push(part);
  }
  return { content: together(parts), name: undefined, mediaType: undefined };
}

/** Tell whether values come one by one, at once or later; a text is no such thing. */
export function isMany(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  const isObject = typeof value === "object" && value !== null;
  return isObject && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

function isOctets(value: unknown): value is Blob | ArrayBuffer | Uint8Array {
  return value instanceof Uint8Array || value instanceof ArrayBuffer || value instanceof Blob;
}

async function octetsOf(value: Blob | ArrayBuffer | Uint8Array): Promise<Uint8Array> {
  if (value instanceof Blob) {
    return new Uint8Array(await value.arrayBuffer());
  }
  return value instanceof ArrayBuffer ? new Uint8Array(value) : value;
}
