/** Model of RateListType. */
import type { EnumShape } from "../internal/shapes.js";

/** Which rates are listed. */
export type RateListType = "billable_rates" | "labor_costs" | (string & {});

/** What a value of `RateListType` is read by. */
export const shapeOfRateListType: EnumShape = {
  kind: "enum",
  of: "string",
  values: ["billable_rates", "labor_costs"],
};
