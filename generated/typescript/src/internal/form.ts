/**
 * Members to a form: `application/x-www-form-urlencoded`.
 *
 * @packageDocumentation
 */

import type { Named, Part } from "./operation.js";
import { elements, pairs, percent, reserved } from "./parameters.js";
import { isList, isObject, named, textOf } from "./text.js";
import { dump } from "./write.js";

type Pair = readonly [string, string];

/**
 * Return the text of a form.
 *
 * A list is sent element by element, an object as JSON, unless a part says otherwise. A space
 * is `%20`, which every server reads.
 */
export function form(given: Named, parts: readonly Part[] = []): string {
  return Object.entries(given)
    .flatMap(([name, value]) => {
      const how = parts.find((part) => part.name === name) ?? { name };
      return named(name, () => written(name, value, how));
    })
    .map(([key, text]) => `${percent(key)}=${text}`)
    .join("&");
}

function written(name: string, value: unknown, how: Part): readonly Pair[] {
  if (how.style !== undefined) {
    const write = how.reserved === true ? reserved : percent;
    return pairs(name, value, how.style, write, how.explode ?? true);
  }
  if (how.mediaType?.endsWith("json") === true || isObject(value)) {
    return [[name, percent(dump(value))]];
  }
  if (!isList(value)) {
    return [[name, percent(textOf(value))]];
  }
  return elements(value).map((item) => {
    // A list in a list has no other form.
    const text = isList(item) || isObject(item) ? dump(item) : textOf(item);
    return [name, percent(text)];
  });
}
