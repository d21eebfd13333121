/**
 * A generic caller: does with a compiled package what it is told, a line of JSON each, and answers with a line.
 *
 * What comes of it stays here under a number, so that the other side can ask for more: a member, a call, the next
 * piece. Values have forms that lose nothing (`{"$": "bigint"}`, bytes in base64, lists and objects with their number).
 */

import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const root = process.argv[2];
const load = (path) => import(pathToFileURL(`${root}/dist/esm/${path}.js`).href);
const api = await load("index");
const things = [];
const iterators = new Map();

function kept(value) {
  things.push(value);
  return things.length - 1;
}

function shown(value) {
  switch (typeof value) {
    case "undefined":
      return { $: "undefined" };
    case "bigint":
      return { $: "bigint", v: String(value) };
    case "number":
      return Number.isFinite(value) ? value : { $: "number", v: String(value) };
    case "function":
    case "symbol":
      return { $: "instance", of: kept(value), class: typeof value };
    case "object":
      return value === null ? null : shownObject(value);
    default:
      return value;
  }
}

function shownObject(value) {
  if (value instanceof Uint8Array) {
    return { $: "bytes", v: Buffer.from(value).toString("base64") };
  }
  if (Array.isArray(value)) {
    return { $: "list", of: kept(value), v: value.map(shown) };
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return { $: "instance", of: kept(value), class: value.constructor.name };
  }
  const members = Object.entries(Object.getOwnPropertyDescriptors(value)).map(([name, one]) => [
    name,
    one.get ? { $: "held" } : shown(one.value),
  ]);
  return { $: "object", of: kept(value), v: Object.fromEntries(members) };
}

function given(value) {
  if (Array.isArray(value)) {
    return value.map(given);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  switch (value.$) {
    case undefined:
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, given(one)]));
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt(value.v);
    case "number":
      return Number(value.v);
    case "bytes":
      return new Uint8Array(Buffer.from(value.v, "base64"));
    case "recorder":
      // A transport that sends nothing.
      return {
        send: (request) => {
          urls.push(request.url);
          return Promise.resolve({ status: value.status, headers: [], body: new TextEncoder().encode(value.body) });
        },
      };
    case "collector":
      return (one) => void collected.push(one);
    case "thrower":
      return () => {
        throw new Error(value.v);
      };
    case "date":
      return new Date(value.v);
    case "pieces":
      return (async function* () {
        yield* given(value.v);
      })();
    case "thing":
      return things[value.of];
    case "object":
      return Object.fromEntries(value.v.map(([name, one]) => [name, given(one)]));
  }
  throw new Error(`nobody knows ${JSON.stringify(value)}`);
}

function iterator(of) {
  const found = iterators.get(of) ?? things[of][Symbol.asyncIterator]?.() ?? things[of];
  iterators.set(of, found);
  return found;
}

/** Have what nobody holds any longer looked for, and give those time who are told of it. */
async function searched() {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  for (let turn = 0; turn < 20; turn += 1) {
    await setTimeout(1);
    collect();
  }
}

async function done(asked) {
  const on = things[asked.of];
  const args = (asked.args ?? []).map(given);
  switch (asked.do) {
    case "make":
      return new api[asked.name](...args);
    case "call": {
      const holder = asked.path.slice(0, -1).reduce((found, name) => found[name], on);
      const result = holder[asked.path.at(-1)](...args);
      return await (asked.raw && result.withResponse ? result.withResponse() : result);
    }
    case "get":
      return on[asked.name];
    case "has":
      return asked.name in on;
    case "function":
      return api[asked.name](...args);
    case "forget":
      // Nothing else holds it but these: then it can be looked for.
      things[asked.of] = undefined;
      iterators.delete(asked.of);
      return void (await searched());
    case "chain":
      return chainOf(api[asked.name].prototype);
    case "field":
      return api.headers[asked.name].of(...args);
    case "inner":
      return (await load(asked.module))[asked.name](...args);
    case "next":
      try {
        return (await iterator(asked.of).next()).value;
      } catch (error) {
        iterators.delete(asked.of);
        throw error;
      }
    case "leave":
      return void (await (iterators.get(asked.of)?.return() ?? on.close()));
    case "all": {
      const all = [];
      for await (const one of on) {
        all.push(one);
      }
      return all;
    }
    case "together":
      return await Promise.all(asked.all.map((one) => done({ ...one, do: "call" })));
    case "cut": {
      // What takes pieces of a body, and what it makes of them.
      const cutter = new (await load(asked.module))[asked.name]();
      const found = given(asked.pieces).flatMap((piece) => [...cutter.feed(piece)]);
      return [...found, ...(cutter.end?.() ?? [])];
    }
    case "taken":
      return taken[asked.name].splice(0);
  }
  throw new Error(`nobody knows how to ${asked.do}`);
}

const [warnings, urls, collected] = [[], [], []];
const taken = { warnings, urls, collected };
console.warn = (...texts) => warnings.push(texts.join(" "));

const PROPS =
  "status headers body json reason reasonValues retryAfter sent request attempts deviations reply name".split(" ");

function chainOf(prototype) {
  return prototype ? [prototype.constructor.name, ...chainOf(Object.getPrototypeOf(prototype))] : [];
}

function failure(error) {
  const chain = chainOf(Object.getPrototypeOf(error));
  const props = PROPS.filter((name) => name in error).map((name) => [name, shown(error[name])]);
  props.push(["shown", shown([inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error)])]);
  const cause = error.cause instanceof Error ? failure(error.cause) : null;
  return { chain, message: error.message, props: Object.fromEntries(props), cause };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let answer;
  try {
    answer = { value: shown(await done(JSON.parse(line))) };
  } catch (error) {
    answer = error instanceof Error ? { error: failure(error) } : { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
