/** Model of WorkspaceSubscription. */
import type { RecordShape } from "../internal/shapes.js";
import { type SubscriptionCard, shapeOfSubscriptionCard } from "./subscription-card.js";
import { type SubscriptionContact, shapeOfSubscriptionContact } from "./subscription-contact.js";
import { type SubscriptionPayment, shapeOfSubscriptionPayment } from "./subscription-payment.js";
import { type SubscriptionPeriod, shapeOfSubscriptionPeriod } from "./subscription-period.js";

/** The subscription of a workspace. */
export interface WorkspaceSubscription {
  /** Whether the subscription renews itself. */
  auto_renew?: boolean | null;
  /** Card it is paid with. */
  card_details?: SubscriptionCard | null;
  /** Company that subscribes. */
  company_id?: number | null;
  /** Whom it is billed to. */
  contact_detail?: SubscriptionContact | null;
  /** When the subscription was created. */
  created_at?: string | null;
  /** Code of the currency it is paid in, such as EUR. */
  currency?: string | null;
  /** Customer that pays. */
  customer_id?: number | null;
  /** When the subscription was deleted. */
  deleted_at?: string | null;
  /** Last pricing plan. */
  last_pricing_plan_id?: number | null;
  /** Organization that subscribes. */
  organization_id?: number | null;
  /** How it is paid. */
  payment_details?: SubscriptionPayment | null;
  /** Pricing plan. */
  pricing_plan_id?: number | null;
  /** When the subscription renews. Documented so; not confirmed. */
  renewal_at?: string | null;
  /** ID of the subscription. */
  subscription_id?: number | null;
  /** Period it covers. */
  subscription_period?: SubscriptionPeriod | null;
  /** Workspace. */
  workspace_id?: number | null;
}

/** What a value of `WorkspaceSubscription` is read by. */
export const shapeOfWorkspaceSubscription: RecordShape = {
  kind: "record",
  fields: {
    auto_renew: "boolean",
    card_details: () => shapeOfSubscriptionCard,
    company_id: "integer",
    contact_detail: () => shapeOfSubscriptionContact,
    created_at: "date-time",
    currency: "string",
    customer_id: "integer",
    deleted_at: "date-time",
    last_pricing_plan_id: "integer",
    organization_id: "integer",
    payment_details: () => shapeOfSubscriptionPayment,
    pricing_plan_id: "integer",
    renewal_at: "date-time",
    subscription_id: "integer",
    subscription_period: () => shapeOfSubscriptionPeriod,
    workspace_id: "integer",
  },
};
