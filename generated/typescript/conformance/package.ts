/**
 * What is tried, and what it calls things that a case calls by other names.
 *
 * @packageDocumentation
 */

import { Toggl } from "toggltrack";

export * from "toggltrack";
export { Toggl as Client };
export type { TogglOptions as Settings } from "toggltrack";

/** What the settings of a client are called, by what a case calls them. */
export const SETTINGS: Readonly<Record<string, string>> = {
  max_body: "maxBody",
  on_deviation: "onDeviation",
  on_quota: "onQuota",
  retries: "retries",
  timeout: "timeout",
  user_agent: "userAgent",
};

/** What the credentials are called, by what the description calls them. */
export const CREDENTIALS: Readonly<Record<string, string>> = {
  api_token: "apiToken",
  email: "email",
  password: "password",
};

/** Returns what a server tells whose quota is spent; nothing where there is none. */
export const spent: (seconds: string) => readonly (readonly [string, string])[] = (seconds) => [
  ["X-Toggl-Quota-Remaining", "0"],
  ["X-Toggl-Quota-Resets-In", seconds],
];

/** Returns what a client knows of the quota; undefined where there is none. */
export const quotaOf: (
  client: Toggl,
) => { readonly remaining: number; readonly resetsIn?: number } | undefined = (client) =>
  client.quota;
