/** Model of ProjectStatus. */
import type { EnumShape } from "../internal/shapes.js";

/** Where a project stands. */
export type ProjectStatus =
  | "upcoming"
  | "active"
  | "ended"
  | "archived"
  | "deleted"
  | (string & {});

/** What a value of `ProjectStatus` is read by. */
export const shapeOfProjectStatus: EnumShape = {
  kind: "enum",
  of: "string",
  values: ["upcoming", "active", "ended", "archived", "deleted"],
};
