/**
 * The name that a server gives a file, made safe to be one.
 *
 * @packageDocumentation
 */

const PARAMETER = /;\s*(filename\*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s\x1c-\x1f\x85;]+)/gi;
const UNFIT = /[<>:"|?*\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
// Names that some systems take for devices, with any ending.
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?$/i;
const LONGEST = 200;

/**
 * Return the name in a Content-Disposition field; undefined where there is none.
 *
 * It is no path, begins with no dot and is fit for every system; the encoded form (`filename*`)
 * is preferred to the plain one.
 */
export function fileName(disposition: string): string | undefined {
  const found = new Map<string, string>();
  for (const [, name = "", value = ""] of `;${disposition}`.matchAll(PARAMETER)) {
    found.set(name.toLowerCase(), value);
  }
  const encoded = decodedName(found.get("filename*") ?? "");
  return safe(encoded) ?? safe(plain(found.get("filename") ?? ""));
}

function decodedName(value: string): string {
  const [, charset = "", text = ""] = /^([^']*)'[^']*'(.*)$/s.exec(unquoted(value)) ?? [];
  switch (charset.toLowerCase()) {
    case "utf-8":
      // A mark at the beginning is a letter like any other: it has no form in a name.
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(octetsOf(text));
    case "iso-8859-1":
      // What the platform calls so is another charset (windows-1252).
      return Array.from(octetsOf(text), (octet) => String.fromCharCode(octet)).join("");
    default:
      return "";
  }
}

/** Return the octets of a text in which some are encoded by their numbers. */
function octetsOf(text: string): Uint8Array {
  const parts = text.split(/(%[0-9a-f]{2})/i).map((part) => {
    const isEncoded = /^%[0-9a-f]{2}$/i.test(part);
    return isEncoded ? [Number.parseInt(part.slice(1), 16)] : [...new TextEncoder().encode(part)];
  });
  return Uint8Array.from(parts.flat());
}

function unquoted(value: string): string {
  return value.replace(/^"+|"+$/g, "");
}

function plain(value: string): string {
  // A path of Windows is written so too: what is escaped is kept as it is.
  const text = value.startsWith('"') ? value.slice(1, -1).replace(/\\(["\\])/g, "$1") : value;
  // Fields are read as Latin-1, but most servers write UTF-8.
  const octets = Array.from(text, (letter) => letter.charCodeAt(0));
  if (octets.some((octet) => octet > 0xff)) {
    return text;
  }
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(Uint8Array.from(octets));
  } catch {
    return text;
  }
}

function safe(name: string): string | undefined {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  let text = last
    .replace(UNFIT, "_")
    .replace(/^ +/, "")
    .replace(/[. ]+$/, "");
  if (text === "") {
    return undefined;
  }
  text = text.replace(/^\./, "_");
  text = DEVICE.test(text) ? `_${text}` : text;
  const dot = text.lastIndexOf(".");
  const ending = dot < 0 ? "" : text.slice(dot);
  if (sizeOf(text) <= LONGEST) {
    return text;
  }
  const hasEnding = dot >= 0 && sizeOf(ending) <= LONGEST / 10;
  return hasEnding ? cut(text.slice(0, dot)) + ending : cut(text);
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Return as much of a text as a name may be long. */
function cut(text: string): string {
  const short = new TextEncoder().encode(text).subarray(0, LONGEST);
  // A letter that is cut in two is left out.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(short, { stream: true });
}
