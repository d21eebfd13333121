/**
 * A call, made and read to its end.
 *
 * @packageDocumentation
 */

import type { Case } from "./case.js";
import * as api from "./package.js";
import { rowsOf, type Shape } from "./values.js";

/** What a call returned, and what that is documented to be. */
export interface Result {
  readonly value: unknown;
  readonly shape: Shape;
}

/** Make a call and return what it returned. */
export async function call(of: Case): Promise<Result> {
  const { spent } = of;
  const middleware = spent === undefined ? [] : [answersOnce(spent)];
  const client = new api.Client({ ...of.settings, middleware });
  try {
    if (spent !== undefined) {
      // What the quota is spent on: it is answered here, and nobody is asked.
      await take(of, client).catch(ignored);
      of.attempts = undefined;
    }
    return await take(of, client);
  } finally {
    of.quota = api.quotaOf(client);
    client.close();
  }
}

/** Answer the first request, as a server would whose quota is spent. */
function answersOnce(seconds: string): api.Middleware {
  // A status that nobody retries.
  const answers: api.RawReply[] = [
    { status: 500, headers: api.spent(seconds), body: new Uint8Array() },
  ];
  return async (request, next) => answers.pop() ?? (await next(request));
}

function ignored(error: unknown): void {
  if (!(error instanceof api.ApiError)) {
    throw error;
  }
}

async function take(of: Case, client: api.Client): Promise<Result> {
  const { how, shape, rows } = of.operation;
  const made = of.operation.call(client, of);
  switch (how) {
    case "pages":
      return { value: await taken(of, made as api.Pager<unknown>), shape: rowsOf(shape, rows) };
    case "send": {
      const response = await (made as api.ApiPromise<unknown>).withResponse();
      of.count(response);
      return { value: response.value, shape: shapeOf(of, response) };
    }
    case "request": {
      const response = await (made as Promise<api.Answered<unknown>>);
      of.count(response);
      return { value: response.value, shape };
    }
    case "download":
      return { value: await (await (made as Promise<api.Download>)).bytes(), shape };
    default: {
      const parts: unknown[] = [];
      for await (const one of await (made as Promise<AsyncIterable<unknown>>)) {
        parts.push(one);
      }
      return { value: parts, shape: { kind: "array", of: how === "lines" ? shape : event(shape) } };
    }
  }
}

function event(data: Shape): Shape {
  return { kind: "record", fields: { data, event: "string", id: "string", retry: "integer" } };
}

/** Return the rows of as many pages as are wanted; no other page is asked for. */
async function taken(of: Case, pager: api.Pager<unknown>): Promise<unknown[]> {
  const rows: unknown[] = [];
  let count = 0;
  for await (const page of pager.pages()) {
    rows.push(...page.items);
    of.count(page.response);
    count += 1;
    if (count === of.pages) {
      break;
    }
  }
  return rows;
}

/** Return what a response is documented to be. */
function shapeOf(of: Case, response: api.Reply): Shape {
  const { answers = [], shape } = of.operation;
  const status = String(response.status);
  const mediaType = (response.headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim();
  const rows = [status, `${status.charAt(0)}XX`, "default"]
    .map((wanted) => answers.filter((one) => one.status === wanted))
    .find((found) => found.length > 0);
  const fitting = rows?.find((one) => one.mediaType === mediaType) ?? rows?.[0] ?? answers[0];
  return fitting?.shape ?? shape;
}
