/**
 * What the API offers, as data, and one use of it with its arguments.
 *
 * @packageDocumentation
 */

import type { Reason } from "../reasons.js";
import type { Shape } from "./shapes.js";

/** How a list is asked for page by page. */
export interface Paging {
  /** The query parameter with the number of the page. */
  readonly page: string;
  /** The query parameter with the number of rows on a page. */
  readonly size: string;
  /** The number of the first page. */
  readonly first: number;
  /** The number of rows on a page when none is asked for. */
  readonly default: number;
}

/** How a list is asked for by what its last page said. */
export interface Cursor {
  /** The query parameter that takes the cursor. */
  readonly parameter: string;
  /** The response field that holds the next cursor; left out where the body does. */
  readonly header?: string;
  /** The way to the next cursor in the body, key by key. */
  readonly pointer?: readonly string[];
  /** The way to the rows in the body; left out where the body is the rows. */
  readonly items?: readonly string[];
}

/** How values are written, in the words of OpenAPI; `json` for a JSON text. */
export type Style =
  | "deepObject"
  | "form"
  | "json"
  | "label"
  | "matrix"
  | "pipeDelimited"
  | "simple"
  | "spaceDelimited";

/** How a parameter is written where that is not what is written most. */
export interface Spelling {
  readonly place: "path" | "query" | "header" | "cookie";
  /** Its name on the wire; for the path the name of the argument. */
  readonly name: string;
  readonly style: Style;
  /** Whether each element of a list, or member of an object, stands for itself. */
  readonly explode?: boolean;
  /** Whether `/`, `?` and their like are sent as they are. */
  readonly reserved?: boolean;
  /** The name on the wire where `name` is none; only matrix writes it. */
  readonly wire?: string;
}

/** How a member of a form is written where that is not what is usual. */
export interface Part {
  readonly name: string;
  readonly mediaType?: string;
  readonly style?: Style;
  /** True where it is left out. */
  readonly explode?: boolean;
  readonly reserved?: boolean;
}

/** What a body is read as: a shape, a text, its bytes; null where it means nothing. */
export type ResultShape = Shape | "bytes" | null;

/** One kind of success. */
export interface Answer {
  /** A status, a range such as `2XX`, or `default`. */
  readonly status: string;
  /** What the body is; empty where there is none. */
  readonly mediaType: string;
  /** What to read the body as. */
  readonly result: ResultShape;
}

/** Something that the server fills in in a documented text. */
export interface Blank {
  readonly kind: "number" | "text";
  readonly name: string;
}

/** One documented text of a failure, and the reason that it states. */
export interface Message {
  /** A status, a range such as `4XX`, or `default`. */
  readonly status: number | string;
  readonly reason: Reason;
  /** The text in pieces: what is fixed, and what the server fills in. */
  readonly parts: readonly (string | Blank)[];
}

declare const returned: unique symbol;

/** One method on one path, and how to read its answers. */
export interface Operation<out T> {
  /** What a success is; nothing stands there, it is for the compiler. */
  readonly [returned]?: T;
  readonly id: string;
  readonly method: string;
  /** The fixed parts: one before, between and after the arguments in the path. */
  readonly path: readonly string[];
  /** The names of the arguments in the path, for messages and spellings. */
  readonly arguments?: readonly string[];
  /** What a success is read as. */
  readonly result: ResultShape;
  /** What a body is; `application/json` where it is left out. */
  readonly mediaType?: string;
  /** How a body is written; `json` where it is left out. */
  readonly body?: "binary" | "form" | "json" | "lines" | "multipart" | "text";
  /** Whether a body without members is not sent at all. */
  readonly bodyOptional?: boolean;
  readonly parts?: readonly Part[];
  readonly spellings?: readonly Spelling[];
  /** The kinds of success, where there are several. */
  readonly answers?: readonly Answer[];
  /** The media types that are asked for; `application/json` where it is left out. */
  readonly accept?: string;
  /** The address of an operation that is elsewhere than the others. */
  readonly server?: string;
  /** Alternatives of security schemes; left out where those of the API apply. */
  readonly security?: readonly (readonly string[])[];
  readonly paging?: Paging;
  readonly cursor?: Cursor;
  readonly messages?: readonly Message[];
}

/** Settings of one call. */
export interface CallOptions {
  /** Milliseconds that the call may take, instead of the client's. */
  readonly timeout?: number | undefined;
  /** How often it may be tried again, instead of as often as the client's. */
  readonly retries?: number | undefined;
  /** Ends the call when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** More query parameters; one of the same name is replaced. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** More header fields; one of the same name is replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** More members of a JSON object or a form; one of the same name is replaced. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** Values by their names on the wire; what is undefined is not sent. */
export type Named = Readonly<Record<string, unknown>>;

/** One use of an operation: its arguments, by their names on the wire. */
export interface Call<out T> {
  readonly operation: Operation<T>;
  /** The arguments in the path, in the order of `operation.arguments`. */
  readonly path?: readonly unknown[];
  readonly query?: Named;
  readonly headers?: Named;
  readonly cookies?: Named;
  /** The whole body, or its members; undefined where there is none. */
  readonly body?: unknown;
  /** Members of the body besides those that have arguments of their own. */
  readonly more?: Named | undefined;
  readonly options?: CallOptions | undefined;
}
