/**
 * What this package calls: the server, and the ways to authenticate.
 *
 * @packageDocumentation
 */

import * as proofs from "./credentials.js";
import type { Security } from "./credentials.js";

/** The version of this package. */
export const VERSION = "0.1.0";

/** Where the API is, unless a caller says otherwise. */
export const BASE_URL = "https://api.track.toggl.com/api/v9";

/** What the client calls itself. */
export const USER_AGENT = `toggltrack/${VERSION}`;

/** The header fields that tell of a quota, and the status of a call beyond it. */
export const QUOTA = {
  remaining: "X-Toggl-Quota-Remaining",
  resetsIn: "X-Toggl-Quota-Resets-In",
  status: 402,
};

/** Names of members that no log shows. */
export const SENSITIVE: readonly string[] = [
  "api_token",
  "card_number",
  "expiry_date",
  "holder_name",
  "ical_url",
  "invitation_code",
  "invite_url",
  "reference",
  "shared_hash",
  "vat_number",
];

/** The variables of the address, and what they may be; nothing for anything. */
export const VARIABLES: Readonly<Record<string, readonly string[]>> = {};

/** How callers prove who they are. */
export const SECURITY: Security = {
  ways: [
    {
      scheme: "basic",
      arguments: ["apiToken"],
      make: ({ apiToken = "" }) => proofs.basic(apiToken, "api_token"),
    },
    {
      scheme: "basic",
      arguments: ["email", "password"],
      make: ({ email = "", password = "" }) => proofs.basic(email, password),
    },
  ],
  variables: { apiToken: "TOGGL_API_TOKEN" },
  default: [["basic"]],
  alternatives: [["basic"]],
};
