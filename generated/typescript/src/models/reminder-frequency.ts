/** Model of ReminderFrequency. */
import type { EnumShape } from "../internal/shapes.js";

/** How many days lie between two reminders. */
export type ReminderFrequency = 1 | 7 | (number & {});

/** What a value of `ReminderFrequency` is read by. */
export const shapeOfReminderFrequency: EnumShape = {
  kind: "enum",
  of: "integer",
  values: [1, 7],
};
