/**
 * For tests of code that uses this package.
 *
 * `FakeToggl` is the server in memory, a transport of the client; `FakeClock` is a clock of its
 * that waits for nothing.
 *
 * @packageDocumentation
 */

export { FakeClock } from "./clock.js";
export { FakeToggl, type FakeTogglOptions } from "./fake.js";
export type { Failure } from "./faults.js";
export type { Key, Records, StoredRecord } from "./records.js";
export type { Sent } from "./sent.js";
export type { FailNext, FakeOptions, Respond } from "./server.js";
export type { OperationId } from "./table.js";
