/** Model of RateType. */
import type { EnumShape } from "../internal/shapes.js";

/** What is set, the price or the cost of an hour. */
export type RateType = "billable_rates" | "labor_rates" | (string & {});

/** What a value of `RateType` is read by. */
export const shapeOfRateType: EnumShape = {
  kind: "enum",
  of: "string",
  values: ["billable_rates", "labor_rates"],
};
