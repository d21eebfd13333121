/** Model of CsvUpload. */
import type { RecordShape } from "../internal/shapes.js";

/** A CSV upload into a workspace. */
export interface CsvUpload {
  /** When the file was uploaded. */
  at?: string | null;
  /** Log of the upload. */
  log_id?: number | null;
}

/** What a value of `CsvUpload` is read by. */
export const shapeOfCsvUpload: RecordShape = {
  kind: "record",
  fields: {
    at: "date-time",
    log_id: "integer",
  },
};
