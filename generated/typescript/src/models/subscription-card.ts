/** Model of SubscriptionCard. */
import type { RecordShape } from "../internal/shapes.js";

/** The card a subscription is paid with. */
export interface SubscriptionCard {
  /** When the card was added. Documented so; not confirmed. */
  added_at?: string | null;
  /** Number of the card. */
  card_number?: string | null;
  /** Kind of card. */
  card_type?: string | null;
  /** User who added the card. */
  creator_id?: number | null;
  /** Name of the user who added the card. */
  creator_name?: string | null;
  /** When the card expires; the form is not documented. */
  expiry_date?: string | null;
  /** Name on the card. */
  holder_name?: string | null;
}

/** What a value of `SubscriptionCard` is read by. */
export const shapeOfSubscriptionCard: RecordShape = {
  kind: "record",
  fields: {
    added_at: "date-time",
    card_number: "string",
    card_type: "string",
    creator_id: "integer",
    creator_name: "string",
    expiry_date: "string",
    holder_name: "string",
  },
};
