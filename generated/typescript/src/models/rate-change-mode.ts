/** Model of RateChangeMode. */
import type { EnumShape } from "../internal/shapes.js";

/** What a new rate or cost replaces: nothing before today, the current one, or every one. */
export type RateChangeMode = "start-today" | "override-current" | "override-all" | (string & {});

/** What a value of `RateChangeMode` is read by. */
export const shapeOfRateChangeMode: EnumShape = {
  kind: "enum",
  of: "string",
  values: ["start-today", "override-current", "override-all"],
};
