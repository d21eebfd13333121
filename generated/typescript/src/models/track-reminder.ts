/** Model of TrackReminder. */
import type { RecordShape } from "../internal/shapes.js";
import { type ReminderFrequency, shapeOfReminderFrequency } from "./reminder-frequency.js";

/** A reminder to track time, sent to users and groups. */
export interface TrackReminder {
  /** When the reminder was created. */
  created_at?: string | null;
  /** Days from one reminder to the next. */
  frequency?: ReminderFrequency | null;
  /** Groups that receive the reminder. */
  group_ids?: number[] | null;
  /** ID of the reminder. */
  reminder_id?: number | null;
  /** After how many hours the reminder is sent. Documented so; not confirmed. */
  threshold?: number | null;
  /** Users who receive the reminder. */
  user_ids?: number[] | null;
  /** Workspace. */
  workspace_id?: number | null;
}

/** What a value of `TrackReminder` is read by. */
export const shapeOfTrackReminder: RecordShape = {
  kind: "record",
  fields: {
    created_at: "date-time",
    frequency: () => shapeOfReminderFrequency,
    group_ids: { kind: "array", of: "integer" },
    reminder_id: "integer",
    threshold: "integer",
    user_ids: { kind: "array", of: "integer" },
    workspace_id: "integer",
  },
};
