/**
 * Everything that is printed while a case runs.
 *
 * @packageDocumentation
 */

import process from "node:process";

/** Gather what is printed; return what ends that. */
export function hear(lines: string[]): () => void {
  const streams = [process.stdout, process.stderr];
  const take = (text: string | Uint8Array): boolean => {
    lines.push(typeof text === "string" ? text : new TextDecoder().decode(text));
    return true;
  };
  for (const one of streams) {
    one.write = take;
  }
  return () => {
    // What it has by its class stands there again.
    streams.forEach((one) => Reflect.deleteProperty(one, "write"));
  };
}
