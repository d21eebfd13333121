/** Model of WorkspaceMembershipGroup. */
import type { RecordShape } from "../internal/shapes.js";

/** A group a user belongs to. */
export interface WorkspaceMembershipGroup {
  /** ID of the group. */
  group_id?: number | null;
  /** Name of the group. */
  name?: string | null;
}

/** What a value of `WorkspaceMembershipGroup` is read by. */
export const shapeOfWorkspaceMembershipGroup: RecordShape = {
  kind: "record",
  fields: {
    group_id: "integer",
    name: "string",
  },
};
