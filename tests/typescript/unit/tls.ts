/** Servers that encrypt, with certificates that were made for the test: HEXAPLA_TLS has them. */

import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { TestContext } from "node:test";
import { TLSSocket } from "node:tls";

import { listening, urlOf } from "./wire.js";

const FOLDER = process.env["HEXAPLA_TLS"];

/** Whether there are certificates; those who run all tests of the runtime make them. */
export const HAS_TLS = FOLDER !== undefined;

export interface Secured {
  readonly url: string;
  readonly connections: () => number;
}

/**
 * Return a server at 127.0.0.1 that tells what it was asked.
 *
 * @param name - `trusted`, `strange` (by nobody who is trusted) or `other` (for another name).
 */
export async function secured(test: TestContext, name = "trusted"): Promise<Secured> {
  const pem = readFileSync(`${FOLDER ?? ""}/${name}.pem`);
  let connections = 0;
  const server = createServer({ key: pem, cert: pem }, (request, response) => {
    let body = "";
    request.on("data", (data: Buffer) => (body += data.toString()));
    request.on("end", () => {
      const { method = "", url = "", socket } = request;
      const asked = socket instanceof TLSSocket ? (socket as { servername?: unknown }) : undefined;
      const named = asked?.servername === false ? "undefined" : String(asked?.servername);
      response.end(`${method} ${url} ${body} ${named}`);
    });
  });
  server.on("secureConnection", () => (connections += 1));
  await listening(test, server);
  test.after(() => {
    server.closeAllConnections();
  });
  return { url: urlOf(server, "https"), connections: () => connections };
}
