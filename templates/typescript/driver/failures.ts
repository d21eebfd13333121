/**
 * Errors as JSON: their neutral names, and all that they tell.
 *
 * @packageDocumentation
 */

import { inspect } from "node:util";
import { inSeconds } from "./case.js";
import * as api from "./package.js";
import { base64, finite, type Plain } from "./values.js";

/** The first that fits an error is its name. */
const ERRORS: readonly (readonly [abstract new (...given: never) => Error, string])[] = [
  [api.BadRequestError, "bad_request"],
  [api.UnauthorizedError, "unauthorized"],
  [api.PlanRequiredError, "plan_required"],
  [api.QuotaExceededError, "quota_exceeded"],
  [api.PaymentRequiredError, "payment_required"],
  [api.ForbiddenError, "forbidden"],
  [api.NotFoundError, "not_found"],
  [api.ConflictError, "conflict"],
  [api.GoneError, "gone"],
  [api.RateLimitedError, "rate_limited"],
  [api.ServerError, "server"],
  [api.ApiError, "api"],
  [api.OutcomeUnknownError, "outcome_unknown"],
  [api.CallTimeoutError, "call_timeout"],
  [api.ConnectionFailedError, "connection_failed"],
  [api.UnreadableResponseError, "unreadable_response"],
  [api.DeviationError, "deviation"],
  [api.CredentialsError, "credentials"],
  [api.ClientClosedError, "client_closed"],
  [TypeError, "invalid_argument"],
  [RangeError, "invalid_argument"],
];

interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
  readonly attempts: readonly api.Attempt[];
}

/** Return what an error tells, as far as its kind has it. */
export function failure(error: unknown, seen: readonly api.Deviation[]): Plain {
  const answer = answerOf(error);
  const isApi = error instanceof api.ApiError;
  const isTransport = error instanceof api.TransportError;
  const attempts = isTransport ? error.attempts : (answer?.attempts ?? []);
  const asked = isApi || isTransport || error instanceof api.UnreadableResponseError;
  return {
    name: ERRORS.find(([kind]) => error instanceof kind)?.[1] ?? "other",
    message: error instanceof Error ? error.message : String(error),
    status: answer?.status ?? null,
    reason: isApi ? orNull(error.reason) : null,
    reason_values: isApi ? error.reasonValues : {},
    body: answer ? base64(answer.body) : null,
    retry_after: isApi ? finite(inSeconds(error.retryAfter)) : null,
    attempts: attempts.length,
    deviations: plain(error instanceof api.DeviationError ? error.deviations : seen),
    request: asked ? String(error.request) : null,
  };
}

function orNull(value: unknown): unknown {
  return value ?? null;
}

function answerOf(error: unknown): Answer | undefined {
  if (error instanceof api.ApiError || error instanceof api.UnreadableResponseError) {
    return error;
  }
  return error instanceof api.DeviationError ? error.reply : undefined;
}

/** Return deviations as JSON. */
export function plain(deviations: readonly api.Deviation[]): readonly Plain[] {
  return deviations.map(({ pointer, kind, expected, actual }) => ({
    pointer,
    kind,
    expected,
    actual,
  }));
}

/** Return all that an error can be made to say, its causes included. */
export function everything(error: unknown): string {
  const shown = inspect(error, { depth: Infinity, maxArrayLength: null, maxStringLength: null });
  return [String(error), shown, JSON.stringify(error)].join("\n");
}
