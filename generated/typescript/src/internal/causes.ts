/**
 * What an error began with: what a library wraps in words of its own says little.
 *
 * @packageDocumentation
 */

const DEEPEST = 10;
const CERTIFICATE =
  /^(?:CERT_\w+|ERR_TLS_CERT_\w+|HOSTNAME_MISMATCH|INVALID_\w+|UNABLE_TO_\w+|\w*SELF_SIGNED_CERT\w*)$/;
const ENCRYPTION = /^(?:EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/;

/** The code of an error, where there is one, and what it says. */
export interface Root {
  readonly code: string;
  readonly text: string;
  /** What the library that encrypts says of its own, where it does. */
  readonly reason?: string | undefined;
}

/** Return what an error began with; empty texts where nobody says. */
export function rootOf(error: unknown): Root {
  let found: Root = { code: "", text: "" };
  let one = error;
  for (let depth = 0; depth < DEEPEST && one instanceof Error; depth += 1) {
    const text = one.message === "" ? found.text : one.message;
    found = { code: wordOf(one, "code") ?? found.code, text, reason: wordOf(one, "reason") };
    one = one instanceof AggregateError ? one.errors[0] : one.cause;
  }
  return found;
}

function wordOf(error: Error, name: string): string | undefined {
  const found: unknown = Reflect.get(error, name);
  return typeof found === "string" ? found : undefined;
}

/**
 * Return why no answer came, in words that say what can be looked at.
 *
 * @param host - Who was to answer.
 * @param where - The same, with its port.
 */
export function why(error: unknown, host: string, where: string): string {
  const { code, text, reason } = rootOf(error);
  if (CERTIFICATE.test(code)) {
    return `the certificate of ${host} is not accepted: ${text}`;
  }
  if (ENCRYPTION.test(code)) {
    return `no encrypted connection with ${where}: ${reason ?? text}`;
  }
  if (code.startsWith("HPE_")) {
    const isLong = code === "HPE_HEADER_OVERFLOW";
    return isLong
      ? `${where} sends header fields without end`
      : `${where} does not answer in HTTP: ${reason ?? text}`;
  }
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} cannot be looked up: ${text}`;
    case "ECONNREFUSED":
      return `nothing listens at ${where} (connection refused)`;
    case "ECONNRESET":
    case "EPIPE":
      return `${where} broke the connection: ${text}`;
    default:
      return text === "" ? `no connection with ${where}` : text;
  }
}
