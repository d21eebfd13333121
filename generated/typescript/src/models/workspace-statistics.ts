/** Model of WorkspaceStatistics. */
import type { RecordShape } from "../internal/shapes.js";
import { type WorkspaceAdmin, shapeOfWorkspaceAdmin } from "./workspace-admin.js";

/** Who leads a workspace and how large it is. */
export interface WorkspaceStatistics {
  /** Admins of the workspace. */
  admins?: WorkspaceAdmin[] | null;
  /** Number of groups. */
  groups_count?: number | null;
  /** Number of members. */
  members_count?: number | null;
}

/** What a value of `WorkspaceStatistics` is read by. */
export const shapeOfWorkspaceStatistics: RecordShape = {
  kind: "record",
  fields: {
    admins: { kind: "array", of: () => shapeOfWorkspaceAdmin },
    groups_count: "integer",
    members_count: "integer",
  },
};
