/** Model of WorkspaceAdmin. */
import type { RecordShape } from "../internal/shapes.js";

/** A user who is an admin of a workspace. */
export interface WorkspaceAdmin {
  /** Name of the user. */
  name?: string | null;
  /** User. */
  user_id?: number | null;
}

/** What a value of `WorkspaceAdmin` is read by. */
export const shapeOfWorkspaceAdmin: RecordShape = {
  kind: "record",
  fields: {
    name: "string",
    user_id: "integer",
  },
};
