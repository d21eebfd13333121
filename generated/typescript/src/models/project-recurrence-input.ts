/** Model of ProjectRecurrenceInput. */
import type { RecordShape } from "../internal/shapes.js";

/** How a project is to recur. */
export interface ProjectRecurrenceInput {
  /** Custom period; needs `custom` as `period`. Unit not documented. */
  custom_period?: number | null;
  /** Kind of period, such as `monthly` or `custom`. */
  period?: string | null;
  /** Day the recurrence starts. */
  project_start_date?: string | null;
}

/** What a value of `ProjectRecurrenceInput` is read by. */
export const shapeOfProjectRecurrenceInput: RecordShape = {
  kind: "record",
  fields: {
    custom_period: "integer",
    period: "string",
    project_start_date: "date",
  },
};
