/** Stands for the generated reasons. */
export type Reason = "invalid_id" | "no_access" | "wrong_client";
