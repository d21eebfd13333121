/** Model of BulkPatchResult. */
import type { RecordShape } from "../internal/shapes.js";
import { type BulkPatchFailure, shapeOfBulkPatchFailure } from "./bulk-patch-failure.js";

/** Outcome of patching several things at once. */
export interface BulkPatchResult {
  /** What was not patched, and why. */
  failure: BulkPatchFailure[];
  /** IDs of what was patched. */
  success: number[];
}

/** What a value of `BulkPatchResult` is read by. */
export const shapeOfBulkPatchResult: RecordShape = {
  kind: "record",
  fields: {
    failure: { kind: "array", of: () => shapeOfBulkPatchFailure },
    success: { kind: "array", of: "integer" },
  },
  required: ["failure", "success"],
};
