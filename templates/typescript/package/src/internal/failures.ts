/**
 * What a transport or a middleware of the caller's may throw to errors of ours.
 *
 * @packageDocumentation
 */

import { CallTimeoutError, ConnectionFailedError, TransportError } from "../errors.js";
import type { Request } from "./exchange.js";

/** Return the error of a request that no answer came to; undefined for what is none. */
export function transportError(error: unknown, request: Request): TransportError | undefined {
  if (error instanceof TransportError || !(error instanceof Error)) {
    return error instanceof TransportError ? error : undefined;
  }
  const message = `${String(request)}: ${error.message}`;
  const options = { cause: error };
  switch (error.name) {
    case "TimeoutError":
      return new CallTimeoutError(message, request, true, [], options);
    case "TypeError":
    case "SystemError":
      return new ConnectionFailedError(message, request, true, [], options);
    default:
      return undefined;
  }
}
