export interface MoneyAmount {
  amount: string;
  currency: string;
}

/** One row of the list of customers. */
export interface CustomerRow {
  customer_id: number;
  external_id?: string | null;
  name: string;
  kind: 'company' | 'person';
  segment?: string | null;
  industry?: string | null;
  country?: string | null;
  city?: string | null;
  territory?: string | null;
  owner_id?: number | null;
  owner?: string | null;
}

/** Everything about one customer but its history. */
export interface Customer {
  customer_id: number;
  external_id?: string | null;
  name: string;
  kind: 'company' | 'person';
  industry?: string | null;
  segment?: string | null;
  country?: string | null;
  region?: string | null;
  city?: string | null;
  postal_code?: string | null;
  street?: string | null;
  email?: string | null;
  phone?: string | null;
  website?: string | null;
  employees?: number | null;
  annual_revenue?: MoneyAmount | null;
  territory?: string | null;
  owner?: { person_id: number; name: string } | null;
  profile: Record<string, string>;
  version: number;
}

export interface Contact {
  contact_id: number;
  name: string;
  title?: string | null;
  email?: string | null;
  phone?: string | null;
  mobile?: string | null;
  version: number;
}

export interface Owner {
  owner_id: number;
  person_id: number;
  person: string;
  valid_from: string;
  valid_to?: string | null;
}

export interface Duplicate {
  customer_id: number;
  name: string;
  city?: string | null;
  reasons: string[];
}

export interface CustomerEvent {
  kind: 'order' | 'returned' | 'credit_note' | 'owner';
  on: string;
  subject_id: number;
  title: string;
  status?: string | null;
  amount?: MoneyAmount | null;
  person?: string | null;
}

/** The fields of a customer that are edited as text. */
export const textFields = [
  'name',
  'industry',
  'segment',
  'street',
  'postal_code',
  'city',
  'region',
  'country',
  'email',
  'phone',
  'website',
] as const;
export type TextField = (typeof textFields)[number];
