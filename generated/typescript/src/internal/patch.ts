/**
 * The arguments of a JSON Patch method to the operations of RFC 6902.
 *
 * @packageDocumentation
 */

/** What a JSON Patch changes. */
export interface PatchChanges {
  /** Members to replace, by name. */
  readonly replace?: Readonly<Record<string, unknown>> | undefined;
  /** Members to add, by name. */
  readonly add?: Readonly<Record<string, unknown>> | undefined;
  /** Names of members to remove. */
  readonly remove?: readonly string[] | undefined;
}

/** One operation of RFC 6902. */
export interface PatchOperation {
  readonly op: "replace" | "add" | "remove";
  readonly path: string;
  readonly value?: unknown;
}

/**
 * Return the body of a JSON Patch: replacements, then additions, then removals.
 *
 * @throws TypeError if there is nothing to change.
 */
export function patch(changes: PatchChanges): readonly PatchOperation[] {
  const set = (["replace", "add"] as const).flatMap((op) =>
    Object.entries(changes[op] ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): PatchOperation => ({ op, path: pointer(name), value })),
  );
  const names = changes.remove ?? [];
  const gone = names.map((name): PatchOperation => ({ op: "remove", path: pointer(name) }));
  if (set.length + gone.length === 0) {
    throw new TypeError("give at least one name in replace, add or remove");
  }
  return [...set, ...gone];
}

function pointer(name: string): string {
  // A pointer already, for instance to a member of a member.
  return name.startsWith("/") ? name : `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
