/**
 * The client package `toggltrack`.
 *
 * @packageDocumentation
 */

export { Toggl, type TogglOptions } from "./client.js";
export * from "./errors.js";
export { TogglError } from "./internal/base.js";
export type { Clock } from "./internal/clock.js";
export type { Deviation, DeviationKind, DeviationRow, OnDeviation } from "./internal/deviations.js";
export type { RequestParams } from "./internal/direct.js";
export type { Download } from "./internal/download.js";
export type {
  Answered,
  Attempt,
  HeaderFields,
  RawReply,
  Reply,
  Request,
} from "./internal/exchange.js";
export type { Fetch } from "./internal/fetching.js";
export type { Upload, Uploadable } from "./internal/files.js";
export { parse } from "./internal/json.js";
export type { Logger } from "./internal/log.js";
export type { Middleware, Next } from "./internal/middleware.js";
export { deviations, news, type News } from "./internal/news.js";
export type { CallOptions } from "./internal/operation.js";
export type { Page, Pager } from "./internal/pager.js";
export type { ApiPromise } from "./internal/promise.js";
export type { OnQuota, Quota } from "./internal/quota.js";
export type { ClientOptions } from "./internal/settings.js";
export type { Bounds, RawStream, Transport } from "./internal/transport.js";
export { dump } from "./internal/write.js";
export type * as models from "./models/index.js";
export { reasons, type Reason } from "./reasons.js";
export type * from "./resources/alerts.js";
export type * from "./resources/project-users.js";
export type * from "./resources/projects.js";
export type * from "./resources/rates.js";
export type * from "./resources/track-reminders.js";
export type * from "./resources/users.js";
export type * from "./resources/workspace-users.js";
export type * from "./resources/workspaces.js";
