/**
 * What sends the requests of a client, by what its caller says and what there is.
 *
 * @packageDocumentation
 */

import { FetchTransport, type Fetch } from "./fetching.js";
import { MAX_BODY } from "./limited.js";
import { NodeTransport } from "./node.js";
import { modules } from "./nodetypes.js";
import type { ClientOptions } from "./settings.js";
import type { Transport } from "./transport.js";

/**
 * Return the transport of a client: the caller's, or Node's own HTTP, or else `fetch`.
 *
 * @throws TypeError if there is a proxy that cannot be used.
 */
export function transportOf(options: ClientOptions): Transport {
  const { fetch, maxBody = MAX_BODY, proxy, transport } = options;
  const isOther = fetch !== undefined || transport !== undefined;
  if (proxy !== undefined && isOther) {
    throw new TypeError("proxy is for the client's own transport: leave out fetch or transport");
  }
  if (transport) {
    return transport;
  }
  const node = fetch ? undefined : modules();
  if (node) {
    return new NodeTransport(node, maxBody, proxy);
  }
  if (proxy !== undefined && proxy !== "") {
    throw new TypeError("proxy cannot be used here: it is the platform that sends");
  }
  // Looked up for each request, so that one which a test puts there is used.
  const send: Fetch = fetch ?? ((url, init) => globalThis.fetch(url, init));
  return new FetchTransport(send, maxBody);
}
