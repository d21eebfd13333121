/** Model of TimeEntryConstraints. */
import type { RecordShape } from "../internal/shapes.js";

/** What a workspace demands of time entries, once the constraints are enabled. */
export interface TimeEntryConstraints {
  /** Whether a time entry needs a description. */
  description_present?: boolean | null;
  /** Whether a time entry needs a project. */
  project_present?: boolean | null;
  /** Whether a time entry needs a tag. */
  tag_present?: boolean | null;
  /** Whether a time entry needs a task. */
  task_present?: boolean | null;
  /** Whether the constraints are enabled. */
  time_entry_constraints_enabled?: boolean | null;
}

/** What a value of `TimeEntryConstraints` is read by. */
export const shapeOfTimeEntryConstraints: RecordShape = {
  kind: "record",
  fields: {
    description_present: "boolean",
    project_present: "boolean",
    tag_present: "boolean",
    task_present: "boolean",
    time_entry_constraints_enabled: "boolean",
  },
};
