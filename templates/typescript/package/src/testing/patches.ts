/**
 * JSON Patch on the members of a record (RFC 6902), and members that are refused.
 *
 * @packageDocumentation
 */

import type { Row } from "./records.js";
import { misfit, type Rules } from "./rules.js";

const OPS: readonly unknown[] = ["add", "remove", "replace"];

/** A body that makes no sense; the message is what is answered. */
export class Refusal extends Error {}

/** One change of a record: a member is set, or taken away. */
export interface Step {
  readonly name: string;
  readonly value: unknown;
  readonly removes: boolean;
}

/**
 * Look whether a member can be what it is.
 *
 * @throws Refusal if it cannot.
 */
export function check(name: string, value: unknown, rules: Rules): void {
  const wanted = misfit(rules.kinds.get(name) ?? "any", value);
  if (wanted !== undefined) {
    throw new Refusal(`${name}: ${wanted} is expected`);
  }
}

/**
 * Return the steps of a patch.
 *
 * @throws Refusal if the body is no patch, or changes what cannot be changed.
 */
export function stepsOf(body: unknown, rules: Rules): readonly Step[] {
  if (!Array.isArray(body) || body.length === 0) {
    throw new Refusal("a JSON Patch is expected: a list of op, path and value");
  }
  return body.map((one: unknown) => stepOf(one, rules));
}

function stepOf(one: unknown, rules: Rules): Step {
  const members = new Map<string, unknown>(isObject(one) ? Object.entries(one) : []);
  const op = members.get("op");
  const path = members.get("path");
  if (!OPS.includes(op) || typeof path !== "string" || !path.startsWith("/")) {
    throw new Refusal(`op is one of ${OPS.join(", ")}, and path begins with a slash`);
  }
  const name = path.slice(1).replaceAll("~1", "/").replaceAll("~0", "~");
  if (!rules.kinds.has(name) || name === rules.key || rules.where.includes(name)) {
    throw new Refusal(`${path} cannot be patched`);
  }
  const removes = op === "remove";
  if (removes && rules.required.has(name)) {
    throw new Refusal(`${path} cannot be removed`);
  }
  if (!removes && !members.has("value")) {
    throw new Refusal(`${String(op)} ${path} needs a value`);
  }
  const value = members.get("value") ?? null;
  check(name, value, rules);
  return { name, value, removes };
}

/** Change a record; a member that is not there can be set and removed as well. */
export function apply(row: Row, steps: readonly Step[]): void {
  for (const { name, value, removes } of steps) {
    if (removes) {
      row.delete(name);
    } else {
      row.set(name, value);
    }
  }
}

/** Tell whether a JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
