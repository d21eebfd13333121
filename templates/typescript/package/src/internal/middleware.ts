/**
 * What a caller puts around every request, and the chain that it makes.
 *
 * @packageDocumentation
 */

import type { RawReply, Request } from "./exchange.js";

/** Sends a request on, through the others, to the server. */
export type Next = (request: Request) => Promise<RawReply>;

/**
 * Stands around every request of a client, retries included.
 *
 * It may change the request, answer it without asking the server, change the answer, or look
 * on. It sees real secrets. Of a success that is streamed it sees no body.
 */
export type Middleware = (request: Request, next: Next) => Promise<RawReply>;

/** Return what sends a request through all of them; the first is outermost. */
export function chained(middleware: readonly Middleware[], send: Next): Next {
  return middleware.reduceRight<Next>((next, one) => (request) => one(request, next), send);
}
