/** Model of SubscriptionContact. */
import type { RecordShape } from "../internal/shapes.js";

/** Whom a subscription is billed to. */
export interface SubscriptionContact {
  /** Address of the company. */
  company_address?: string | null;
  /** City of the company. */
  company_city?: string | null;
  /** Name of the company. */
  company_name?: string | null;
  /** ID of the contact details. */
  contact_detail_id?: number | null;
  /** E-mail address of the contact. */
  contact_email?: string | null;
  /** Name of the contact. */
  contact_person?: string | null;
  /** Country of the company. */
  country_id?: number | null;
  /** Part of the country, such as a state. */
  country_subdivision_id?: number | null;
  /** When the contact details were created. */
  created_at?: string | null;
  /** Customer that pays. */
  customer_id?: number | null;
  /** Whether the company is resident in the European Union. */
  is_eu_resident?: boolean | null;
  /** When the contact details last changed. */
  updated_at?: string | null;
  /** Not described by the documentation. */
  user_id?: number | null;
  /** VAT number of the company. */
  vat_number?: string | null;
  /**
   * Whether the VAT number was found valid. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  vat_number_valid?: boolean | null;
  /**
   * When the VAT number was validated. Deprecated. Documented so; not confirmed.
   *
   * @deprecated The documentation says so.
   */
  vat_number_validated_at?: string | null;
  /** Postal code of the company. */
  zip_code?: string | null;
}

/** What a value of `SubscriptionContact` is read by. */
export const shapeOfSubscriptionContact: RecordShape = {
  kind: "record",
  fields: {
    company_address: "string",
    company_city: "string",
    company_name: "string",
    contact_detail_id: "integer",
    contact_email: "string",
    contact_person: "string",
    country_id: "integer",
    country_subdivision_id: "integer",
    created_at: "date-time",
    customer_id: "integer",
    is_eu_resident: "boolean",
    updated_at: "date-time",
    user_id: "integer",
    vat_number: "string",
    vat_number_valid: "boolean",
    vat_number_validated_at: "date-time",
    zip_code: "string",
  },
};
