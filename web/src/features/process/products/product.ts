export interface MoneyAmount {
  amount: string;
  currency: string;
}

export interface Product {
  product_id: number;
  external_id?: string | null;
  code?: string | null;
  name: string;
  category_id?: number | null;
  category?: string | null;
  unit?: string | null;
  price?: MoneyAmount | null;
  cost?: MoneyAmount | null;
  version: number;
}

export interface Category {
  category_id: number;
  name: string;
  parent_id?: number | null;
}

/** A price or a cost, from a day on until the next one. */
export interface DatedAmount {
  amount: MoneyAmount;
  valid_from: string;
  valid_to?: string | null;
}

export const productPath = (id: number) => `/process/products/${id}`;
/** How "since always" is written in the data. */
export const always = '0001-01-01';
