/**
 * What a caller gave to the body of a request, in the way the operation writes it.
 *
 * @packageDocumentation
 */

import { fileOrPieces, isMany } from "./files.js";
import { form } from "./form.js";
import { textsOf } from "./json.js";
import { multipart } from "./multipart.js";
import { encoded } from "./octets.js";
import type { Call, Named } from "./operation.js";
import { linkOf } from "./source.js";
import { isObject, named, namedLater } from "./text.js";
import { dump, RawJson } from "./write.js";

/** The bytes of a body, and what they are. */
export interface Body {
  readonly content: Uint8Array;
  readonly mediaType: string;
}

/**
 * Return the body of a call, undefined where nothing is sent.
 *
 * @throws TypeError if something has no form in this body; the message begins with its name.
 */
export async function bodyOf(call: Call<unknown>): Promise<Body | undefined> {
  const { operation, body } = call;
  const asked = call.options?.body ?? {};
  const kind = operation.body ?? "json";
  const isForm = (kind === "form" || kind === "multipart") && body !== undefined;
  const byName = kind === "json" && isObject(body);
  if (Object.keys(asked).length > 0 && !byName && !isForm) {
    throw new TypeError(`options: ${operation.id} sends no object that takes more members`);
  }
  if (body === undefined) {
    return undefined;
  }
  if (!byName && !isForm) {
    return whole(call);
  }
  const given = { ...membersOf(call), ...asked };
  const isEmpty = Object.values(given).every((one) => one === undefined);
  return operation.bodyOptional === true && isEmpty ? undefined : ofMembers(call, given);
}

/** Return the members that are set, those of no name of their own behind. */
function membersOf(call: Call<unknown>): Named {
  const own = call.body;
  if (!isObject(own)) {
    throw new TypeError(`body: give an object, not ${typeof own}`);
  }
  for (const name of Object.keys(call.more ?? {})) {
    if (Object.hasOwn(own, name)) {
      throw new TypeError(`${name}: this member has an argument of its own`);
    }
  }
  return { ...(linkOf(own) ? opened(own, call.operation.body ?? "json") : own), ...call.more };
}

/** Return the members of a model as they would be written: no number changes its spelling. */
function opened(model: Named, kind: string): Named {
  if (kind !== "json") {
    return model;
  }
  const texts = [...textsOf(dump(model))];
  return Object.fromEntries(texts.map(([name, text]) => [name, new RawJson(text)]));
}

async function ofMembers(call: Call<unknown>, all: Named): Promise<Body> {
  const set = Object.entries(all).filter(([, value]) => value !== undefined);
  const given = Object.fromEntries(set);
  const { operation } = call;
  const mediaType = operation.mediaType ?? "application/json";
  if (operation.body === "form") {
    return { content: encoded(form(given, operation.parts)), mediaType };
  }
  if (operation.body === "multipart") {
    const { content, boundary } = await multipart(given, operation.parts);
    return { content, mediaType: `${mediaType}; boundary=${boundary}` };
  }
  const texts = set.map(([name, value]) => {
    return `${JSON.stringify(name)}:${named(name, () => dump(value))}`;
  });
  return { content: encoded(`{${texts.join(",")}}`), mediaType };
}

/** Return a body that is one value. */
async function whole(call: Call<unknown>): Promise<Body> {
  const { operation, body } = call;
  const mediaType = operation.mediaType ?? "application/json";
  switch (operation.body ?? "json") {
    case "binary": {
      const file = await namedLater("body", () => fileOrPieces(body));
      return { content: file.content, mediaType: file.mediaType ?? mediaType };
    }
    case "text":
      if (typeof body !== "string") {
        throw new TypeError(`body: give a text, not ${typeof body}`);
      }
      return { content: encoded(body), mediaType };
    case "lines": {
      const rows = await rowsOf(body);
      return { content: encoded(named("body", () => lines(rows, mediaType))), mediaType };
    }
    default:
      return { content: encoded(named("body", () => dump(body))), mediaType };
  }
}

/** Return one JSON text after another, each on a line of its own. */
function lines(rows: readonly unknown[], mediaType: string): string {
  const before = mediaType.includes("json-seq") ? "\u001e" : "";
  return rows.map((row) => `${before}${dump(row)}\n`).join("");
}

async function rowsOf(value: unknown): Promise<readonly unknown[]> {
  if (!isMany(value)) {
    throw new TypeError(`body: give the rows one by one, not ${typeof value}`);
  }
  const rows: unknown[] = [];
  for await (const row of value) {
    rows.push(row);
  }
  return rows;
}
