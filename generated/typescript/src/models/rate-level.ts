/** Model of RateLevel. */
import type { EnumShape } from "../internal/shapes.js";

/** What a rate can be set for. */
export type RateLevel =
  | "workspace"
  | "workspace_user"
  | "project"
  | "project_user"
  | "task"
  | (string & {});

/** What a value of `RateLevel` is read by. */
export const shapeOfRateLevel: EnumShape = {
  kind: "enum",
  of: "string",
  values: ["workspace", "workspace_user", "project", "project_user", "task"],
};
