/** Model of RateListLevel. */
import type { EnumShape } from "../internal/shapes.js";

/** What rates are listed for. */
export type RateListLevel = "workspace" | "project" | "task" | "user" | (string & {});

/** What a value of `RateListLevel` is read by. */
export const shapeOfRateListLevel: EnumShape = {
  kind: "enum",
  of: "string",
  values: ["workspace", "project", "task", "user"],
};
