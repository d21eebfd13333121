/** Model of TimeEntryDeletionMode. */
import type { EnumShape } from "../internal/shapes.js";

/**
 * What becomes of time entries whose project is deleted: deleted too, or left without a
 * project.
 */
export type TimeEntryDeletionMode = "delete" | "unassign" | (string & {});

/** What a value of `TimeEntryDeletionMode` is read by. */
export const shapeOfTimeEntryDeletionMode: EnumShape = {
  kind: "enum",
  of: "string",
  values: ["delete", "unassign"],
};
