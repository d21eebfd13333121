/** Model of SubscriptionPayment. */
import type { RecordShape } from "../internal/shapes.js";

/** How a subscription is paid. */
export interface SubscriptionPayment {
  /** When the payment details were created. */
  created_at?: string | null;
  /** Code of the currency, such as EUR. */
  currency?: string | null;
  /** Customer that pays. */
  customer_id?: number | null;
  /** Kind of payment. */
  payment_type?: string | null;
  /** Reference of the payment. */
  reference?: string | null;
  /** Not described by the documentation. */
  user_id?: number | null;
}

/** What a value of `SubscriptionPayment` is read by. */
export const shapeOfSubscriptionPayment: RecordShape = {
  kind: "record",
  fields: {
    created_at: "date-time",
    currency: "string",
    customer_id: "integer",
    payment_type: "string",
    reference: "string",
    user_id: "integer",
  },
};
