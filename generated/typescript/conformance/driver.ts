/**
 * Makes the calls of the conformance suite.
 *
 * A case comes in on each line as JSON, and what came of it goes out on a line. It uses nothing
 * of the package but what everybody may use, and is no part of the package.
 *
 * @packageDocumentation
 */

import process from "node:process";
import { createInterface } from "node:readline";
import { inspect } from "node:util";
import { call } from "./calls.js";
import { Case, Crash, type Said } from "./case.js";
import { everything, failure, plain } from "./failures.js";
import { hear } from "./hearing.js";
import { OPERATIONS, RAW } from "./operations.js";
import * as api from "./package.js";
import { dumped, viewed, type Plain } from "./values.js";

/** Return what came of a case; a fault of the driver itself is a `crash`. */
async function answer(said: Said): Promise<Plain> {
  try {
    return { id: said.id, ...(await answered(new Case(said, { ...RAW, ...OPERATIONS }))) };
  } catch (error) {
    return { id: said.id, crash: inspect(error) };
  }
}

async function answered(of: Case): Promise<Plain> {
  const end = hear(of.lines);
  try {
    const { value, shape } = await call(of);
    end();
    return {
      dump: value === undefined || value === null ? null : dumped(value),
      value: viewed(shape, value),
      attempts: of.attempts ?? null,
      deviations: plain(of.seen),
      news: api.news(value).map(({ pointer, kind }) => ({ pointer, kind })),
      ...of.told(),
      log: of.lines.join("\n"),
    };
  } catch (error) {
    if (error instanceof Crash) {
      throw error;
    }
    const text = [everything(error), ...of.lines].join("\n");
    return { error: { ...failure(error, of.seen), ...of.told(), text } };
  } finally {
    end();
  }
}

const say = process.stdout.write.bind(process.stdout);
for await (const line of createInterface({ input: process.stdin })) {
  say(`${api.dump(await answer(api.parse(line) as Said))}\n`);
}
