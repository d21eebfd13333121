/** Model of BulkPatchFailure. */
import type { RecordShape } from "../internal/shapes.js";

/** Something that was not patched. */
export interface BulkPatchFailure {
  /** ID of what was not patched. */
  id?: number | null;
  /** Reason. */
  message?: string | null;
}

/** What a value of `BulkPatchFailure` is read by. */
export const shapeOfBulkPatchFailure: RecordShape = {
  kind: "record",
  fields: {
    id: "integer",
    message: "string",
  },
};
