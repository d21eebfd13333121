/** A server on the loopback device, and a client of it with a clock that leaps. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

import "./direct.js";
import type { Clock } from "../src/internal/clock.js";
import { Core, type Declared } from "../src/internal/core.js";
import { basic, Credentials, type Security } from "../src/internal/credentials.js";
import type { Call, Message, Operation } from "../src/internal/operation.js";
import { namedAgent, type Site } from "../src/internal/request.js";
import type { ClientOptions } from "../src/internal/settings.js";

export const SECRET = "s3cr3t-t0k3n";

const SECURITY: Security = {
  ways: [
    {
      scheme: "basic",
      arguments: ["apiToken"],
      make: ({ apiToken = "" }) => basic(apiToken, "api_token"),
    },
  ],
  variables: {},
  default: [["basic"]],
  alternatives: [["basic"]],
};

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answering = (response: ServerResponse, asked: Asked, number: number) => void;

/** A clock that leaps over waits, and notes them. */
export class LeapingClock implements Clock {
  readonly waits: number[] = [];
  #now = 0;
  now(): number {
    return this.#now;
  }
  time(): number {
    return Date.UTC(2026, 0, 1) + this.#now;
  }
  random(): number {
    return 1;
  }
  sleep(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.#now += milliseconds;
    return Promise.resolve();
  }
}

export interface Stage {
  readonly core: Core;
  readonly asked: Asked[];
  readonly clock: LeapingClock;
  readonly site: Site;
}

/** Return a client of a server that answers so; both end with the test. */
export async function stage(
  test: TestContext,
  answering: Answering,
  options: ClientOptions = {},
  declared: Declared = {},
): Promise<Stage> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      asked.push(one);
      answering(response, one, asked.length);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const clock = new LeapingClock();
  const proofs = new Map([["basic", basic(SECRET, "api_token")]]);
  const site = {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    userAgent: namedAgent("demo/1", options.userAgent),
    credentials: new Credentials(SECURITY, proofs),
  };
  const core = new Core(site, { clock, onDeviation: "ignore", ...options }, declared);
  return { core, asked, clock, site };
}

/** Return what answers with a JSON text. */
export function json(text: string, status = 200, headers: Record<string, string> = {}): Answering {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(text);
  };
}

export interface Thing {
  id: number | bigint;
  name?: string;
}

const THING = {
  kind: "record",
  fields: { id: "integer", name: "string" },
  required: ["id"],
} as const;

const MESSAGES: readonly Message[] = [
  { status: 403, reason: "no_access", parts: ["No access."] },
  {
    status: "4XX",
    reason: "wrong_client",
    parts: ["Client ", { kind: "number", name: "id" }, " is ", { kind: "text", name: "what" }, "."],
  },
];

export const GET: Operation<Thing> = {
  id: "things.get",
  method: "GET",
  path: ["/things/", ""],
  arguments: ["thing_id"],
  result: THING,
  messages: MESSAGES,
};

export const FILE: Operation<Uint8Array> = {
  id: "things.download",
  method: "GET",
  path: ["/things/", "/file"],
  arguments: ["thing_id"],
  result: "bytes",
  messages: MESSAGES,
};

export const CREATE: Operation<Thing> = {
  id: "things.create",
  method: "POST",
  path: ["/things"],
  result: THING,
};

export const LIST: Operation<Thing[]> = {
  id: "things.list",
  method: "GET",
  path: ["/things"],
  result: { kind: "array", of: THING },
  paging: { page: "page", size: "per_page", first: 1, default: 3 },
};

export function getting(options: Call<Thing>["options"] = {}): Call<Thing> {
  return { operation: GET, path: [1], options };
}

export function creating(body: unknown = { name: "x" }, options = {}): Call<Thing> {
  return { operation: CREATE, body, options };
}
