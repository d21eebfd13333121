/**
 * Examples of the description, with the ids that a request is about.
 *
 * @packageDocumentation
 */

import { parse } from "../internal/json.js";
import { dump } from "../internal/write.js";
import { isObject } from "./patches.js";
import { number } from "./records.js";
import type { Answer } from "./reply.js";
import { isItem, type Route } from "./routes.js";

type Values = ReadonlyMap<string, string>;

/**
 * Return the documented success; members that tell of the path tell of this one.
 *
 * Such a member is called as the parameter is. Where the path ends in a parameter and there is
 * no such member, it is `id`.
 */
export function placed(answer: Answer, route: Route, values: Values): Answer {
  const { mediaType = "", body = "" } = answer;
  if (values.size === 0 || !mediaType.includes("json") || body === "") {
    return answer;
  }
  return { ...answer, body: dump(told(parse(body), route, values)) };
}

function told(found: unknown, route: Route, values: Values): unknown {
  const last = route.parameters?.at(-1) ?? "";
  if (Array.isArray(found)) {
    for (const row of found as unknown[]) {
      if (isObject(row)) {
        fill(row, values);
      }
    }
  } else if (isObject(found)) {
    const isNamed = !isItem(route) || Object.hasOwn(found, last);
    fill(found, values);
    if (!isNamed) {
      fill(found, new Map([["id", values.get(last) ?? ""]]));
    }
  } else if (isItem(route) && (typeof found === "bigint" || Number.isInteger(found))) {
    return number(values.get(last) ?? "", "integer");
  }
  return found;
}

/** Fill the members of an object that tell of the path. */
function fill(found: Record<string, unknown>, values: Values): void {
  for (const [name, text] of values) {
    if (Object.hasOwn(found, name)) {
      found[name] = alike(found[name], text);
    }
  }
}

/** Return a text of the path as the kind of value that stands in its place. */
function alike(member: unknown, text: string): unknown {
  if (typeof member === "string") {
    return text;
  }
  const isNumber = typeof member === "number" || typeof member === "bigint";
  const found = isNumber ? number(text, "number") : member;
  return typeof found === "string" ? member : found;
}
