/**
 * A reply to the value that a call returns, or to the error that it throws.
 *
 * @packageDocumentation
 */

import * as errors from "../errors.js";
import { ABSENT, Check } from "./check.js";
import { listed, type Found, type Watch } from "./deviations.js";
import type { Reply } from "./exchange.js";
import { parseOrNothing } from "./json.js";
import { isJson, mediaTypeOf, packedAs, textOfBody } from "./media.js";
import { firstMatch } from "./messages.js";
import { decoded } from "./octets.js";
import type { Answer, Operation, ResultShape } from "./operation.js";
import { checkRows } from "./pager.js";
import { remaining, type QuotaHeaders } from "./quota.js";
import { onALine } from "./text.js";

// Enough for any sentence; what is longer is a page for a browser.
const SHOWN = 300;

type Kind = new (
  message: string,
  reply: Reply & { readonly status: never },
  told: errors.Told,
) => errors.ApiError;

const BY_STATUS: Readonly<Record<number, Kind>> = {
  400: errors.BadRequestError,
  401: errors.UnauthorizedError,
  403: errors.ForbiddenError,
  404: errors.NotFoundError,
  409: errors.ConflictError,
  410: errors.GoneError,
  429: errors.RateLimitedError,
};

/**
 * Return what a success says.
 *
 * @throws UnreadableResponseError if the body is no JSON, or something else altogether.
 * @throws DeviationError if it is not as documented, and the client is to throw that.
 */
export function read(operation: Operation<unknown>, reply: Reply, watch: Watch): unknown {
  const { value, found } = decodedValue(operation, reply);
  if (found.length > 0) {
    if (operation.cursor) {
      checkRows(value, operation.cursor, reply);
    }
    watch.note(found, reply);
  }
  return value;
}

interface Decoded {
  readonly value: unknown;
  readonly found: readonly Found[];
}

function decodedValue(operation: Operation<unknown>, reply: Reply): Decoded {
  const answer = operation.answers && chosen(operation.answers, reply);
  const shape: ResultShape = answer ? answer.result : operation.result;
  if (shape === null) {
    return { value: undefined, found: [] };
  }
  if (shape === "bytes") {
    return { value: reply.body, found: [] };
  }
  if (answer && !isJson(answer.mediaType)) {
    return { value: textIn(operation, reply), found: [] };
  }
  const packed = packedAs(reply.headers);
  if (packed !== undefined) {
    throw unreadable(operation, reply, `it is packed: ${packed}`);
  }
  // Nothing at all is taken for null: it is an error only where null is one.
  const text = decoded(reply.body);
  const isEmpty = text.trim() === "";
  const check = new Check(operation.id);
  let value: unknown;
  try {
    value = check.text(shape, isEmpty ? "null" : text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw unreadable(operation, reply, error.message);
    }
    throw error;
  }
  if (value === ABSENT) {
    const said = listed(check.found.map((one) => one.deviation));
    throw unreadable(operation, reply, isEmpty ? "it is empty" : said);
  }
  return { value, found: check.found };
}

function textIn(operation: Operation<unknown>, reply: Reply): string {
  try {
    return textOfBody(reply);
  } catch (error) {
    throw unreadable(operation, reply, error instanceof Error ? error.message : "");
  }
}

function unreadable(
  operation: Operation<unknown>,
  reply: Reply,
  problem: string,
): errors.UnreadableResponseError {
  const message = `${operation.id}: the body of the ${String(reply.status)} response cannot be read`;
  return new errors.UnreadableResponseError(`${message}: ${problem}`, reply);
}

/**
 * Return the kind of success a reply is: by its status, then by its media type.
 *
 * One that is not documented, or does not say what it is, is taken for the first.
 */
function chosen(answers: readonly Answer[], reply: Reply): Answer | undefined {
  const status = String(reply.status);
  const rows =
    [status, `${status.charAt(0)}XX`, "default"]
      .map((wanted) => answers.filter((answer) => answer.status === wanted))
      .find((found) => found.length > 0) ?? answers;
  const kind = mediaTypeOf(reply.headers);
  const range = `${kind.split("/", 1)[0] ?? ""}/*`;
  const best = [kind, range, "*/*"].map((one) => rows.find((row) => row.mediaType === one));
  return best.find((row) => row !== undefined) ?? rows[0];
}

/**
 * Return the error of a reply whose status is no success.
 *
 * @param quota - Where responses tell of a quota.
 * @param retryAfter - After how many milliseconds another call may do better.
 */
export function failure(
  operation: Operation<unknown>,
  reply: Reply,
  quota: QuotaHeaders | undefined,
  retryAfter: number | undefined,
): errors.ApiError {
  // What is packed, although nobody asked for it, says nothing that can be relied on.
  const body = packedAs(reply.headers) === undefined ? decoded(reply.body) : "";
  const json = parseOrNothing(body);
  const text = (typeof json === "string" ? json : body).trim();
  const stated = firstMatch(operation.messages ?? [], reply.status, text);
  const count = reply.attempts.length;
  const message = [
    `${String(reply.request)} was answered ${String(reply.status)}`,
    text === "" ? "" : `: ${onALine(text, SHOWN)}`,
    text === "" && reply.headers.has("Location") ? ": redirects are not followed" : "",
    count > 1 ? ` (the last of ${String(count)} attempts)` : "",
  ].join("");
  const reasons = { reason: stated?.reason, reasonValues: stated?.values ?? {} };
  const told = { json, ...reasons, retryAfter };
  const kind = kindOf(reply, quota);
  return new kind(message, reply as Reply & { status: never }, told);
}

function kindOf(reply: Reply, quota: QuotaHeaders | undefined): Kind {
  if (reply.status === 402) {
    const left = remaining(quota, reply.headers);
    if (left === undefined) {
      // Neither: the response does not tell.
      return errors.PaymentRequiredError;
    }
    return left > 0 ? errors.PlanRequiredError : errors.QuotaExceededError;
  }
  return reply.status >= 500 ? errors.ServerError : (BY_STATUS[reply.status] ?? errors.ApiError);
}
