/** Model of SubscriptionPeriod. */
import type { RecordShape } from "../internal/shapes.js";

/** A period a subscription covers. */
export interface SubscriptionPeriod {
  /** When the period was created. */
  created_at?: string | null;
  /** When the period ends. */
  finished_on?: string | null;
  /** When the period starts. */
  started_on?: string | null;
  /** Subscription. */
  subscription_id?: number | null;
  /** ID of the period. */
  subscription_period_id?: number | null;
  /** Whether the period is a trial. */
  trial?: boolean | null;
  /** Number of users. */
  user_count?: number | null;
}

/** What a value of `SubscriptionPeriod` is read by. */
export const shapeOfSubscriptionPeriod: RecordShape = {
  kind: "record",
  fields: {
    created_at: "date-time",
    finished_on: "string",
    started_on: "string",
    subscription_id: "integer",
    subscription_period_id: "integer",
    trial: "boolean",
    user_count: "integer",
  },
};
