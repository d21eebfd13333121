/** Model of AlertError. */
import type { RecordShape } from "../internal/shapes.js";

/** Something that went wrong with an alert. */
export interface AlertError {
  /** Code of the error. */
  code?: string | null;
  /** The error in words. */
  message?: string | null;
}

/** What a value of `AlertError` is read by. */
export const shapeOfAlertError: RecordShape = {
  kind: "record",
  fields: {
    code: "string",
    message: "string",
  },
};
