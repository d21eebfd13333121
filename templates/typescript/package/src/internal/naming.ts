/**
 * What a caller gave by name, to values by their names on the wire.
 *
 * @packageDocumentation
 */

/**
 * Return values by their names on the wire; what was left out stays so.
 *
 * @param given - The values by the names that callers use.
 * @param names - By name on the wire, the name that callers use.
 */
export function onWire<
  P extends object,
  // What it is exactly: else the compiler takes a text in the place of `toString` for any.
  const N extends Readonly<Record<string, keyof P & string>>,
>(given: P, names: N): Readonly<Record<keyof N, unknown>> {
  const all = Object.entries<keyof P & string>(names);
  const found = Object.fromEntries(all.map(([wire, name]) => [wire, given[name]]));
  return found as Record<keyof N, unknown>;
}
