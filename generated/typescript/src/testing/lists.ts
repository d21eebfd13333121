/**
 * Lists of stored records: what is kept of them, and which page is wanted.
 *
 * @packageDocumentation
 */

import type { Row } from "./records.js";
import type { Fields } from "./reply.js";
import type { Rules } from "./rules.js";

/** The rows of a page. */
export interface Page {
  readonly rows: readonly Row[];
  /** The cursor of the next page. */
  readonly following?: string | undefined;
  readonly headers?: Fields;
}

/** Return the records that every filter keeps. */
export function narrowed(rows: readonly Row[], rules: Rules, query: URLSearchParams): Row[] {
  return [...rules.filters].reduce(
    (kept, [name, member]) => {
      const texts = query.getAll(name);
      // However a list is spelled: with commas, or again and again.
      const all = rules.several.has(name) ? texts.flatMap((text) => text.split(",")) : texts;
      const isBoolean = rules.kinds.get(member) === "boolean";
      const wanted = isBoolean ? all.filter((text) => text === "true" || text === "false") : all;
      return wanted.length === 0 ? kept : kept.filter((row) => isAmong(row.get(member), wanted));
    },
    [...rows],
  );
}

/** Tell whether a value is spelled so in a query. */
function isAmong(value: unknown, wanted: readonly string[]): boolean {
  const isScalar = ["string", "number", "bigint", "boolean"].includes(typeof value);
  return isScalar && wanted.includes(String(value));
}

/** Return the page that is asked for; all rows where there are no pages. */
export function pageOf(rows: readonly Row[], rules: Rules, query: URLSearchParams): Page {
  const { pages, cursor } = rules;
  if (pages) {
    const asked = whole(query, pages.size, 0) || pages.default;
    const size = Math.min(asked, pages.maximum);
    const start = (whole(query, pages.page, pages.first) - pages.first) * size;
    return { rows: start < 0 ? [] : rows.slice(start, start + size) };
  }
  if (cursor) {
    const start = whole(query, cursor.name, 0);
    const end = start + (whole(query, cursor.size, 0) || rows.length);
    const following = end < rows.length ? String(end) : undefined;
    const isTold = cursor.header !== "" && following !== undefined;
    const headers = isTold ? { [cursor.header]: following } : {};
    return { rows: rows.slice(start, end), following, headers };
  }
  return { rows };
}

function whole(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.getAll(name).at(-1) ?? "";
  return /^[0-9]{1,18}$/.test(text) ? Number(text) : otherwise;
}
