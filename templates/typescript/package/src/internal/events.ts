/**
 * Server-sent events: cut from the pieces in which a body arrives, and read one by one.
 *
 * By the rules of the HTML standard (section 9.2.6), which browsers keep to.
 *
 * @packageDocumentation
 */

import { UnreadableResponseError } from "../errors.js";
import type { Core } from "./core.js";
import type { Watch } from "./deviations.js";
import type { Reply } from "./exchange.js";
import { partOf } from "./lines.js";
import type { Call, Operation } from "./operation.js";
import { made } from "./shapes.js";
import { Parts, type Reader } from "./stream.js";
import type { RawStream } from "./transport.js";

/** One event of a stream. */
export interface ServerEvent<out T> {
  /** What it says. */
  readonly data: T;
  /** What kind of event it is; `message` where the server does not say. */
  readonly event: string;
  /** The last id that the server gave, with this event or before it; empty for none. */
  readonly id: string;
  /** Milliseconds after which the server last asked to be called again. */
  readonly retry: number | undefined;
}

/** Cuts a body into events whose data is text. */
export class Parser {
  /** The id of the last event that was complete. */
  lastId = "";
  // Takes the mark away that a body may begin with.
  readonly #decoder = new TextDecoder();
  #retry: number | undefined;
  #id = "";
  #kind = "";
  #data: string[] = [];
  #dataSize = 0;
  #rest: string[] = [];
  #restSize = 0;
  #isAfterReturn = false;

  /** Letters that are kept of the event that is not complete yet. */
  get size(): number {
    return this.#dataSize + this.#restSize;
  }

  /** Return the events that a piece completes. */
  feed(piece: Uint8Array): readonly ServerEvent<string>[] {
    let text = this.#decoder.decode(piece, { stream: true });
    if (this.#isAfterReturn && text !== "") {
      // The end of the last line was cut in two.
      text = text.startsWith("\n") ? text.slice(1) : text;
      this.#isAfterReturn = false;
    }
    if (text === "") {
      return [];
    }
    this.#isAfterReturn = text.endsWith("\r");
    const parts = text.split(/\r\n|\r|\n/);
    const last = parts.pop() ?? "";
    const found = parts.flatMap((part) => {
      const line = this.#rest.join("") + part;
      this.#rest = [];
      this.#restSize = 0;
      return this.#line(line);
    });
    this.#rest.push(last);
    this.#restSize += last.length;
    return found;
  }

  #line(line: string): readonly ServerEvent<string>[] {
    if (line === "") {
      return this.#dispatch();
    }
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    switch (name) {
      case "data":
        this.#data.push(value);
        this.#dataSize += value.length + 1;
        break;
      case "event":
        this.#kind = value;
        break;
      case "id":
        this.#id = value.includes("\0") ? this.#id : value;
        break;
      case "retry":
        this.#retry = /^[0-9]+$/.test(value) ? Number(value.slice(0, 15)) : this.#retry;
        break;
    }
    return [];
  }

  #dispatch(): readonly ServerEvent<string>[] {
    this.lastId = this.#id;
    const kind = this.#kind === "" ? "message" : this.#kind;
    const lines = this.#data;
    this.#data = [];
    this.#dataSize = 0;
    this.#kind = "";
    const rest = { event: kind, id: this.lastId, retry: this.#retry };
    return lines.length === 0 ? [] : [{ data: lines.join("\n"), ...rest }];
  }
}

class EventReader<out T> implements Reader<ServerEvent<T>> {
  readonly #waiting: ServerEvent<string>[] = [];
  readonly #operation: Operation<T>;
  readonly #reply: Reply;
  readonly #watch: Watch;
  readonly #limit: number;
  readonly #parser = new Parser();
  #taken = "";

  constructor(operation: Operation<T>, reply: Reply, watch: Watch, limit: number) {
    this.#operation = operation;
    this.#reply = reply;
    this.#watch = watch;
    this.#limit = limit;
  }

  /** The last id that the server gave, as far as events were taken. */
  get lastId(): string {
    return this.hasMore() ? this.#taken : this.#parser.lastId;
  }

  hasMore(): boolean {
    return this.#waiting.length > 0;
  }

  /** Take a piece of the body; an event that its end cuts off is none. */
  feed(piece: Uint8Array | undefined): void {
    this.#waiting.push(...(piece ? this.#parser.feed(piece) : []));
    if (this.#parser.size > this.#limit) {
      const message = `${this.#operation.id}: an event is over ${String(this.#limit)} bytes long`;
      throw new UnreadableResponseError(message, this.#reply);
    }
  }

  take(): ServerEvent<T> {
    const event = this.#waiting.shift();
    const text = event?.data ?? "";
    this.#taken = event?.id ?? "";
    const data = this.#isText ? text : this.#read(text);
    const { event: kind = "", id = "", retry } = event ?? {};
    return { data: data as T, event: kind, id, retry };
  }

  get #isText(): boolean {
    const { result } = this.#operation;
    const shape = result === null || result === "bytes" ? "any" : made(result);
    return shape === "string" || (typeof shape === "object" && isTexts(shape));
  }

  #read(text: string): unknown {
    const reply = { ...this.#reply, body: new TextEncoder().encode(text) };
    return partOf(this.#operation, text, reply, this.#watch, "the data of an event");
  }
}

function isTexts(shape: { readonly kind: string; readonly of?: unknown }): boolean {
  return shape.kind === "enum" && shape.of === "string";
}

/**
 * Server-sent events, handed out as they come in: iterate over them, once.
 *
 * Whoever stops early closes them; call `close` where nobody iterates. Data that cannot be
 * read throws UnreadableResponseError and ends them; its `body` is the data, be it a mark such
 * as `[DONE]`, which is no JSON. Something, be it a comment, must come within the timeout of
 * the call. Nothing connects again by itself: `lastEventId` tells how far the events went, and
 * the header field `Last-Event-ID`, given by the options of a call, asks for those behind it.
 */
export class Events<out T> extends Parts<ServerEvent<T>> {
  readonly #events: EventReader<T>;

  /** Keep the response; an event may have so many bytes. */
  constructor(stream: RawStream, reply: Reply, of: Operation<T>, watch: Watch, limit: number) {
    const reader = new EventReader(of, reply, watch, limit);
    super(stream, reply, reader);
    this.#events = reader;
  }

  /** The last id that the server gave, as far as events were handed out. */
  get lastEventId(): string {
    return this.#events.lastId;
  }
}

/** Make a call and return the events that come. */
export async function openEvents<T>(core: Core, call: Call<T>): Promise<Events<T>> {
  const { stream, reply, watch, limit } = await core.streamed(call);
  return new Events(stream, reply, call.operation, watch, limit);
}
