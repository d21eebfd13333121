/**
 * Streams over any transport: what has no stream of its own is read as a whole.
 *
 * @packageDocumentation
 */

import { Deadline } from "./deadline.js";
import { isSuccess, type RawReply, type Request } from "./exchange.js";
import { Body } from "./limited.js";
import type { Bounds, RawStream, Transport } from "./transport.js";

/** Return a response that is here already, as a stream of one piece. */
export function wholeStream(reply: RawReply): RawStream {
  const { status, headers } = reply;
  async function* body(): AsyncGenerator<Uint8Array, void> {
    yield await Promise.resolve(reply.body);
  }
  return { status, headers, body: body(), close: () => Promise.resolve() };
}

/** Return the response to a request, its body still to be read. */
export async function opened(
  transport: Transport,
  request: Request,
  bounds: Bounds,
): Promise<RawStream> {
  return transport.open
    ? transport.open(request, bounds)
    : wholeStream(await transport.send(request, bounds));
}

/**
 * Return a success while it is coming in, anything else with its whole body.
 *
 * @param limit - Bytes that the body of a failure may have.
 */
export async function successOrAll(
  transport: Transport,
  request: Request,
  bounds: Bounds,
  limit: number,
): Promise<RawReply | RawStream> {
  // What tells of a failure is bounded as a whole: nobody waits for it piece by piece.
  const deadline = new Deadline(bounds);
  try {
    const stream = await opened(transport, request, bounds);
    return isSuccess(stream.status) ? stream : await gathered(request, stream, deadline, limit);
  } finally {
    deadline.clear();
  }
}

async function gathered(
  request: Request,
  stream: RawStream,
  deadline: Deadline,
  limit: number,
): Promise<RawReply> {
  const body = new Body(request, { ...stream, headers: [...stream.headers] }, limit);
  try {
    await deadline.over(filled(body, stream));
    return body.reply();
  } catch (error) {
    const isLate = deadline.signal.aborted;
    throw isLate ? deadline.told(error, request, { sent: true, why: "" }) : error;
  } finally {
    await stream.close();
  }
}

async function filled(body: Body, stream: RawStream): Promise<void> {
  for await (const piece of stream.body) {
    body.add(piece);
  }
}

/** Streamed answers, and what stands for them where a whole answer is wanted. */
export class Heads {
  readonly #kept = new Map<RawReply, RawStream>();

  /** Return an answer without a body that stands for a stream. */
  keep(stream: RawStream): RawReply {
    const { status, headers } = stream;
    const head = { status, headers, body: new Uint8Array() };
    this.#kept.set(head, stream);
    return head;
  }

  /** Return the stream that an answer stands for, or the answer; the other streams are closed. */
  async chosen(answer: Promise<RawReply>): Promise<RawReply | RawStream> {
    let final: RawReply | undefined;
    try {
      final = await answer;
      return this.#kept.get(final) ?? final;
    } finally {
      for (const [head, stream] of this.#kept) {
        if (head !== final) {
          await stream.close();
        }
      }
    }
  }
}
