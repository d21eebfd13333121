/** Model of User. */
import type { RecordShape } from "../internal/shapes.js";

/** A user as a workspace sees them. */
export interface User {
  /** Address of the user. An e-mail address. */
  email?: string | null;
  /** Name of the user. */
  fullname?: string | null;
  /** ID of the user, the same in every workspace. */
  id?: number | null;
  /** Whether the user is deactivated in the workspace. For the API's own use. */
  inactive?: boolean | null;
  /** Whether the user has joined the workspace. For the API's own use. */
  is_active?: boolean | null;
  /**
   * Whether the user is an admin. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  is_admin?: boolean | null;
  /** Role of the user. */
  role?: string | null;
}

/** What a value of `User` is read by. */
export const shapeOfUser: RecordShape = {
  kind: "record",
  fields: {
    email: "string",
    fullname: "string",
    id: "integer",
    inactive: "boolean",
    is_active: "boolean",
    is_admin: "boolean",
    role: "string",
  },
};
