/**
 * Members of records that are read as something else than what the server sent.
 *
 * @packageDocumentation
 */

type Plain = Record<string, unknown>;

/** Have a member read as what a function returns, until somebody sets it. */
export function stand(record: Plain, key: string, isShown: boolean, get: () => unknown): void {
  Object.defineProperty(record, key, {
    configurable: true,
    enumerable: isShown,
    get,
    set: (value: unknown) => {
      const plain = { value, configurable: true, enumerable: true, writable: true };
      Object.defineProperty(record, key, plain);
    },
  });
}

/**
 * Have a member that is not there read as undefined.
 *
 * Every object has a `constructor` and a `toString`: where a record is documented to have a
 * member of such a name, nobody must take the one for the other.
 */
export function vacate(record: Plain, key: string): void {
  if (key in Object.prototype && !Object.hasOwn(record, key)) {
    stand(record, key, false, () => undefined);
  }
}
