/**
 * Files that callers upload: a Blob or File, octets, or octets with a name and a type.
 *
 * @packageDocumentation
 */

/** A file that is sent, where its octets do not say all. */
export interface Upload {
  readonly content: Blob | ArrayBuffer | Uint8Array;
  /** The name of the file; the member's where it is left out. */
  readonly name?: string;
  readonly mediaType?: string;
}

/** Anything that can be sent as a file. */
export type Uploadable = Blob | ArrayBuffer | Uint8Array | Upload;

/** The octets of a file, and what is known of it. */
export interface FileContent {
  readonly content: Uint8Array;
  readonly name: string | undefined;
  readonly mediaType: string | undefined;
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

/** Return the octets of a file; a text is taken for its octets. */
export async function fileOf(value: unknown): Promise<FileContent> {
  if (typeof value === "string") {
    return { content: new TextEncoder().encode(value), name: undefined, mediaType: undefined };
  }
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
  };
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
