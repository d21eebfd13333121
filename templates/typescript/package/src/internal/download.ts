/**
 * A file that comes: its bytes as they arrive, or as a whole.
 *
 * @packageDocumentation
 */

import { UnreadableResponseError } from "../errors.js";
import type { Core } from "./core.js";
import { fileName } from "./disposition.js";
import type { Reply } from "./exchange.js";
import { together } from "./octets.js";
import type { Call } from "./operation.js";
import { Target } from "./save.js";
import { Incoming } from "./stream.js";
import type { RawStream } from "./transport.js";

/**
 * A file that a server sends: iterate over its pieces, or read it as a whole, once.
 *
 * Whoever stops early closes it; call `close` where nobody reads. Each piece must come within
 * the timeout of the call; a body that ends too early throws ConnectionFailedError.
 */
export class Download extends Incoming implements AsyncIterable<Uint8Array> {
  readonly #reply: Reply;
  readonly #limit: number;

  /** Keep what comes; so many bytes may be in memory at once. */
  constructor(stream: RawStream, reply: Reply, limit: number) {
    super(stream, reply);
    this.#reply = reply;
    this.#limit = limit;
  }

  /**
   * The name that the server gives the file; undefined where it gives none.
   *
   * It is never a path, and fit for any system.
   */
  get name(): string | undefined {
    return fileName(this.headers.get("Content-Disposition") ?? "");
  }

  /** Iterate over the pieces as they come in, once; whoever stops early closes it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    this.begin();
    try {
      for (;;) {
        const piece = await this.piece();
        if (!piece) {
          return;
        }
        yield piece;
      }
    } finally {
      await this.close();
    }
  }

  /**
   * Return the rest of the body.
   *
   * @throws UnreadableResponseError if it is longer than may be in memory.
   */
  async bytes(): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of this) {
      parts.push(part);
      size += part.length;
      if (size > this.#limit) {
        const how = `the body is over ${String(this.#limit)} bytes long`;
        const reply = { ...this.#reply, body: together(parts) };
        throw new UnreadableResponseError(`${String(this.request)}: ${how}`, reply);
      }
    }
    return together(parts);
  }

  /**
   * Write the body to a file, which is there only once it is whole.
   *
   * For Node and what has its modules; elsewhere `stream` and `bytes` give the body.
   *
   * @param path - The file; or a folder, for a file of the name that the server gives.
   * @param options - Whether a file that is there already is replaced.
   * @returns Where the file is.
   * @throws TypeError if this platform has no files, if it is a folder and there is no name, or
   *   if a part was read already.
   * @throws Error with the code `EEXIST` if the file is there already.
   */
  async save(path: string, options: { readonly replace?: boolean } = {}): Promise<string> {
    this.begin();
    if (this.isBegun) {
      throw new TypeError(`${String(this.request)}: a part of the body was read already`);
    }
    const target = await Target.begun(path, this.name, options.replace ?? false);
    try {
      for await (const piece of this) {
        await target.write(piece);
      }
      await target.finish();
    } catch (error) {
      await target.drop();
      throw error;
    }
    return target.path;
  }

  /** Return the rest of the body as what `fetch` and the streams of the platform take. */
  stream(): ReadableStream<Uint8Array> {
    const pieces = this[Symbol.asyncIterator]();
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const { done, value } = await pieces.next();
        if (done === true) {
          controller.close();
        } else {
          controller.enqueue(value);
        }
      },
      cancel: async () => {
        await pieces.return();
        await this.close();
      },
    });
  }
}

/** Make a call and return the file that comes. */
export async function openDownload(core: Core, call: Call<Uint8Array>): Promise<Download> {
  const { stream, reply, limit } = await core.streamed(call);
  return new Download(stream, reply, limit);
}
