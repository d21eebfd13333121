/** Model of ProjectPeriod. */
import type { RecordShape } from "../internal/shapes.js";

/** One period of a recurring project. */
export interface ProjectPeriod {
  /** Last day of the period. */
  end_date?: string | null;
  /** First day of the period. */
  start_date?: string | null;
}

/** What a value of `ProjectPeriod` is read by. */
export const shapeOfProjectPeriod: RecordShape = {
  kind: "record",
  fields: {
    end_date: "date",
    start_date: "date",
  },
};
