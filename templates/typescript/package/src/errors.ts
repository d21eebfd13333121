/**
 * Every way in which a call can fail, as one tree.
 *
 * @packageDocumentation
 */

import { PackageError } from "./internal/base.js";
import type { Deviation } from "./internal/deviations.js";
import type { Attempt, HeaderFields, Reply, Request } from "./internal/exchange.js";
import type { Reason } from "./reasons.js";

/** Credentials are missing, incomplete or contradict each other. */
export class CredentialsError extends PackageError {
  override readonly name: string = "CredentialsError";
}

/** The signal that was given to a call is aborted; `cause` is its reason. */
export class CallAbortedError extends PackageError {
  override readonly name: string = "CallAbortedError";
}

/** More was wanted of an answer that is closed before its end. */
export class StreamClosedError extends PackageError {
  override readonly name: string = "StreamClosedError";
}

/** The client is closed: nothing was sent. */
export class ClientClosedError extends PackageError {
  override readonly name: string = "ClientClosedError";
}

/** What an error knows besides the response. */
export interface Told {
  readonly json?: unknown;
  readonly reason?: Reason | undefined;
  readonly reasonValues?: Readonly<Record<string, string>>;
  readonly retryAfter?: number | undefined;
}

/** The server answered with a status that is no success. */
export class ApiError<out S extends number = number> extends PackageError {
  override readonly name: string = "ApiError";
  /** The HTTP status. */
  readonly status: S;
  /** The header fields of the response. */
  readonly headers: HeaderFields;
  /** The body as it came. */
  readonly body: Uint8Array;
  /** The body as a JSON value; undefined where it is no JSON. */
  readonly json: unknown;
  /** The documented reason that the body's text states, if any. */
  readonly reason: Reason | undefined;
  /** What stood in the places that the documented text leaves open. */
  readonly reasonValues: Readonly<Record<string, string>>;
  /** The request that failed, its secrets masked. */
  readonly request: Request;
  /** The requests that were made; none where a call was refused unsent. */
  readonly attempts: readonly Attempt[];
  /**
   * Milliseconds after which another call may do better, where the server says so; they are
   * not waited for where they are too many.
   */
  readonly retryAfter: number | undefined;

  /** Keep what was answered. */
  constructor(message: string, reply: Reply & { readonly status: S }, told: Told = {}) {
    super(message);
    this.status = reply.status;
    this.headers = reply.headers;
    this.body = reply.body;
    this.json = told.json;
    this.reason = told.reason;
    this.reasonValues = told.reasonValues ?? {};
    this.request = reply.request;
    this.attempts = reply.attempts;
    this.retryAfter = told.retryAfter;
  }
}

/** 400: the request is not valid. */
export class BadRequestError extends ApiError<400> {
  override readonly name = "BadRequestError";
}

/** 401: the credentials are missing or wrong. */
export class UnauthorizedError extends ApiError<401> {
  override readonly name = "UnauthorizedError";
}

/** 402: the plan or the quota forbids it, and the response does not tell which. */
export class PaymentRequiredError extends ApiError {
  override readonly name: string = "PaymentRequiredError";
}

/** 402 while quota is left: the plan lacks the feature, so waiting does not help. */
export class PlanRequiredError extends PaymentRequiredError {
  override readonly name = "PlanRequiredError";
}

/** 402 while no quota is left: the same call will work later. */
export class QuotaExceededError extends PaymentRequiredError {
  override readonly name = "QuotaExceededError";
}

/** 403: the caller may not do this. */
export class ForbiddenError extends ApiError<403> {
  override readonly name = "ForbiddenError";
}

/** 404: there is no such thing, or none the caller may see. */
export class NotFoundError extends ApiError<404> {
  override readonly name = "NotFoundError";
}

/** 409: the state of the thing forbids it. */
export class ConflictError extends ApiError<409> {
  override readonly name = "ConflictError";
}

/** 410: this no longer exists and should not be asked for again. */
export class GoneError extends ApiError<410> {
  override readonly name = "GoneError";
}

/** 429: too many requests in a short time. */
export class RateLimitedError extends ApiError<429> {
  override readonly name = "RateLimitedError";
}

/** 5xx: the server failed. */
export class ServerError extends ApiError {
  override readonly name = "ServerError";
}

/** No complete answer came. */
export class TransportError extends PackageError {
  override readonly name: string = "TransportError";
  /** The request, its secrets masked. */
  readonly request: Request;
  /** Whether any part of the request may have reached the server. */
  readonly sent: boolean;
  /** The requests that were made. */
  attempts: readonly Attempt[];

  /** Keep what was asked. */
  constructor(
    message: string,
    request: Request,
    sent = false,
    attempts: readonly Attempt[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.request = request.masked();
    this.sent = sent;
    this.attempts = attempts;
  }
}

/** The connection could not be made, or broke. */
export class ConnectionFailedError extends TransportError {
  override readonly name = "ConnectionFailedError";
}

/** The time allowed for the call is over. */
export class CallTimeoutError extends TransportError {
  override readonly name = "CallTimeoutError";
}

/**
 * A change was sent and no answer came: it may have been made, or not.
 *
 * `cause` is the ConnectionFailedError or CallTimeoutError. Look at the server's state before
 * sending the change again.
 */
export class OutcomeUnknownError extends TransportError {
  override readonly name = "OutcomeUnknownError";
}

/** The response has a good status, but its body is not what was promised. */
export class UnreadableResponseError extends PackageError {
  override readonly name = "UnreadableResponseError";
  /** The HTTP status. */
  readonly status: number;
  /** The header fields of the response. */
  readonly headers: HeaderFields;
  /** The body as it came. */
  readonly body: Uint8Array;
  /** The request, its secrets masked. */
  readonly request: Request;
  /** The requests that were made. */
  attempts: readonly Attempt[];

  /** Keep what was answered. */
  constructor(message: string, reply: Reply, options?: ErrorOptions) {
    super(message, options);
    this.status = reply.status;
    this.headers = reply.headers;
    this.body = reply.body;
    this.request = reply.request;
    this.attempts = reply.attempts;
  }
}

/**
 * A response is not as documented, and that was to be raised, or is in the way.
 *
 * A client throws it that was told to, by `onDeviation: "raise"`; a model does where a member
 * is read that is always there as documented, and the server sent something else.
 */
export class DeviationError extends PackageError {
  override readonly name = "DeviationError";
  /** What is not as documented. */
  readonly deviations: readonly Deviation[];
  /** The response; undefined where a member of a model was read. */
  readonly reply: Reply | undefined;

  /** Keep what came. */
  constructor(message: string, deviations: readonly Deviation[] = [], reply?: Reply) {
    super(message);
    this.deviations = deviations;
    this.reply = reply;
  }
}
