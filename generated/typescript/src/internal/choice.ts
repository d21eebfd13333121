/**
 * Which credentials a caller gave, and whether they will do.
 *
 * @packageDocumentation
 */

import { CredentialsError } from "../errors.js";
import { Credentials, told, type Security, type Texts, type Way } from "./credentials.js";

/** The variables of the process; none in a browser. */
export function environment(): Readonly<Record<string, string | undefined>> {
  const found = globalThis as {
    process?: { env?: Readonly<Record<string, string | undefined>> };
  };
  return found.process?.env ?? {};
}

/**
 * Return what the credentials of a caller prove.
 *
 * @param given - Every credential of the constructor; undefined where it was not given.
 * @throws CredentialsError if they are missing, incomplete or of more than one way.
 */
export function choose(
  security: Security,
  given: Readonly<Record<string, string | undefined>>,
  variables: Readonly<Record<string, string | undefined>>,
): Credentials {
  const values: Record<string, string> = {};
  const everything: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    everything[name] = "";
    if (value === "") {
      throw new CredentialsError(`${name} is empty`);
    }
    if (value !== undefined) {
      values[name] = value;
    }
  }
  const chosen = chosenWays(security, values);
  const read: Record<string, string> = {};
  for (const [name, variable] of Object.entries(security.variables)) {
    read[name] = variables[variable] ?? "";
  }
  const ways = new Map([...readWays(security, read, chosen, values), ...chosen]);
  check(security, values, ways);
  Object.assign(everything, read, values);
  const proofs = [...ways].map(([scheme, way]) => [scheme, way.make(everything)] as const);
  return new Credentials(security, new Map(proofs));
}

type Ways = ReadonlyMap<string, Way>;

/** Return by scheme the way that the caller chose. */
function chosenWays(security: Security, values: Texts): Ways {
  const chosen = new Map<string, Way>();
  const longest = [...security.ways].sort((a, b) => b.arguments.length - a.arguments.length);
  for (const way of longest.filter((one) => one.arguments.every((name) => name in values))) {
    const before = chosen.get(way.scheme) ?? way;
    chosen.set(way.scheme, before);
    if (!way.arguments.every((name) => before.arguments.includes(name))) {
      throw new CredentialsError(exclusive(security, values));
    }
  }
  const used = [...chosen.values()].flatMap((way) => [...way.arguments, ...(way.optional ?? [])]);
  const left = Object.keys(values).find((name) => !used.includes(name));
  if (left !== undefined) {
    throw new CredentialsError(problem(security, values, chosen, left));
  }
  return chosen;
}

/**
 * Return by scheme the way that the environment fills.
 *
 * What a caller gave counts alone; the environment completes it at most.
 */
function readWays(security: Security, read: Texts, chosen: Ways, values: Texts): Ways {
  const isFree = Object.keys(values).length === 0;
  const wanted = security.alternatives
    .filter((alternative) => isFree || alternative.some((scheme) => chosen.has(scheme)))
    .flat();
  const found = new Map<string, Way>();
  for (const way of security.ways) {
    const isRead = way.arguments.every((name) => (read[name] ?? "") !== "");
    if (isRead && wanted.includes(way.scheme) && !found.has(way.scheme)) {
      found.set(way.scheme, way);
    }
  }
  return found;
}

/** Refuse credentials with which no call could be made. */
function check(security: Security, values: Texts, ways: Ways): void {
  const isEnough = security.alternatives.some((all) => all.every((scheme) => ways.has(scheme)));
  if (isEnough || security.ways.length === 0) {
    return;
  }
  const names = Object.keys(values);
  const said = names.length > 0 ? `${listed(values)} given, which is not enough` : "no credentials";
  throw new CredentialsError(`${said}: give ${told(security, security.alternatives)}`);
}

/** Return what is wrong with an argument that fills nothing. */
function problem(security: Security, values: Texts, chosen: Ways, left: string): string {
  for (const way of security.ways) {
    if (!chosen.has(way.scheme) && [...way.arguments, ...(way.optional ?? [])].includes(left)) {
      const missing = way.arguments.filter((name) => !(name in values));
      return `${left} given, but ${missing.join(" and ")} missing`;
    }
  }
  return exclusive(security, values);
}

function exclusive(security: Security, values: Texts): string {
  const choices = told(security, security.alternatives);
  return `${listed(values)} given, but they exclude each other: give ${choices}`;
}

function listed(values: Texts): string {
  return Object.keys(values).join(" and ");
}
