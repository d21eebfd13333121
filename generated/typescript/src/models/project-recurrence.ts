/** Model of ProjectRecurrence. */
import type { RecordShape } from "../internal/shapes.js";

/** How a project recurs, as answered. */
export interface ProjectRecurrence {
  /** Custom period, where `period` is `custom`; its unit is not documented. */
  custom_period?: number | null;
  /** Estimate for one period, in seconds. */
  estimated_seconds?: number | null;
  /** Day the recurrence ends. */
  parameter_end_date?: string | null;
  /** Day the recurrence starts. */
  parameter_start_date?: string | null;
  /** Kind of period, such as `monthly` or `custom`. */
  period?: string | null;
  /** First day of the project. */
  project_start_date?: string | null;
}

/** What a value of `ProjectRecurrence` is read by. */
export const shapeOfProjectRecurrence: RecordShape = {
  kind: "record",
  fields: {
    custom_period: "integer",
    estimated_seconds: "integer",
    parameter_end_date: "date",
    parameter_start_date: "date",
    period: "string",
    project_start_date: "date",
  },
};
